import type { BatchBook } from '../call/batch-book.js'
import { largestFirst } from '../pairing/largest-first.js'
import { meetOthers, type Pairing } from '../pairing/pairing.js'
import { UnitTable } from '../pairing/unit-table.js'
import type { ClassFlow } from './class-flow.js'
import type { PremiumAllocation } from './premium-allocation.js'

/**
 * Balanced units within the flow between classes, as that flow says who earns which premium and pays which price. An
 * account meets itself first where the flow joins its two classes; its PV is sold to another only where that earns a
 * premium which makes up for buying, so that it is never on both sides of a trade.
 */
export function pairWithinFlow(book: BatchBook, { classes, flow, fills }: PremiumAllocation): Pairing {
  const units = new UnitTable(book.count)
  const left = fills.slice()
  const open = flow.map((row) => [...row])
  const bids = classes.bids.map(({ members }) => largestFirst(book, members.slice().sort(), fills))
  const offers = classes.offers.map(({ members }) => largestFirst(book, members.slice().sort(), fills))
  for (let o = offers.length - 1; o >= 0; o--) {
    for (let b = 0; b < bids.length; b++) supplyOneself(book, bids[b], offers[o], left, open, b, o, units)
  }
  const own = units.count

  // each cell of the flow takes its share of both sides and pairs it like a book of its own
  const share = new Float64Array(book.count)
  for (let b = 0; b < bids.length; b++) {
    for (let o = 0; o < offers.length; o++) {
      if (open[b][o] === 0) continue
      take(bids[b], open[b][o], left, share)
      take(offers[o], open[b][o], left, share)
      meetOthers(book, { bids: bids[b], offers: offers[o], left: share, units })
    }
  }
  return { units, own }
}

function supplyOneself(
  { account }: BatchBook,
  bids: Int32Array,
  offers: Int32Array,
  left: Float64Array,
  open: ClassFlow,
  b: number,
  o: number,
  units: UnitTable,
): void {
  if (open[b][o] === 0) return
  const waiting = new Map<number, number[]>()
  for (const offer of offers) waiting.set(account[offer], [...(waiting.get(account[offer]) ?? []), offer])
  for (const bid of bids) {
    for (const offer of waiting.get(account[bid]) ?? []) {
      const quantity = Math.min(left[bid], left[offer], open[b][o])
      if (quantity === 0) continue
      left[bid] -= quantity
      left[offer] -= quantity
      open[b][o] -= quantity
      units.add(bid, offer, quantity)
    }
  }
}

/** Move an amount from what is left of some orders to their share, in their order. */
function take(orders: Int32Array, amount: number, left: Float64Array, share: Float64Array): void {
  let rest = amount
  for (const i of orders) {
    const taken = Math.min(rest, left[i])
    left[i] -= taken
    share[i] += taken
    rest -= taken
    if (rest === 0) return
  }
}
