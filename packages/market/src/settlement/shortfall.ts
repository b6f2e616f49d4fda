import { apportion, broken, type Wh, wh } from '@jazzgrid/units'
import type { Trade } from '../order.js'

/**
 * How much of each trade was delivered, when a seller delivered less than it sold: the shortfall falls on its trades in
 * proportion (largest remainder; equal remainders to the earlier trade). What a trade lacks reached the buyer from the grid.
 * @param shortfalls per account, of this slot [Wh >= 0]; what exceeds the sales of the slot belongs to earlier ones.
 * @returns per trade, in order. Self-supply is delivered by definition.
 */
export function deliveredOf(trades: readonly Trade[], shortfalls: readonly Wh[]): Wh[] {
  const delivered = trades.map((trade) => trade.quantity)
  const short = new Map<number, number[]>()
  trades.forEach(({ seller, buyer }, i) => {
    if (!(shortfalls[seller] >= 0)) broken(`the shortfall of account ${seller} is known and not negative`)
    if (shortfalls[seller] === 0 || seller === buyer) return
    const own = short.get(seller)
    if (own) own.push(i)
    else short.set(seller, [i])
  })
  for (const [seller, indices] of short) {
    const sold = indices.map((i) => trades[i].quantity)
    const total = sold.reduce<number>((a, b) => a + b, 0)
    const missing = apportion(Math.min(shortfalls[seller], total), sold)
    indices.forEach((i, k) => {
      delivered[i] = wh(delivered[i] - missing[k])
    })
  }
  return delivered
}
