import { OrderBook } from '../../../packages/market/src/continuous/order-book.js'
import { CANCEL, fold, type OrderStream } from './order-stream.js'
import type { Replay } from './replay.js'

/** The public API: order objects in, trades out, cancel by handle. Handles are dense, so order n has handle n + 1. */
export function replayJazzgrid(stream: OrderStream): Replay {
  const { kind, side, level, quantity, account, order, count, timedFrom } = stream
  const book = new OrderBook(stream.levels)
  let trades = 0
  let volume = 0
  let checksum = 0
  const run = (from: number, to: number) => {
    for (let i = from; i < to; i++) {
      if (kind[i] === CANCEL) {
        book.cancel(order[i] + 1)
        continue
      }
      const placed = book.place({
        side: side[i] === 0 ? 'buy' : 'sell',
        level: level[i],
        quantity: quantity[i],
        account: account[i],
      })
      for (const trade of placed.trades) {
        trades++
        volume += trade.quantity
        checksum = fold(checksum, trade.resting - 1, trade.quantity)
      }
    }
  }
  run(0, timedFrom)
  const start = performance.now()
  run(timedFrom, count)
  return { trades, volume, checksum, milliseconds: performance.now() - start, resting: book.size }
}
