import { CodedError, VirtualClock } from '@jazzgrid/units'
import { Subject } from 'rxjs'
import { describe, expect, it } from 'vitest'
import { viewOf } from '../conformance/index.js'
import { notPlainJson } from '../life/plain-json.js'
import type { Strategy } from '../strategy/strategy.js'
import type { AgentEvent } from './agent-event.js'
import { createAgentMachine } from './agent-machine.js'
import { snapshotAgent } from './agent-snapshot.js'
import { spawnAgent } from './spawn-agent.js'

/** An agent in the middle of its life, with orders on their way and a state of its own. */
function living(own: unknown) {
  const inbox = new Subject<AgentEvent>()
  const strategy: Strategy = {
    name: 'keeper',
    initial: () => own,
    quote: (_own, _settings, { due, rules }) =>
      due.map(({ slot }) => ({
        ...{ slot, side: 'sell', price: rules.tick, quantity: rules.lot, reasons: ['own-strategy'] },
        ...{ forecast: 0, alternative: 'none', alternativePrice: 0 },
      })),
  }
  const machine = createAgentMachine({ strategy: () => strategy, inbox: () => inbox, chance: () => undefined })
  const profile = { id: 0, account: 0, name: 'h1', kind: 'pv', strategy: 'keeper', settings: { share: 1 } } as const
  const onError = (error: unknown) => {
    throw error
  }
  const actor = spawnAgent(machine, { profile, slotLength: 1_800_000 }, { clock: new VirtualClock(), onError }).start()
  inbox.next({ type: 'gate', view: viewOf() })
  return { actor, inbox }
}

describe('the snapshot of an agent', () => {
  it('is exactly what JSON gives back, streams and functions left out', () => {
    const snapshot = snapshotAgent(living({ margins: [0.1, 0.2], last: null }).actor)
    expect(notPlainJson(snapshot)).toBeUndefined()
    expect(JSON.parse(JSON.stringify(snapshot))).toStrictEqual(snapshot)
    expect(snapshot).toMatchObject({
      value: { market: 'awaiting', delivery: 'idle', health: 'online' },
      context: { state: { own: { margins: [0.1, 0.2] }, nextTag: 3 }, profile: { name: 'h1' } },
    })
    expect(JSON.stringify(snapshot).length).toBeLessThan(1_000)
  })

  it('is a copy: the agent goes on and the snapshot stays', () => {
    const { actor, inbox } = living(null)
    const snapshot = snapshotAgent(actor)
    const before = JSON.stringify(snapshot)
    inbox.next({ type: 'device.lost', why: 'gone' })
    expect(JSON.stringify(snapshot)).toBe(before)
  })

  it.each([
    ['a number that is none', { margin: Number.NaN }, 'state.own.margin'],
    ['a map', { seen: new Map() }, 'state.own.seen'],
    ['a typed array', [new Float64Array(2)], 'state.own[0]'],
    ['a function', { next: () => 1 }, 'state.own.next'],
  ])('is refused where the strategy keeps %s, with the place', (_what, own, at) => {
    const { actor } = living(own)
    expect(() => snapshotAgent(actor)).toThrow(CodedError)
    expect(() => snapshotAgent(actor)).toThrow(`h1 cannot be stored: ${at} is not plain JSON`)
  })
})
