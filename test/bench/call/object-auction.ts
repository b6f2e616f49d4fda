import type { BatchOrder } from '../../../packages/market/src/call/batch-book.js'
import { apportion } from '../../../packages/units/src/apportion.js'

export interface ObjectUnit {
  readonly buy: number
  readonly sell: number
  readonly quantity: number
  readonly price: number
}

export interface ObjectClearing {
  readonly volume: number
  readonly price: number
  readonly fills: number[]
  readonly units: ObjectUnit[]
  readonly leaves: number[]
}

interface Row {
  readonly index: number
  readonly side: 'buy' | 'sell'
  readonly price: number
  readonly quantity: number
  readonly account: number
}

interface Waiting {
  readonly row: Row
  left: number
}

/** The same auction as one writes it in everyday JavaScript: filter and sort order objects, walk the two lists. */
export function objectAuction(orders: readonly BatchOrder[]): ObjectClearing {
  const rows = orders.map(
    ({ side, price, quantity, account }, index): Row => ({ index, side, price, quantity, account }),
  )
  const bids = rows.filter(({ side }) => side === 'buy').sort((a, b) => b.price - a.price || a.index - b.index)
  const offers = rows.filter(({ side }) => side === 'sell').sort((a, b) => a.price - b.price || a.index - b.index)
  const matched = crossing(bids, offers)
  const fills = orders.map(() => 0)
  const bid = accept(bids, matched, fills)
  const offer = accept(offers, matched, fills)
  const price = offer + Math.floor((bid - offer) / 2)

  const queue = (side: Row[]): Waiting[] =>
    side
      .filter(({ index }) => fills[index] > 0)
      .map((row) => ({ row, left: fills[row.index] }))
      .sort((a, b) => b.left - a.left || a.row.index - b.row.index)
  const buyers = queue(bids)
  const sellers = queue(offers)
  const units: ObjectUnit[] = []
  const meet = (buyer: Waiting, seller: Waiting, at: number) => {
    const quantity = Math.min(buyer.left, seller.left)
    if (quantity === 0) return 0
    buyer.left -= quantity
    seller.left -= quantity
    units.push({ buy: buyer.row.index, sell: seller.row.index, quantity, price: at })
    return quantity
  }
  const own = new Map<number, Waiting[]>()
  for (const seller of sellers) {
    const waiting = own.get(seller.row.account)
    if (waiting) waiting.push(seller)
    else own.set(seller.row.account, [seller])
  }
  for (const buyer of buyers) for (const seller of own.get(buyer.row.account) ?? []) meet(buyer, seller, 0)
  let volume = 0
  let s = 0
  for (const buyer of buyers) {
    while (buyer.left > 0) {
      volume += meet(buyer, sellers[s], price)
      if (sellers[s].left === 0) s++
    }
  }
  return { volume, price, fills, units, leaves: orders.map(({ quantity }, i) => quantity - fills[i]) }
}

function crossing(bids: readonly Row[], offers: readonly Row[]): number {
  let volume = 0
  let demand = 0
  let supply = 0
  for (let b = 0, o = 0; b < bids.length && o < offers.length && bids[b].price >= offers[o].price; ) {
    const quantity = Math.min(bids[b].quantity - demand, offers[o].quantity - supply)
    volume += quantity
    demand += quantity
    supply += quantity
    if (demand === bids[b].quantity) {
      b++
      demand = 0
    }
    if (supply === offers[o].quantity) {
      o++
      supply = 0
    }
  }
  return volume
}

/** Fill in merit order, the last level pro rata; returns the marginal limit. */
function accept(merit: readonly Row[], volume: number, fills: number[]): number {
  let left = volume
  let marginal = 0
  for (let from = 0; from < merit.length && left > 0; ) {
    let to = from
    while (to < merit.length && merit[to].price === merit[from].price) to++
    const level = merit.slice(from, to)
    const sum = level.reduce((total, { quantity }) => total + quantity, 0)
    const shares = apportion(
      Math.min(left, sum),
      level.map(({ quantity }) => quantity),
    )
    level.forEach(({ index }, m) => {
      fills[index] = shares[m]
    })
    marginal = merit[from].price
    left -= Math.min(left, sum)
    from = to
  }
  return marginal
}
