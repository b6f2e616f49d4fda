import type { MarketAccount } from '../market-account.js'
import type { OrderRequest, Request } from '../request.js'

/** The requests of one account in its own order, and the orders that come of them. */
export interface Docket {
  readonly account: number
  /** undefined where the account is not registered. */
  readonly terms: MarketAccount | undefined
  readonly requests: Request[]
  readonly orders: OrderRequest[]
  /** Where the account comes among the authors of orders. */
  place: number
}

/** One docket an account, by account number: how requests of different accounts were mixed makes no difference. */
export function docketsOf(requests: readonly Request[], accounts: ReadonlyMap<number, MarketAccount>): Docket[] {
  const dockets = new Map<number, Docket>()
  for (const request of requests) {
    const { account } = request
    let docket = dockets.get(account)
    if (docket === undefined) {
      docket = { account, terms: accounts.get(account), requests: [], orders: [], place: 0 }
      dockets.set(account, docket)
    }
    docket.requests.push(request)
  }
  return [...dockets.values()].sort((a, b) => a.account - b.account)
}
