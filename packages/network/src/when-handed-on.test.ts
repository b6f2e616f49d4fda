import { Chance, VirtualClock } from '@jazzgrid/units'
import { describe, expect, it } from 'vitest'
import { MemoryNetwork } from './memory/memory-network.js'
import { whenHandedOn } from './when-handed-on.js'

function pair() {
  const clock = new VirtualClock()
  const network = new MemoryNetwork(clock, new Chance(1), { topics: [], queueLimit: 1_000 })
  const [a, b] = ['a', 'b'].map((name) => network.join(name))
  clock.advanceTo(1_000)
  return { clock, network, a, b }
}

const frame = new Uint8Array(800)

/** The answer, or `waiting` where there is none yet. */
async function state(handed: ReturnType<typeof whenHandedOn>): Promise<string> {
  const answer = await Promise.race([handed, new Promise<undefined>((resolve) => setImmediate(resolve, undefined))])
  return answer === undefined ? 'waiting' : answer.ok ? 'ok' : answer.reason
}

describe('a frame that waits to be handed on', () => {
  it('does not wait where there is room', async () => {
    const { a } = pair()
    expect(await state(whenHandedOn(a, 'b', frame))).toBe('ok')
  })

  it('waits for room, and others behind it', async () => {
    const { clock, a, b } = pair()
    let heard = 0
    b.onFrame(() => void heard++)
    const all = Array.from({ length: 5 }, () => whenHandedOn(a, 'b', frame))
    expect(await Promise.all(all.map(state))).toEqual(['ok', 'waiting', 'waiting', 'waiting', 'waiting'])
    clock.advanceTo(1_010)
    expect(await Promise.all(all.map(state))).not.toContain('waiting, waiting, waiting, waiting')
    clock.advanceTo(2_000)
    expect(await Promise.all(all.map(state))).toEqual(['ok', 'ok', 'ok', 'ok', 'ok'])
    expect(heard).toBe(5)
  })

  it.each([
    ['the peer is gone', (world: ReturnType<typeof pair>) => world.network.crash('b'), 'not-connected'],
    ['the transport is closed', ({ a }: ReturnType<typeof pair>) => void a.close(), 'closed'],
  ])('ends with the reason when %s', async (_what, end, reason) => {
    const world = pair()
    whenHandedOn(world.a, 'b', frame)
    const handed = whenHandedOn(world.a, 'b', frame)
    expect(await state(handed)).toBe('waiting')
    end(world)
    world.clock.advanceTo(2_000)
    expect(await state(handed)).toBe(reason)
  })

  it('is refused at once where waiting cannot help', async () => {
    const { a } = pair()
    expect(await state(whenHandedOn(a, 'nobody', frame))).toBe('not-connected')
    expect(await state(whenHandedOn(a, 'b', new Uint8Array(0)))).toBe('empty')
  })
})
