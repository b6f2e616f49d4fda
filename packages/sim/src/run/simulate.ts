import { Chance, CodedError, VirtualClock } from '@jazzgrid/units'
import type { RunRecord } from '../record/run-record.js'
import type { Scenario } from '../scenario/scenario.js'
import { community } from './community/community.js'
import { siteForecasts } from './community/site-forecast.js'
import { Span } from './community/span.js'
import { tariffSignal } from './community/tariff-signal.js'
import { DayLoop } from './day-loop.js'
import { type Fidelity, fleetOf } from './fleet/fleet-of.js'
import { type AnyStrategy, strategyRegistry } from './fleet/strategies.js'
import { PeerVenue } from './venue/peer-venue.js'
import { SingleExchange } from './venue/single-exchange.js'

/** How far a run has come. */
export interface RunProgress {
  /** Rounds executed, and rounds in all. */
  readonly done: number
  readonly total: number
  /** UTC ms of the virtual clock. */
  readonly now: number
  /** Mean price of the slot that closed last [micro/Wh], NaN before the first trade. */
  readonly price: number
}

export interface RunOptions {
  /**
   * `actor` by default: every device an xstate actor fed by RxJS streams. With `network` their sites are peers as well, who
   * agree on every round. The records are the same.
   */
  readonly fidelity?: Fidelity
  readonly onProgress?: (progress: RunProgress) => void
  /** A user's own strategies, by their names; a shipped one of the same name gives way. */
  readonly strategies?: readonly AnyStrategy[]
  /** Aborting ends the run with a CodedError `run-aborted`. */
  readonly signal?: AbortSignal
  /**
   * Called at the end with every agent whose own code failed; the others went on. Without it such a run ends with a
   * CodedError `agent-failed` instead of a record that hides it.
   */
  readonly onFailure?: (agent: string, error: unknown) => void
}

/** Wall time between two turns of the event loop [ms], so that progress is drawn and an interrupt heard at any size. */
const BREATH = 50

/**
 * Run a scenario under virtual time: a function of the scenario (its seed included), whatever the fidelity and the
 * machine.
 */
export async function simulate(scenario: Scenario, options: RunOptions = {}): Promise<RunRecord> {
  const { fidelity = 'actor', onProgress, signal, onFailure } = options
  const span = new Span(scenario)
  const chance = new Chance(scenario.seed)
  const people = community(scenario, span, chance)
  const forecasts = siteForecasts(scenario, people, span, chance)
  const tariff = tariffSignal(scenario, span)
  const clock = new VirtualClock(span.starts)
  const { market } = scenario
  const venue =
    fidelity === 'network'
      ? new PeerVenue(scenario, span, people, chance.stream('peers'))
      : new SingleExchange(scenario, people)
  const fleet = fleetOf(
    fidelity,
    {
      profiles: people.members.map(({ profile }) => profile),
      rules: { slotLength: market.slotLength, tick: market.tick, lot: market.lot, band: market.band },
      tariff,
      forecasts,
      strategy: strategyRegistry(
        people.members.map(({ profile }) => profile),
        options.strategies,
      ),
      chances: people.members.map(({ device }) => chance.stream(`trader/${device.name}`)),
    },
    clock,
  )
  try {
    const loop = new DayLoop({ scenario, span, community: people, forecasts, tariff, venue, fleet, clock })
    const total = Math.round((span.ends - span.starts) / market.roundLength)
    let breathed = performance.now()
    for (let done = 0; done < total; done++) {
      if (signal?.aborted) throw new CodedError('run-aborted', `the run was stopped after ${done} of ${total} rounds`)
      const asked = loop.ask()
      const report = venue.round(clock.now(), asked.requests)
      loop.answer(asked, report instanceof Promise ? await report : report)
      if (performance.now() - breathed >= BREATH) {
        onProgress?.({ done: done + 1, total, now: clock.now(), price: loop.lastPrice })
        await new Promise((resolve) => setImmediate(resolve))
        breathed = performance.now()
      }
    }
    const record = loop.finish(fidelity)
    venue.finish()
    onProgress?.({ done: total, total, now: clock.now(), price: loop.lastPrice })
    for (const [agent, cause] of fleet.failures) {
      const { name } = people.members[agent].device
      if (onFailure === undefined) {
        throw new CodedError(
          'agent-failed',
          `the strategy of ${name} failed and took no further part: ${cause instanceof Error ? cause.message : cause}; ` +
            'mend it, or hand in onFailure to have the record of the others',
          { cause },
        )
      }
      onFailure(name, cause)
    }
    return record
  } finally {
    fleet.stop()
  }
}
