import highsModule, { type Highs } from 'highs'
import type { BatchOrder } from '../../src/call/batch-book.js'

// the typings see a CommonJS module behind what is an ES module's default export
const solver = await (highsModule as unknown as () => Promise<Highs>)()

/** What a unit from this offer is worth to this bid beyond its limit. */
export function premiumOf(bid: BatchOrder, offer: BatchOrder): number {
  const isLocal = (bid.feeder ?? -1) >= 0 && bid.feeder === offer.feeder
  return (offer.renewable ? (bid.renewablePremium ?? 0) : 0) + (isLocal ? (bid.localPremium ?? 0) : 0)
}

/** The greatest welfare of a book as a linear programme: one variable per bid and offer, one constraint per order. */
export function optimalWelfare(orders: readonly BatchOrder[]): number {
  const gains: string[] = []
  const limits = orders.map(() => [] as string[])
  orders.forEach((bid, b) => {
    if (bid.side !== 'buy') return
    orders.forEach((offer, o) => {
      const gain = bid.price + premiumOf(bid, offer) - offer.price
      if (offer.side !== 'sell' || gain <= 0) return
      gains.push(`${gain} x${b}_${o}`)
      limits[b].push(`x${b}_${o}`)
      limits[o].push(`x${b}_${o}`)
    })
  })
  if (gains.length === 0) return 0
  const rows = limits.flatMap((row, i) =>
    row.length > 0 ? [` c${i}: ${row.join(' + ')} <= ${orders[i].quantity}`] : [],
  )
  const solution = solver.solve(`Maximize\n obj: ${gains.join(' + ')}\nSubject To\n${rows.join('\n')}\nEnd`)
  if (solution.Status !== 'Optimal') throw new Error(`the welfare programme ended ${solution.Status}`)
  return solution.ObjectiveValue
}
