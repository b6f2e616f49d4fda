import { Exchange, type MarketData, type Request, type RoundReport } from '@jazzgrid/market'
import type { Scenario } from '../../scenario/scenario.js'
import type { Community } from '../community/community.js'
import { marketTermsOf, rulesOf } from './market-terms.js'
import type { MarketVenue } from './market-venue.js'

/** The market of a run without peers: one exchange that everybody trusts. */
export class SingleExchange implements MarketVenue {
  readonly #exchange: Exchange

  constructor({ market }: Scenario, { sites }: Community) {
    this.#exchange = new Exchange(rulesOf(market))
    for (const site of sites) this.#exchange.register(site.account, marketTermsOf(site))
  }

  get data(): MarketData {
    return this.#exchange.data
  }

  round(now: number, requests: readonly Request[]): RoundReport {
    return this.#exchange.round(now, requests)
  }

  suspend(account: number, until: number): void {
    this.#exchange.suspend(account, until)
  }

  metered(): void {}

  settled(): void {}

  finish(): void {}
}
