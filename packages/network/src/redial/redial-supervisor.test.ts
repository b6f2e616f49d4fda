import { Chance, VirtualClock } from '@jazzgrid/units'
import { describe, expect, it } from 'vitest'
import { type RedialOptions, RedialSupervisor } from './redial-supervisor.js'

const OPTIONS: RedialOptions = { interval: { min: 10_000, max: 30_000 }, grace: 2_000, hold: 24 }

/** A peer `m` whose dials are answered by a table: who is up is connected 50 ms later. */
function operator(options: Partial<RedialOptions> = {}, seed = 'redial') {
  const clock = new VirtualClock()
  const up = new Set<string>()
  const connected = new Set<string>()
  const dials: string[] = []
  const settled: Promise<void>[] = []
  const supervisor = new RedialSupervisor(
    clock,
    new Chance(seed),
    { ...OPTIONS, ...options },
    {
      self: 'm',
      connected: () => [...connected],
      mayDial: (peer) => peer !== 'stranger',
      onLook: () => {},
      dial: (peer, addresses) => {
        dials.push(`${peer} ${addresses} at ${clock.now()}`)
        if (up.has(peer)) clock.setTimeout(() => connected.add(peer), 50)
        const done = Promise.resolve()
        settled.push(done)
        return done
      },
    },
  )
  const dialled = () => [...new Set(dials.map((dial) => dial.split(' ')[0]))].sort()
  /** Lets promises settle between the timers. */
  const advance = async (ms: number) => {
    for (const end = clock.now() + ms; clock.now() < end; ) {
      clock.advanceTo(Math.min(end, clock.now() + 100))
      for (let i = 0; i < 4; i++) await Promise.resolve()
    }
  }
  return { clock, up, connected, dials, dialled, supervisor, advance }
}

describe('the redial supervisor', () => {
  it('dials a higher peer at once and lets a lower one dial first', async () => {
    const { supervisor, dials, advance } = operator()
    supervisor.start()
    supervisor.reach('a', ['/1'])
    supervisor.reach('z', ['/2'])
    await advance(1_000)
    expect(dials).toEqual(['z /2 at 0'])
    await advance(1_100)
    expect(dials).toEqual(['z /2 at 0', 'a /1 at 2000'])
  })

  it('never gives up, and looks every 10 to 30 s', async () => {
    const { supervisor, dials, advance, up, connected } = operator()
    supervisor.start()
    supervisor.reach('z', ['/2'])
    await advance(3_600_000)
    const times = dials.map((dial) => Number(dial.split(' at ')[1]))
    const gaps = times.slice(1).map((time, i) => time - times[i])
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(10_000)
    expect(Math.max(...gaps)).toBeLessThanOrEqual(30_000)
    expect(new Set(gaps).size).toBeGreaterThan(10)
    up.add('z')
    await advance(31_000)
    expect(connected.has('z')).toBe(true)
    const before = dials.length
    await advance(100_000)
    expect(dials).toHaveLength(before)
  })

  it('redials soon after a connection was lost, though not at once', async () => {
    const { supervisor, dials, advance, up, connected } = operator()
    supervisor.start()
    up.add('z')
    supervisor.reach('z', ['/2'])
    await advance(5_000)
    connected.delete('z')
    supervisor.stir()
    await advance(400)
    expect(dials).toHaveLength(1)
    await advance(2_200)
    expect(dials).toHaveLength(2)
  })

  it('dials neither strangers nor itself nor a peer without an address', async () => {
    const { supervisor, dials, advance } = operator()
    supervisor.start()
    supervisor.reach('stranger', ['/1'])
    supervisor.reach('m', ['/1'])
    supervisor.reach('z', [])
    await advance(60_000)
    expect(dials).toEqual([])
  })

  it('does not dial again while a dial is under way', async () => {
    const clock = new VirtualClock()
    let dials = 0
    const supervisor = new RedialSupervisor(clock, new Chance(1), OPTIONS, {
      self: 'a',
      connected: () => [],
      mayDial: () => true,
      onLook: () => {},
      dial: () => {
        dials++
        return new Promise(() => {})
      },
    })
    supervisor.start()
    supervisor.reach('b', ['/1'])
    clock.advanceTo(1_000_000)
    expect(dials).toBe(1)
  })

  it('holds as many connections as it was told, chosen by chance', async () => {
    const names = Array.from({ length: 50 }, (_, i) => `z${i}`)
    const choice = async (seed: string) => {
      const { supervisor, advance, up, connected } = operator({ hold: 5 }, seed)
      for (const name of names) {
        up.add(name)
        supervisor.reach(name, [`/${name}`])
      }
      supervisor.start()
      await advance(120_000)
      return [...connected].sort()
    }
    const first = await choice('one')
    expect(first).toHaveLength(5)
    expect(await choice('one')).toEqual(first)
    expect(await choice('two')).not.toEqual(first)
  })

  it('tries the newest addresses first and forgets the oldest', async () => {
    const { supervisor, dials, advance } = operator()
    for (let i = 0; i < 10; i++) supervisor.reach('z', [`/${i}`])
    supervisor.start()
    await advance(100)
    expect(dials).toEqual(['z /9,/8,/7,/6,/5,/4,/3,/2 at 0'])
  })

  it('stops', async () => {
    const { supervisor, dials, advance } = operator()
    supervisor.start()
    supervisor.stop()
    supervisor.reach('z', ['/2'])
    supervisor.stir()
    await advance(60_000)
    expect(dials).toEqual([])
  })
})
