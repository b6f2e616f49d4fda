import { type IntervalHistogram, monitorEventLoopDelay } from 'node:perf_hooks'
import type { DropReason, Outcome } from '@jazzgrid/consensus'
import type { StoreCounts } from './counted-store.js'

/** Between two looks at the event loop [ms]. */
const LOOK = 20

/** What is counted while the node runs; everything else is read when it is asked for. */
export class NodeMeters {
  readonly store: StoreCounts = { batches: { synced: 0, unsynced: 0 }, bytes: 0, failures: 0 }
  readonly drops = new Map<DropReason, number>()
  readonly alarms = new Map<string, number>()
  trades = 0
  tradedWh = 0
  readonly #loop: IntervalHistogram = monitorEventLoopDelay({ resolution: LOOK })

  constructor() {
    this.#loop.enable()
  }

  certified({ result }: Outcome): void {
    for (const { reason } of result.drops) this.drops.set(reason, (this.drops.get(reason) ?? 0) + 1)
    this.trades += result.report.trades.length
    for (const { quantity } of result.report.trades) this.tradedWh += quantity
  }

  alarm(what: string): void {
    this.alarms.set(what, (this.alarms.get(what) ?? 0) + 1)
  }

  /** Of the event loop, since it was asked the last time [s]. */
  loopDelay(): { readonly median: number; readonly p99: number; readonly largest: number } {
    // what the histogram holds includes the interval at which it looks
    const seconds = (ns: number) => (Number.isFinite(ns) ? Math.max(0, ns / 1e9 - LOOK / 1000) : 0)
    const delay = {
      median: seconds(this.#loop.percentile(50)),
      p99: seconds(this.#loop.percentile(99)),
      largest: seconds(this.#loop.max),
    }
    this.#loop.reset()
    return delay
  }

  stop(): void {
    this.#loop.disable()
  }
}
