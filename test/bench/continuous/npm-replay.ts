import { OrderBook, Side } from 'nodejs-order-book'
import { CANCEL, fold, type OrderStream } from './order-stream.js'
import type { Replay } from './replay.js'

/** npm `nodejs-order-book`, the way its readme uses it: string ids, limit orders, cancel by id. */
export function replayNpm(stream: OrderStream): Replay {
  const { kind, side, level, quantity, order, count, timedFrom } = stream
  const book = new OrderBook()
  let trades = 0
  let volume = 0
  let checksum = 0
  let resting = 0
  const run = (from: number, to: number) => {
    for (let i = from; i < to; i++) {
      if (kind[i] === CANCEL) {
        if (book.cancel(String(order[i])) !== undefined) resting--
        continue
      }
      const id = String(order[i])
      const result = book.limit({
        id,
        side: side[i] === 0 ? Side.BUY : Side.SELL,
        size: quantity[i],
        price: level[i] + 1, // it refuses a price of 0
      })
      let left = quantity[i]
      const trade = (resting: string, amount: number) => {
        left -= amount
        trades++
        volume += amount
        checksum = fold(checksum, Number(resting), amount)
      }
      for (const done of result.done) {
        if (done.id === id) continue
        resting--
        trade(done.id, done.size)
      }
      const { partial } = result
      if (partial !== null && partial.id !== id) trade(partial.id, result.partialQuantityProcessed)
      if (left > 0) resting++
    }
  }
  run(0, timedFrom)
  const start = performance.now()
  run(timedFrom, count)
  return { trades, volume, checksum, milliseconds: performance.now() - start, resting }
}
