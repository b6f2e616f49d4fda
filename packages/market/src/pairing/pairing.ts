import type { BatchBook } from '../call/batch-book.js'
import { type DenseGroups, denseGroups } from './dense-groups.js'
import { largestFirst } from './largest-first.js'
import { type Meeting, meetInGroups, meetInTurn } from './meeting.js'
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
  const units = new UnitTable(bids.length + offers.length)
  const meeting: Meeting = {
    bids: largestFirst(book, bids, fills),
    offers: largestFirst(book, offers, fills),
    left: fills.slice(),
    units,
  }
  const { renewable } = book
  const accounts = denseGroups(book.account, book.count, 'group')
  if (anyOnBothSides(meeting, accounts)) {
    if (renewable) meetInGroups(meeting, accounts.group, accounts.groups, { offers: renewable })
    meetInGroups(meeting, accounts.group, accounts.groups)
  }
  const own = units.count
  meetOthers(book, meeting)
  return { units, own }
}

/** Passes 2 and 3: nobody is left on both sides. */
export function meetOthers(book: BatchBook, meeting: Meeting): void {
  const { renewable, feeder } = book
  if (feeder) {
    const feeders = denseGroups(feeder, book.count, 'none')
    if (renewable) meetInGroups(meeting, feeders.group, feeders.groups, { bids: renewable, offers: renewable })
    meetInGroups(meeting, feeders.group, feeders.groups)
  }
  if (renewable) meetInTurn(meeting, { bids: renewable, offers: renewable })
  meetInTurn(meeting)
}

function anyOnBothSides({ bids, offers }: Meeting, { group, groups }: DenseGroups): boolean {
  const buys = new Uint8Array(groups)
  for (const i of bids) buys[group[i]] = 1
  let both = 0
  for (const i of offers) both |= buys[group[i]]
  return both === 1
}
