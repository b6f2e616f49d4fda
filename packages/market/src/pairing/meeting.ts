import type { Queue } from './largest-first.js'
import type { UnitTable } from './unit-table.js'

/** Bids and offers that wait for a partner, each queue in the order in which it is served. */
export interface Meeting {
  readonly bids: Queue
  readonly offers: Queue
  /** Has room for a unit more for each waiting order, as every unit ends one. */
  readonly units: UnitTable
}

/** Orders that a pass may pair: those marked 1, by order index. */
export interface Admitted {
  readonly bids?: Uint8Array | undefined
  readonly offers?: Uint8Array | undefined
}

/** The first bid meets the first offer, what is left of either meets the next. */
export function meetInTurn({ bids, offers, units }: Meeting, admitted: Admitted = {}): void {
  const { orders: buyers, left: wanted } = bids
  const { orders: sellers, left: offered } = offers
  let b = nextWaiting(bids, -1, admitted.bids)
  let o = nextWaiting(offers, -1, admitted.offers)
  while (b < wanted.length && o < offered.length) {
    const quantity = Math.min(wanted[b], offered[o])
    units.add(buyers[b], sellers[o], quantity)
    wanted[b] -= quantity
    offered[o] -= quantity
    if (wanted[b] === 0) b = nextWaiting(bids, b, admitted.bids)
    if (offered[o] === 0) o = nextWaiting(offers, o, admitted.offers)
  }
}

function nextWaiting({ orders, left }: Queue, after: number, admitted: Uint8Array | undefined): number {
  let at = after + 1
  while (at < left.length && (left[at] === 0 || (admitted !== undefined && admitted[orders[at]] !== 1))) at++
  return at
}

/**
 * As in turn, for everybody. Which of two orders ends first is a coin toss to a branch predictor, so that amounts which
 * fit 32 bits are met without a branch on it.
 */
export function meetAll(meeting: Meeting): void {
  const { orders: buyers, left: wanted } = meeting.bids
  const { orders: sellers, left: offered } = meeting.offers
  if (!(wanted instanceof Int32Array && offered instanceof Int32Array)) {
    meetInTurn(meeting)
    return
  }
  const { units } = meeting
  const { buy, sell, quantity } = units
  let unit = units.count
  for (let b = 0, o = 0; b < wanted.length && o < offered.length; ) {
    const gap = wanted[b] - offered[o]
    const amount = offered[o] + (gap & (gap >> 31)) // the lesser of the two
    buy[unit] = buyers[b]
    sell[unit] = sellers[o]
    quantity[unit] = amount
    unit += Number(amount > 0) // otherwise the next turn overwrites it
    wanted[b] -= amount
    offered[o] -= amount
    b += Number(gap <= 0)
    o += Number(gap >= 0)
  }
  units.count = unit
}

/**
 * As in turn, but only within groups.
 * @param group of each order by order index, 0..groups-1 or negative for none.
 */
export function meetInGroups(
  { bids, offers, units }: Meeting,
  group: Int32Array,
  groups: number,
  { bids: admittedBids, offers: admittedOffers }: Admitted = {},
): void {
  const { orders: buyers, left: wanted } = bids
  const { orders: sellers, left: offered } = offers
  // a chain of waiting offers per group in their order, hence built from the back; places count from 1, 0 is the end
  const first = new Int32Array(groups)
  const next = new Int32Array(sellers.length + 1)
  for (let o = sellers.length - 1; o >= 0; o--) {
    const g = group[sellers[o]]
    if (g < 0 || offered[o] === 0 || (admittedOffers !== undefined && admittedOffers[sellers[o]] !== 1)) continue
    next[o + 1] = first[g]
    first[g] = o + 1
  }
  // where the bids stand that have an offer in their group: listed first, as a branch predictor could only guess which
  const partnered = new Int32Array(buyers.length)
  let count = 0
  for (let b = 0; b < buyers.length; b++) {
    const g = group[buyers[b]]
    partnered[count] = b
    count += g < 0 ? 0 : Number(first[g] > 0)
  }
  const { buy, sell, quantity } = units
  let unit = units.count
  for (let m = 0; m < count; m++) {
    const b = partnered[m]
    const buyer = buyers[b]
    if (admittedBids !== undefined && admittedBids[buyer] !== 1) continue
    const g = group[buyer]
    let place = first[g]
    let want = wanted[b]
    while (want > 0 && place > 0) {
      const offer = offered[place - 1]
      const amount = Math.min(want, offer)
      buy[unit] = buyer
      sell[unit] = sellers[place - 1]
      quantity[unit++] = amount
      want -= amount
      offered[place - 1] = offer - amount
      if (amount === offer) place = next[place]
    }
    wanted[b] = want
    first[g] = place
  }
  units.count = unit
}
