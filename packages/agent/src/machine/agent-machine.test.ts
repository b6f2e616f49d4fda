import type { Fate } from '@jazzgrid/market'
import { type Price, perKwh, VirtualClock, wh } from '@jazzgrid/units'
import { Subject } from 'rxjs'
import { describe, expect, it } from 'vitest'
import { callOf, viewOf } from '../conformance/index.js'
import type { Quote } from '../strategy/quote.js'
import type { Strategy } from '../strategy/strategy.js'
import type { AgentEvent } from './agent-event.js'
import { createAgentMachine } from './agent-machine.js'
import type { AgentOutlet } from './agent-outlet.js'
import { spawnAgent } from './spawn-agent.js'

const PROFILE = { id: 4, account: 2, name: 'h2-pv', kind: 'pv', strategy: 'script', settings: null } as const

/** Offers 500 Wh in every due slot, delivers what it sold and counts readings. */
const seller: Strategy<null, number> = {
  name: 'seller',
  initial: () => 0,
  quote: (_own, _settings, { due }) =>
    due.map(({ slot }): Quote => {
      const grounds = {
        reasons: ['surplus-forecast'],
        forecast: -500,
        alternative: 'feed-in',
        alternativePrice: 0,
      } as const
      return { slot, side: 'sell', price: perKwh(20), quantity: wh(500), ...grounds }
    }),
  setpoint: (_own, _settings, { slot }, book) => ({ energy: book.position(slot), reasons: ['own-strategy'] }),
  delivered: (own) => own + 1,
}

function live() {
  const inbox = new Subject<AgentEvent>()
  const machine = createAgentMachine({
    strategy: () => seller as Strategy,
    inbox: () => inbox,
    chance: () => undefined,
  })
  const failures: unknown[] = []
  const birth = { profile: PROFILE, slotLength: 1_800_000 }
  const actor = spawnAgent(machine, birth, { clock: new VirtualClock(), onError: (error) => failures.push(error) })
  const said: AgentOutlet[] = []
  actor.on('*', (outlet) => said.push(outlet))
  actor.start()
  const state = () => {
    const { market, delivery, health } = actor.getSnapshot().value
    return `${market} ${delivery} ${health}`
  }
  return { actor, inbox, said, failures, state, context: () => actor.getSnapshot().context }
}

function fate(kind: Fate['kind'], slot: number, lastQuantity: number, leaves: number): Fate {
  return {
    ...{ kind, handle: 50 + slot, tag: slot + 1, account: 2, device: 4, slot, side: 'sell', price: perKwh(20) },
    ...{ quantity: wh(500), leaves: wh(leaves), lastQuantity: wh(lastQuantity), lastPrice: 0 as Price },
    ...{ selfSupply: false, ended: null, refusal: null },
  }
}

const GATE: AgentEvent = { type: 'gate', view: viewOf() }
const DELIVER: AgentEvent = { type: 'deliver', call: callOf({}, -500) }
const reading = (slot: number): AgentEvent => ({
  type: 'reading',
  reading: { slot, energy: -500, soc: Number.NaN, plugged: true },
})

describe('the life of an agent', () => {
  it('is told in its states: gate, fates, delivery, reading', () => {
    const { inbox, state, said, context } = live()
    expect(state()).toBe('idle idle online')
    inbox.next(GATE)
    expect(state()).toBe('awaiting idle online')
    inbox.next({
      type: 'fates',
      fates: [fate('accepted', 0, 0, 500), fate('filled', 0, 500, 0), fate('accepted', 1, 0, 500)],
    })
    expect(state()).toBe('idle idle online')
    expect(context().state.resting.map(({ slot, handle }) => [slot, handle])).toEqual([[1, 51]])
    inbox.next(DELIVER)
    expect(state()).toBe('idle delivering online')
    inbox.next(reading(0))
    expect(state()).toBe('idle idle online')
    expect(said.map(({ type }) => type)).toEqual(['decided', 'setpoint'])
    expect(said[1]).toEqual({
      type: 'setpoint',
      agent: 4,
      slot: 0,
      setpoint: { energy: -500, reasons: ['own-strategy'] },
    })
  })

  it('says what it asks for and why, and nothing but that and setpoints', () => {
    const { inbox, said } = live()
    inbox.next(GATE)
    inbox.next({ type: 'fates', fates: [] })
    inbox.next(reading(0))
    inbox.next({ type: 'device.lost', why: 'no answer from the inverter' })
    inbox.next({ type: 'device.found' })
    expect(said).toHaveLength(1)
    const [decided] = said as Extract<AgentOutlet, { type: 'decided' }>[]
    expect(decided).toMatchObject({ type: 'decided', agent: 4 })
    expect(decided.requests.map(({ kind, tag }) => [kind, tag])).toEqual([
      ['order', 1],
      ['order', 2],
    ])
    expect(decided.decisions.map(({ slot, action, reasons }) => [slot, action, reasons[0]])).toEqual([
      [0, 'order', 'surplus-forecast'],
      [1, 'order', 'surplus-forecast'],
    ])
  })

  it('decides again while it waits, without a second order beside one that is on its way', () => {
    const { inbox, state, said } = live()
    inbox.next(GATE)
    inbox.next(GATE)
    expect(state()).toBe('awaiting idle online')
    const [, again] = said as Extract<AgentOutlet, { type: 'decided' }>[]
    expect(again.requests).toEqual([])
    expect(again.decisions.map(({ action, reasons }) => [action, reasons])).toEqual([
      ['keep', ['awaiting-fate']],
      ['keep', ['awaiting-fate']],
    ])
  })

  it('hears fates that nobody waits for: an order of yesterday fills or expires', () => {
    const { inbox, state, context } = live()
    inbox.next(GATE)
    inbox.next({ type: 'fates', fates: [fate('accepted', 0, 0, 500), fate('accepted', 1, 0, 500)] })
    inbox.next({ type: 'fates', fates: [fate('partially-filled', 1, 200, 300)] })
    expect(state()).toBe('idle idle online')
    expect(context().state.resting.map(({ leaves }) => leaves)).toEqual([500, 300])
    expect(context().state.positions).toEqual({ first: 1, wh: [-200] })
  })

  it('learns from every reading, also from two at once and from one after the next slot has begun', () => {
    const { inbox, state, context } = live()
    inbox.next(DELIVER)
    inbox.next(DELIVER)
    inbox.next(reading(0))
    inbox.next(reading(1))
    expect(context().state.own).toBe(2)
    expect(state()).toBe('idle idle online')
  })

  it('is degraded while its device is lost, says why, and goes on trading', () => {
    const { inbox, state, context, said } = live()
    inbox.next({ type: 'device.lost', why: 'no answer from the inverter' })
    expect(state()).toBe('idle idle degraded')
    expect(context().lost).toBe('no answer from the inverter')
    inbox.next(GATE)
    expect(said).toHaveLength(1)
    inbox.next({ type: 'device.found' })
    expect(state()).toBe('awaiting idle online')
    expect(context().lost).toBeNull()
  })

  it('ends with its actor: nothing is heard or said any more', () => {
    const { actor, inbox, said, failures } = live()
    actor.stop()
    expect(inbox.observed).toBe(false)
    inbox.next(GATE)
    expect(said).toEqual([])
    expect(failures).toEqual([])
  })
})
