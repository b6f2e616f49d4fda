import { setImmediate } from 'node:timers/promises'
import { VirtualClock } from '@jazzgrid/units'
import { Subject } from 'rxjs'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { callOf, viewOf } from '../conformance/index.js'
import type { Strategy } from '../strategy/strategy.js'
import type { AgentEvent } from './agent-event.js'
import { createAgentMachine } from './agent-machine.js'
import { spawnAgent } from './spawn-agent.js'

const sound: Strategy = {
  name: 'sound',
  initial: () => null,
  quote: (_own, _settings, { due }) =>
    due.map(({ slot }) => {
      const grounds = { forecast: 0, alternative: 'none', alternativePrice: 0 } as const
      return { slot, side: 'none', reasons: ['own-strategy'], ...grounds }
    }),
  setpoint: () => ({ energy: 0, reasons: ['own-strategy'] }),
}

const broken = (): never => {
  throw new Error('divided by the moon')
}

const GATE: AgentEvent = { type: 'gate', view: viewOf() }
const DELIVER: AgentEvent = { type: 'deliver', call: callOf({}, 0) }
const READING: AgentEvent = { type: 'reading', reading: { slot: 0, energy: 0, soc: 0.5, plugged: true } }

/** Two agents on one machine and one clock, the second with a strategy that breaks. */
function pair(strategy: Strategy) {
  const inboxes = [new Subject<AgentEvent>(), new Subject<AgentEvent>()]
  const machine = createAgentMachine({
    strategy: ({ id }) => (id === 0 ? sound : strategy),
    inbox: (agent) => inboxes[agent],
    chance: () => undefined,
  })
  const clock = new VirtualClock()
  const failures: [number, string][] = []
  const decided = [0, 0]
  const actors = inboxes.map((_, id) => {
    const profile = { id, account: id, name: `h${id}`, kind: 'household', strategy: 'any', settings: null } as const
    const onError = (error: unknown) => failures.push([id, String(error)])
    const actor = spawnAgent(machine, { profile, slotLength: 1_800_000 }, { clock, onError })
    actor.on('decided', () => decided[id]++)
    return actor.start()
  })
  return { inboxes, actors, failures, decided }
}

describe('an agent whose own code throws', () => {
  const unhandled: unknown[] = []
  const note = (error: unknown) => unhandled.push(error)
  beforeEach(() => {
    unhandled.length = 0
    process.on('uncaughtExceptionMonitor', note)
  })
  afterEach(() => {
    process.off('uncaughtExceptionMonitor', note)
  })

  it.each<[string, Partial<Strategy>, AgentEvent]>([
    ['quotes', { quote: broken }, GATE],
    ['delivers', { setpoint: broken }, DELIVER],
    ['reads its meter', { delivered: broken }, READING],
  ])('while it %s ends alone, is reported once, and lets its streams go', async (_when, fault, event) => {
    const { inboxes, actors, failures, decided } = pair({ ...sound, ...fault })
    for (const inbox of inboxes) inbox.next(event)
    expect(failures).toEqual([[1, 'Error: divided by the moon']])
    expect(actors.map((actor) => actor.getSnapshot().status)).toEqual(['active', 'error'])
    expect(inboxes.map(({ observed }) => observed)).toEqual([true, false])
    const before = decided[0]
    for (const inbox of inboxes) inbox.next(GATE)
    expect(decided[0]).toBe(before + 1)
    expect(failures).toHaveLength(1)
    await setImmediate()
    expect(unhandled).toEqual([])
  })

  it('at birth is reported when it starts', async () => {
    const { inboxes, failures, decided } = pair({ ...sound, initial: broken })
    inboxes[0].next(GATE)
    expect(failures).toEqual([[1, 'Error: divided by the moon']])
    expect(decided).toEqual([1, 0])
    await setImmediate()
    expect(unhandled).toEqual([])
  })

  it('is also ended by a stream that fails', () => {
    const { inboxes, failures, actors } = pair(sound)
    inboxes[1].error(new Error('the price feed is gone'))
    expect(failures).toEqual([[1, 'Error: the price feed is gone']])
    expect(actors.map((actor) => actor.getSnapshot().status)).toEqual(['active', 'error'])
  })
})
