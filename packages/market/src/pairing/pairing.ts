import type { BatchBook } from '../call/batch-book.js'
import { denseGroups } from './dense-groups.js'
import { largestFirst } from './largest-first.js'
import { type Meeting, meetAll, meetInGroups, meetInTurn } from './meeting.js'
import { UnitTable } from './unit-table.js'

/** Units in the order of their making: the first `own` are self-supply. */
export interface Pairing {
  readonly units: UnitTable
  readonly own: number
}

/**
 * Turn fills into balanced units: who delivers to whom. Touches neither price nor volume. Each of these passes takes the
 * largest fill first, equal fills by rank:
 * 1. one account with itself (self-supply), its own PV before its other offers,
 * 2. within a feeder, bids that would like renewable energy with PV offers, then all,
 * 3. everybody: bids that would like renewable energy with PV offers, then all.
 * Every unit ends an order, so there are fewer units than filled orders.
 * @param bids,offers order indices, ascending; their fills have equal sums.
 */
export function pair(book: BatchBook, bids: Int32Array, offers: Int32Array, fills: Float64Array): Pairing {
  const { renewable, account, count } = book
  const units = new UnitTable(bids.length + offers.length)
  const meeting = { bids: largestFirst(book, bids, fills), offers: largestFirst(book, offers, fills), units }
  const { group, groups } = denseGroups(account, count, 'group')
  if (renewable) meetInGroups(meeting, group, groups, { offers: renewable })
  meetInGroups(meeting, group, groups)
  const own = units.count
  meetOthers(book, meeting)
  return { units, own }
}

/** Passes 2 and 3, for a meeting in which nobody is left on both sides. */
export function meetOthers({ renewable, feeder, count }: BatchBook, meeting: Meeting): void {
  if (feeder) {
    const { group, groups } = denseGroups(feeder, count, 'none')
    if (renewable) meetInGroups(meeting, group, groups, { bids: renewable, offers: renewable })
    meetInGroups(meeting, group, groups)
  }
  if (renewable) meetInTurn(meeting, { bids: renewable, offers: renewable })
  meetAll(meeting)
}
