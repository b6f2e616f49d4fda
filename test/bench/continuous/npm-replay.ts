import { OrderBook, Side } from 'nodejs-order-book'
import { CANCEL, fold, type OrderStream } from './order-stream.js'
import type { Replay } from './replay.js'

/**
 * npm `nodejs-order-book`, the way its readme uses it: string ids, limit orders, cancel by id. No function is made in the
 * loop: the loader of this bench gives every new function its name, which took the npm book a fifth of its time.
 */
export function replayNpm(stream: OrderStream): Replay {
  const { count, timedFrom } = stream
  const book = new OrderBook()
  const tally = { trades: 0, volume: 0, checksum: 0, resting: 0 }
  replay(book, stream, 0, timedFrom, tally)
  const start = performance.now()
  replay(book, stream, timedFrom, count, tally)
  return { ...tally, milliseconds: performance.now() - start }
}

const SIDES = [Side.BUY, Side.SELL] as const

function replay(
  book: OrderBook,
  { kind, side, level, quantity, order }: OrderStream,
  from: number,
  to: number,
  tally: { trades: number; volume: number; checksum: number; resting: number },
): void {
  let { trades, volume, checksum, resting } = tally
  for (let i = from; i < to; i++) {
    const id = String(order[i])
    if (kind[i] === CANCEL) {
      if (book.cancel(id) !== undefined) resting--
      continue
    }
    const { done, partial, partialQuantityProcessed } = book.limit({
      id,
      side: SIDES[side[i]],
      size: quantity[i],
      price: level[i] + 1, // it refuses a price of 0
    })
    let left = quantity[i]
    for (let k = 0; k < done.length; k++) {
      const filled = done[k]
      if (filled.id === id) continue
      resting--
      left -= filled.size
      trades++
      volume += filled.size
      checksum = fold(checksum, Number(filled.id), filled.size)
    }
    if (partial !== null && partial.id !== id) {
      left -= partialQuantityProcessed
      trades++
      volume += partialQuantityProcessed
      checksum = fold(checksum, Number(partial.id), partialQuantityProcessed)
    }
    if (left > 0) resting++
  }
  Object.assign(tally, { trades, volume, checksum, resting })
}
