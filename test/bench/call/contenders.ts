import { type BatchBook, type BatchOrder, batchBook } from '../../../packages/market/src/call/batch-book.js'
import { leaves } from '../../../packages/market/src/call/batch-clearing.js'
import { clearBatch } from '../../../packages/market/src/call/batch-mechanisms.js'
import { objectAuction } from './object-auction.js'

interface Answer {
  readonly volume: number
  readonly price: number | null
  readonly fills: ArrayLike<number>
  readonly units: number
  readonly unit: (u: number) => { buy: number; sell: number; quantity: number }
  readonly leaves: ArrayLike<number>
}

/** Weighted sums that differ as soon as one fill, unit or leaves quantity does; all below 2^53 for our books. */
function checksum({ volume, price, fills, units, unit, leaves: left }: Answer): string {
  let fillSum = 0
  let leavesSum = 0
  for (let i = 0; i < fills.length; i++) {
    fillSum += fills[i] * ((i % 1009) + 1)
    leavesSum += left[i]
  }
  let unitSum = 0
  for (let u = 0; u < units; u++) {
    const { buy, sell, quantity } = unit(u)
    unitSum += quantity * ((buy % 1009) + (sell % 97) + 1)
  }
  return [volume, price, fillSum, units, unitSum, leavesSum].join(' ')
}

/**
 * Milliseconds of clearings before time is taken. V8 compiles on another thread while they run and took a quarter of a
 * second to be done with 100,000 orders on two busy cores; what a market clears all day is cleared by compiled code.
 */
const WARM_UP = 300

/** Clear so many times; the line that every contender prints: median nanoseconds, then what came out. */
function timed<Cleared>(rounds: number, clear: () => Cleared, answer: (cleared: Cleared) => Answer): string {
  const times: number[] = []
  const warm = performance.now() + WARM_UP
  let cleared = clear()
  while (performance.now() < warm) cleared = clear()
  for (let round = 0; round < rounds; round++) {
    const start = performance.now()
    cleared = clear()
    times.push(performance.now() - start)
  }
  times.sort((a, b) => a - b)
  return `${Math.round(times[rounds >> 1] * 1e6)} ${checksum(answer(cleared))}`
}

/** The contenders in JavaScript: columns in and columns out; columns made of order objects first; the sort of objects. */
export const CONTENDERS: Readonly<Record<string, (book: BatchBook, rounds: number) => string>> = {
  jazzgrid: (book, rounds) => timed(rounds, () => clearColumns(book), columnAnswer),
  'from objects': (book, rounds) => {
    const orders = rowsOf(book)
    return timed(rounds, () => clearColumns(batchBook(orders)), columnAnswer)
  },
  objects: (book, rounds) => {
    const orders = rowsOf(book)
    return timed(
      rounds,
      () => objectAuction(orders),
      ({ units, ...answer }) => ({
        ...answer,
        units: units.length,
        unit: (u) => units[u],
      }),
    )
  },
}

function rowsOf({ count, side, price, quantity, account }: BatchBook): BatchOrder[] {
  return Array.from({ length: count }, (_, i) => ({
    side: side[i] === 0 ? 'buy' : 'sell',
    price: price[i],
    quantity: quantity[i],
    account: account[i],
  }))
}

function clearColumns(book: BatchBook) {
  const clearing = clearBatch('call', book)
  return { clearing, left: leaves(book, clearing) }
}

function columnAnswer({ clearing: { volume, price, fills, pairs }, left }: ReturnType<typeof clearColumns>): Answer {
  const unit = (u: number) => ({ buy: pairs.buy[u], sell: pairs.sell[u], quantity: pairs.quantity[u] })
  return { volume, price, fills, units: pairs.count, unit, leaves: left }
}
