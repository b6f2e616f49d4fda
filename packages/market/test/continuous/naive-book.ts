import type { BookOrder } from '../../src/continuous/book-order.js'

interface Entry {
  readonly order: BookOrder
  readonly handle: number
  leaves: number
}

export interface NaiveTrade {
  readonly resting: number
  readonly restingLeaves: number
  readonly level: number
  readonly quantity: number
  readonly selfSupply: boolean
}

/** The rules of the order book in their shortest form: one list, searched from end to end for every fill. */
export class NaiveBook {
  #entries: Entry[] = []
  #handle = 0

  place(order: BookOrder): { handle: number; leaves: number; trades: NaiveTrade[] } {
    const handle = ++this.#handle
    const planned = this.#fills(order)
    const sum = planned.reduce((total, { quantity }) => total + quantity, 0)
    const fills = sum < (order.minimum ?? 0) ? [] : planned
    const trades = fills.map(({ entry, quantity }) => {
      entry.leaves -= quantity
      return {
        resting: entry.handle,
        restingLeaves: entry.leaves,
        level: order.side === 'buy' ? entry.order.level : entry.order.level + premium(entry.order, order),
        quantity,
        selfSupply: entry.order.account === order.account,
      }
    })
    const leaves = order.quantity - fills.reduce((total, { quantity }) => total + quantity, 0)
    this.#entries = this.#entries.filter((entry) => entry.leaves > 0)
    if (leaves > 0) this.#entries.push({ order, handle, leaves })
    return { handle, leaves, trades }
  }

  cancel(handle: number): number {
    const entry = this.#entries.find((candidate) => candidate.handle === handle)
    this.#entries = this.#entries.filter((candidate) => candidate !== entry)
    return entry?.leaves ?? 0
  }

  reduce(handle: number, leaves: number): void {
    const entry = this.#entries.find((candidate) => candidate.handle === handle)
    if (entry !== undefined && leaves < entry.leaves) entry.leaves = leaves
  }

  /** handle -> leaves of everything that rests. */
  resting(): Map<number, number> {
    return new Map(this.#entries.map(({ handle, leaves }) => [handle, leaves]))
  }

  #fills(order: BookOrder): { entry: Entry; quantity: number }[] {
    const fills: { entry: Entry; quantity: number }[] = []
    const passed = new Set<Entry>()
    let left = order.quantity
    while (left > 0) {
      let best: Entry | undefined
      for (const entry of this.#entries) {
        if (passed.has(entry) || entry.order.side === order.side || surplus(order, entry) < 0) continue
        if (best === undefined || surplus(order, entry) > surplus(order, best)) best = entry // entries stand by age
      }
      if (best === undefined) break
      passed.add(best)
      if (left < Math.min(best.order.minimum ?? 0, best.leaves)) continue
      const quantity = Math.min(left, best.leaves)
      fills.push({ entry: best, quantity })
      left -= quantity
    }
    return fills
  }
}

/** What the two gain together from one unit, in levels. */
function surplus(order: BookOrder, entry: Entry): number {
  const [bid, offer] = order.side === 'buy' ? [order, entry.order] : [entry.order, order]
  return bid.level + premium(bid, offer) - offer.level
}

function premium(bid: BookOrder, offer: BookOrder): number {
  const renewable = offer.renewable ? (bid.renewablePremium ?? 0) : 0
  return renewable + ((bid.feeder ?? 0) === (offer.feeder ?? 0) ? (bid.localPremium ?? 0) : 0)
}
