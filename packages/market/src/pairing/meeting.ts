import type { UnitTable } from './unit-table.js'

/** Bids and offers waiting for a partner, in the order in which they are served, with what is left of each. */
export interface Meeting {
  readonly bids: Int32Array
  readonly offers: Int32Array
  /** Not yet paired, by order index. */
  readonly left: Float64Array
  readonly units: UnitTable
}

/** Orders that a pass may pair: those marked 1; absent = all. */
export interface Admitted {
  readonly bids?: Uint8Array | undefined
  readonly offers?: Uint8Array | undefined
}

/** The first bid meets the first offer, what is left of either meets the next. */
export function meetInTurn({ bids, offers, left, units }: Meeting, admitted: Admitted = {}): void {
  let b = 0
  let o = 0
  for (;;) {
    while (b < bids.length && !(left[bids[b]] > 0 && (admitted.bids === undefined || admitted.bids[bids[b]] === 1))) b++
    while (
      o < offers.length &&
      !(left[offers[o]] > 0 && (admitted.offers === undefined || admitted.offers[offers[o]] === 1))
    )
      o++
    if (b === bids.length || o === offers.length) return
    const bid = bids[b]
    const offer = offers[o]
    const quantity = Math.min(left[bid], left[offer])
    left[bid] -= quantity
    left[offer] -= quantity
    units.add(bid, offer, quantity)
  }
}

/**
 * As in turn, but only within groups.
 * @param group of each order, 0..groups-1 or negative for none, by order index.
 */
export function meetInGroups(
  { bids, offers, left, units }: Meeting,
  group: Int32Array,
  groups: number,
  admitted: Admitted = {},
): void {
  // a chain of waiting offers per group, in their order; built from the back
  const first = new Int32Array(groups).fill(-1)
  const next = new Int32Array(offers.length)
  for (let o = offers.length - 1; o >= 0; o--) {
    const offer = offers[o]
    const g = group[offer]
    if (g < 0 || left[offer] === 0 || (admitted.offers !== undefined && admitted.offers[offer] !== 1)) continue
    next[o] = first[g]
    first[g] = o
  }
  for (const bid of bids) {
    const g = group[bid]
    if (g < 0 || (admitted.bids !== undefined && admitted.bids[bid] !== 1)) continue
    while (left[bid] > 0 && first[g] >= 0) {
      const offer = offers[first[g]]
      const quantity = Math.min(left[bid], left[offer])
      left[bid] -= quantity
      left[offer] -= quantity
      units.add(bid, offer, quantity)
      if (left[offer] === 0) first[g] = next[first[g]]
    }
  }
}
