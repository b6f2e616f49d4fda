import { VirtualClock } from '@jazzgrid/units'
import { BehaviorSubject, Subject } from 'rxjs'
import { describe, expect, it } from 'vitest'
import { type Situation, viewOf } from '../conformance/index.js'
import type { Decision } from '../decision/decision.js'
import type { ForecastSignal, PriceSignal, SiteSignal, TariffSignal, TelemetrySignal } from '../strategy/signal.js'
import type { Strategy } from '../strategy/strategy.js'
import type { AgentEvent } from './agent-event.js'
import { createAgentMachine } from './agent-machine.js'
import { decisions$, type Gate } from './signals.js'
import { spawnAgent } from './spawn-agent.js'

const RULES = viewOf().rules
const GATE: Gate = { now: 0, due: viewOf().due, firstOpen: 0 }

/** Streams that begin with this situation; those named are silent until they are told. */
function streams(situation: Partial<Situation> = {}) {
  const { price, tariff, forecast, site, telemetry } = viewOf(situation)
  return {
    gate$: new Subject<Gate>(),
    price$: new BehaviorSubject<PriceSignal>(price),
    tariff$: new BehaviorSubject<TariffSignal>(tariff),
    forecast$: new BehaviorSubject<ForecastSignal>(forecast),
    site$: new BehaviorSubject<SiteSignal>(site),
    telemetry$: new BehaviorSubject<TelemetrySignal>(telemetry),
  }
}

describe('the streams of an agent', () => {
  it('become one event at each gate, with the last of every stream', () => {
    const signals = streams({ soc: 0.5 })
    const heard: AgentEvent[] = []
    decisions$(signals, RULES).subscribe((event) => heard.push(event))
    signals.price$.next(viewOf({ bestBid: 12 }).price)
    signals.price$.next(viewOf({ bestBid: 13 }).price)
    signals.telemetry$.next(viewOf({ soc: 0.4 }).telemetry)
    expect(heard).toEqual([])
    signals.gate$.next(GATE)
    signals.gate$.next({ ...GATE, now: 600_000 })
    expect(heard).toEqual([
      { type: 'gate', view: viewOf({ bestBid: 13, soc: 0.4 }) },
      { type: 'gate', view: { ...viewOf({ bestBid: 13, soc: 0.4 }), now: 600_000 } },
    ])
  })

  it('make no decision before every one of them has spoken', () => {
    const telemetry$ = new Subject<TelemetrySignal>()
    const signals = { ...streams(), telemetry$ }
    const heard: AgentEvent[] = []
    decisions$(signals, RULES).subscribe((event) => heard.push(event))
    signals.gate$.next(GATE)
    expect(heard).toEqual([])
    telemetry$.next(viewOf({ soc: 0.3 }).telemetry)
    signals.gate$.next(GATE)
    expect(heard).toHaveLength(1)
  })

  it('tick as often as they like: the machine makes a step at gates alone', () => {
    const signals = streams({ load: 800 })
    const silent: Strategy = {
      name: 'silent',
      initial: () => null,
      quote: (_own, _settings, { due, price }) =>
        due.map(({ slot }) => ({
          ...{ slot, side: 'none', reasons: ['own-strategy'] },
          ...{ forecast: 0, alternative: 'none', alternativePrice: price.bestBid.values[0] },
        })),
    }
    const machine = createAgentMachine({
      strategy: () => silent,
      inbox: () => decisions$(signals, RULES),
      chance: () => undefined,
    })
    const profile = { id: 0, account: 0, name: 'h1', kind: 'household', strategy: 'silent', settings: null } as const
    const onError = (error: unknown) => {
      throw error
    }
    const actor = spawnAgent(machine, { profile, slotLength: 1_800_000 }, { clock: new VirtualClock(), onError })
    let steps = 0
    const decisions: Decision[] = []
    actor.on('decided', (decided) => decisions.push(...decided.decisions))
    actor.start()
    actor.subscribe(() => steps++)
    for (let tick = 0; tick < 1_000; tick++) {
      signals.price$.next(viewOf({ bestBid: 10 + tick / 1_000 }).price)
      signals.forecast$.next(viewOf({ load: tick }).forecast)
    }
    expect(steps).toBe(0)
    signals.gate$.next(GATE)
    expect(steps).toBe(1)
    expect(decisions.map(({ alternativePrice }) => alternativePrice)).toEqual([10_999, 10_999])
  })
})
