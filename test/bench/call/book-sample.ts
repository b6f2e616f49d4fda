import { readFileSync, writeFileSync } from 'node:fs'
import type { BatchBook } from '../../../packages/market/src/call/batch-book.js'
import { Chance } from '../../../packages/units/src/chance.js'

/** A price grid in micro-currency per Wh: a band of 0 to 50 per kWh in this many levels. */
export interface PriceGrid {
  readonly name: string
  readonly levels: number
}

/** The grid of the market (a tick of 0.1 per kWh) and one a hundred times finer. */
export const GRIDS: readonly PriceGrid[] = [
  { name: '500 levels', levels: 500 },
  { name: '50,000 levels', levels: 50_000 },
]

/**
 * A book of n orders, half of them bids: limits uniform over the band, 1 to 5,000 Wh, as many sites as orders, so that a
 * good part of them stands on both sides or has several orders.
 */
export function sampleBook(count: number, { levels }: PriceGrid): BatchBook {
  const chance = new Chance('bench', `${count}/${levels}`)
  const book: BatchBook = {
    count,
    side: new Uint8Array(count),
    price: new Float64Array(count),
    quantity: new Float64Array(count),
    account: new Int32Array(count),
  }
  const tick = 50_000 / levels
  for (let i = 0; i < count; i++) {
    book.side[i] = chance.integer(2)
    book.price[i] = chance.integer(levels) * tick
    book.quantity[i] = 1 + chance.integer(5_000)
    book.account[i] = chance.integer(count)
  }
  return book
}

/** The book as the C++ competitor reads it: count, then the columns one after another. */
export function writeBook(path: string, { count, side, price, quantity, account }: BatchBook): void {
  const columns = [Int32Array.of(count), side, price, quantity, account]
  writeFileSync(path, Buffer.concat(columns.map(({ buffer }) => Buffer.from(buffer))))
}

export function readBook(path: string): BatchBook {
  const bytes = readFileSync(path)
  const count = bytes.readInt32LE(0)
  let at = 4
  const column = (width: number) => {
    const { buffer } = Uint8Array.from(bytes.subarray(at, at + width * count))
    at += width * count
    return buffer
  }
  return {
    count,
    side: new Uint8Array(column(1)),
    price: new Float64Array(column(8)),
    quantity: new Float64Array(column(8)),
    account: new Int32Array(column(4)),
  }
}
