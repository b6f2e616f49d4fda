import { type Price, price, type Wh, wh } from '@jazzgrid/units'
import type { Trade } from '../../src/order.js'
import type { SettledSlot } from '../../src/settlement/settle.js'

/** A trade with only what settlement looks at spelled out. */
export function sale(
  seller: number,
  buyer: number,
  quantity: number,
  at: number,
  rest: { slot?: number; sellerPrice?: Price; origin?: Trade['origin'] } = {},
): Trade {
  return {
    slot: rest.slot ?? 0,
    buyer,
    buyerDevice: 0,
    seller,
    sellerDevice: 0,
    buy: 0,
    sell: 0,
    price: price(at),
    quantity: wh(quantity),
    origin: rest.origin ?? 'grid',
    at: 0,
    ...(rest.sellerPrice !== undefined && { sellerPrice: rest.sellerPrice }),
  }
}

export interface NaiveSlot {
  readonly trades: readonly Trade[]
  /** True net energy of every account in this slot, positive drawn. */
  readonly net: readonly number[]
  readonly retail: number
  readonly feedIn: number
}

/**
 * Settlement written the long way, in BigInt and account by account over the whole list of trades: what everybody gained
 * in one slot with perfect readings. The oracle of the fast one.
 */
export function naiveGains(
  { trades, net, retail, feedIn }: NaiveSlot,
  feeders: readonly number[],
  charge: { sameFeeder: number; other: number },
  penalty: number,
): bigint[] {
  return feeders.map((_, account) => {
    let gain = 0n
    let position = 0n
    let sold = 0n
    for (const trade of trades) {
      if (trade.buyer === trade.seller) continue
      const energy = BigInt(trade.quantity)
      if (trade.seller === account) {
        gain += BigInt(trade.sellerPrice ?? trade.price) * energy
        position -= energy
        sold += energy
      }
      if (trade.buyer === account) {
        const wires = feeders[trade.seller] === feeders[account] ? charge.sameFeeder : charge.other
        gain -= (BigInt(trade.price) + BigInt(wires)) * energy
        position += energy
      }
    }
    const imbalance = BigInt(net[account]) - position
    gain -= imbalance * BigInt(imbalance > 0n ? retail : feedIn)
    const short = imbalance < 0n ? 0n : imbalance < sold ? imbalance : sold
    return gain - short * BigInt(penalty)
  })
}

/** Everything posted in a period, as rows that can be read. */
export function journal(period: readonly SettledSlot[]): [string, number, number, number, Wh][] {
  return period.flatMap((settled) =>
    settled.postings.map(({ kind, payer, payee, amount, energy }): [string, number, number, number, Wh] => [
      kind,
      payer,
      payee,
      amount,
      energy,
    ]),
  )
}
