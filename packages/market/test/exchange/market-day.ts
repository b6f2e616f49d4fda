import { HOUR, MINUTE, type Price, perKwh, type Wh, wh } from '@jazzgrid/units'
import { Exchange } from '../../src/exchange/exchange.js'
import type { Fate } from '../../src/exchange/fate.js'
import type { MarketRules } from '../../src/exchange/market-rules.js'
import type { OrderRequest } from '../../src/exchange/request.js'
import type { RoundReport } from '../../src/exchange/round-report.js'
import type { Side } from '../../src/order.js'

/** The rules of the trials, with books that close five minutes before delivery. */
export const RULES: MarketRules = {
  mechanism: 'continuous',
  slotLength: 30 * MINUTE,
  tick: perKwh(0.1),
  lot: wh(100),
  band: { min: perKwh(0), max: perKwh(50) },
  openBefore: 24 * HOUR,
  gateClosure: -5 * MINUTE,
}

/** 2026-07-01T00:00Z, the start of a slot. */
export const MIDNIGHT = Date.UTC(2026, 6, 1)
export const SLOT = MIDNIGHT / RULES.slotLength
/** Gate closure of SLOT. */
export const GATE = MIDNIGHT + RULES.gateClosure

/** Accounts 1..5 on feeders 0 and 1. */
export function community(rules: Partial<MarketRules> = {}): Exchange {
  const exchange = new Exchange({ ...RULES, ...rules })
  for (let account = 1; account <= 5; account++) exchange.register(account, { feeder: account % 2 })
  return exchange
}

/** An order of account n by device 10 n, for SLOT unless said otherwise, price in currency per kWh. */
export function order(
  account: number,
  side: Side,
  price: number,
  quantity: number,
  terms: Partial<OrderRequest> = {},
): OrderRequest {
  return {
    kind: 'order',
    tag: 100 * account,
    account,
    device: 10 * account,
    slot: SLOT,
    side,
    price: perKwh(price),
    quantity: quantity as Wh,
    goodTill: MIDNIGHT + 48 * HOUR,
    ...terms,
  }
}

/** A fate in one line: `#2 of 3 partially-filled 2000 at 20.1, leaves 500`. */
export function said({ kind, handle, account, lastQuantity, lastPrice, leaves, ended, refusal }: Fate): string {
  const fill = lastQuantity > 0 ? ` ${lastQuantity} at ${lastPrice / 1000}` : ''
  const why = ended ?? refusal?.code
  return `#${handle} of ${account} ${kind}${fill}${why ? ` (${why})` : ''}, leaves ${leaves}`
}

export const story = (report: RoundReport): string[] => report.fates.map(said)

export const milli = (price: number): Price => perKwh(price)
