import type { BatchBook } from '../call/batch-book.js'
import { largestFirst, type Queue } from '../pairing/largest-first.js'
import { meetOthers, type Pairing } from '../pairing/pairing.js'
import { UnitTable } from '../pairing/unit-table.js'
import type { OrderClass } from './order-class.js'
import type { PremiumAllocation } from './premium-allocation.js'

/**
 * Balanced units within the flow between classes, as that flow says who earns which premium and pays which price. An
 * account meets itself first where the flow joins its two classes; its PV is sold to another only where that earns a
 * premium which makes up for buying, so that it is never on both sides of a trade.
 */
export function pairWithinFlow(book: BatchBook, { classes, flow, fills }: PremiumAllocation): Pairing {
  const units = new UnitTable(book.count)
  const open = flow.map((row) => [...row])
  const queue = ({ members }: OrderClass) => largestFirst(book, members.slice().sort(), fills)
  const bids = classes.bids.map(queue)
  const offers = classes.offers.map(queue)
  // renewable classes stand last and are first to be used at home
  for (let o = offers.length - 1; o >= 0; o--) {
    for (let b = 0; b < bids.length; b++) open[b][o] -= supplyOneself(book, bids[b], offers[o], open[b][o], units)
  }
  const own = units.count

  // each cell of the flow takes its share of both queues and is paired like a book of its own
  for (let b = 0; b < bids.length; b++) {
    for (let o = 0; o < offers.length; o++) {
      if (open[b][o] === 0) continue
      const cell = { bids: share(bids[b], open[b][o]), offers: share(offers[o], open[b][o]), units }
      units.reserve(cell.bids.orders.length + cell.offers.orders.length)
      meetOthers(book, cell)
    }
  }
  return { units, own }
}

/** @returns how much accounts supplied to themselves between two classes, at most what flows there. */
function supplyOneself({ account }: BatchBook, bids: Queue, offers: Queue, most: number, units: UnitTable): number {
  if (most === 0) return 0
  const waiting = new Map<number, number[]>()
  offers.orders.forEach((offer, o) => {
    const own = waiting.get(account[offer])
    if (own === undefined) waiting.set(account[offer], [o])
    else own.push(o)
  })
  let supplied = 0
  bids.orders.forEach((bid, b) => {
    for (const o of waiting.get(account[bid]) ?? []) {
      const quantity = Math.min(bids.left[b], offers.left[o], most - supplied)
      if (quantity === 0) continue
      bids.left[b] -= quantity
      offers.left[o] -= quantity
      supplied += quantity
      units.add(bid, offers.orders[o], quantity)
    }
  })
  return supplied
}

/** Take an amount out of a queue, from its head. */
function share({ orders, left }: Queue, amount: number): Queue {
  const taken: number[] = []
  const amounts: number[] = []
  let rest = amount
  for (let at = 0; rest > 0; at++) {
    const part = Math.min(rest, left[at])
    if (part === 0) continue
    left[at] -= part
    rest -= part
    taken.push(orders[at])
    amounts.push(part)
  }
  return { orders: Int32Array.from(taken), left: Float64Array.from(amounts) }
}
