import { OrderBook } from '../../../packages/market/src/continuous/order-book.js'
import { CANCEL, fold, type OrderStream } from './order-stream.js'
import type { Replay } from './replay.js'

/** The public API: order objects in, trades out, cancel by handle. Handles are dense, so order n has handle n + 1. */
export function replayJazzgrid(stream: OrderStream): Replay {
  const { count, timedFrom, levels } = stream
  const book = new OrderBook(levels)
  const tally = { trades: 0, volume: 0, checksum: 0 }
  replay(book, stream, 0, timedFrom, tally)
  const start = performance.now()
  replay(book, stream, timedFrom, count, tally)
  return { ...tally, milliseconds: performance.now() - start, resting: book.size }
}

const SIDES = ['buy', 'sell'] as const

function replay(
  book: OrderBook,
  { kind, side, level, quantity, account, order }: OrderStream,
  from: number,
  to: number,
  tally: { trades: number; volume: number; checksum: number },
): void {
  let { trades, volume, checksum } = tally
  for (let i = from; i < to; i++) {
    if (kind[i] === CANCEL) {
      book.cancel(order[i] + 1)
      continue
    }
    const placed = book.place({
      side: SIDES[side[i]],
      level: level[i],
      quantity: quantity[i],
      account: account[i],
    })
    for (let k = 0; k < placed.trades.length; k++) {
      const trade = placed.trades[k]
      trades++
      volume += trade.quantity
      checksum = fold(checksum, trade.resting - 1, trade.quantity)
    }
  }
  Object.assign(tally, { trades, volume, checksum })
}
