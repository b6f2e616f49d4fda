import type { BookLevel, RecordedBook } from './book-at.js'

/** Where the supply and the demand steps of a book cross. */
export interface Crossing {
  /** Wh that bids at or above offers could trade. */
  readonly volume: number
  /** Limits of the last pair that could trade [micro/Wh]: the clearing price of a call lies between them. */
  readonly offer: number
  readonly bid: number
}

/** Undefined where the best bid is below the best offer, or a side is empty: nothing could trade. */
export function crossing(book: Pick<RecordedBook, 'bids' | 'offers'>): Crossing | undefined {
  const { bids, offers } = book
  let b = 0
  let o = 0
  let bidLeft = bids[0]?.quantity ?? 0
  let offerLeft = offers[0]?.quantity ?? 0
  let found: Crossing | undefined
  let volume = 0
  while (b < bids.length && o < offers.length && bids[b].price >= offers[o].price) {
    const met = Math.min(bidLeft, offerLeft)
    volume += met
    found = { volume, offer: offers[o].price, bid: bids[b].price }
    bidLeft -= met
    offerLeft -= met
    if (bidLeft === 0) bidLeft = bids[++b]?.quantity ?? 0
    if (offerLeft === 0) offerLeft = offers[++o]?.quantity ?? 0
  }
  return found
}

/** The cumulative steps of a side as corners [Wh, micro/Wh], from quantity 0 at the best price outwards. */
export function steps(levels: readonly BookLevel[]): [number, number][] {
  const corners: [number, number][] = []
  let sum = 0
  for (const { price, quantity } of levels) {
    corners.push([sum, price])
    sum += quantity
    corners.push([sum, price])
  }
  return corners
}
