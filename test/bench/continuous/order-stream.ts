import { OrderBook } from '../../../packages/market/src/continuous/order-book.js'
import { Chance } from '../../../packages/units/src/chance.js'

/** What happens to an order book, as columns: every competitor replays the same stream. */
export interface OrderStream {
  readonly levels: number
  /** Operations before this one build the book up and are not timed. */
  readonly timedFrom: number
  readonly count: number
  /** PLACE or CANCEL. */
  readonly kind: Uint8Array
  /** Places: 0 buys, 1 sells. */
  readonly side: Uint8Array
  readonly level: Int32Array
  readonly quantity: Int32Array
  readonly account: Int32Array
  /** Places: the number of this order, counted from 0. Cancels: the number of the order to take out, which rests. */
  readonly order: Int32Array
}

export const PLACE = 0
export const CANCEL = 1

const LEVELS = 501
const SPREAD = 60

/**
 * A stream around a steady number of resting orders: 15 % of the timed operations cross the spread, 48 % rest, 37 %
 * cancel an order that is live. Buyers and sellers are different accounts, because the npm book has no netting.
 */
export function orderStream(live: number, operations: number, seed: string): OrderStream {
  const chance = new Chance(seed, `order-stream/${live}`)
  const count = live + operations
  const columns = {
    kind: new Uint8Array(count),
    side: new Uint8Array(count),
    level: new Int32Array(count),
    quantity: new Int32Array(count),
    account: new Int32Array(count),
    order: new Int32Array(count),
  }
  const book = new OrderBook(LEVELS)
  const resting: number[] = [] // order numbers, a superset of those that rest
  const handles: number[] = []
  const middle = LEVELS >> 1

  const place = (i: number, side: number, level: number, quantity: number) => {
    const order = handles.length
    const account = 2 * chance.integer(1000) + side
    columns.side[i] = side
    columns.level[i] = level
    columns.quantity[i] = quantity
    columns.account[i] = account
    columns.order[i] = order
    const { handle, leaves } = book.place({ side: side === 0 ? 'buy' : 'sell', level, quantity, account })
    handles.push(handle)
    if (leaves > 0) resting.push(order)
  }
  const passive = (i: number) => {
    const side = chance.integer(2)
    const distance = 1 + Math.min(SPREAD * 3, Math.floor(-SPREAD * Math.log(1 - chance.uniform())))
    const bid = book.bestBid()
    const offer = book.bestOffer()
    const level =
      side === 0
        ? Math.min(middle - distance, offer < 0 ? LEVELS : offer - 1)
        : Math.max(middle + distance, bid < 0 ? 0 : bid + 1)
    place(i, side, Math.max(0, Math.min(LEVELS - 1, level)), 1 + chance.integer(100))
  }
  const cancel = (i: number) => {
    for (;;) {
      const at = chance.integer(resting.length)
      const order = resting[at]
      resting[at] = resting[resting.length - 1]
      resting.pop()
      if (book.cancel(handles[order]) > 0) {
        columns.kind[i] = CANCEL
        columns.order[i] = order
        return
      }
    }
  }

  for (let i = 0; i < live; i++) passive(i)
  for (let i = live; i < count; i++) {
    const draw = chance.uniform()
    if (draw < 0.15) {
      const side = chance.integer(2)
      const best = side === 0 ? book.bestOffer() : book.bestBid()
      const reach = chance.integer(SPREAD)
      const level = side === 0 ? Math.min(LEVELS - 1, best + reach) : Math.max(0, best - reach)
      place(i, side, level, 1 + chance.integer(book.size > live ? 200 : 20)) // holds the number of live orders
    } else if (draw < 0.63) passive(i)
    else cancel(i)
  }
  return { levels: LEVELS, timedFrom: live, count, ...columns }
}

/** One more trade in a checksum over the numbers of the resting orders and the amounts, in the order of the trades. */
export const fold = (checksum: number, restingOrder: number, quantity: number): number =>
  (Math.imul(checksum, 31) + Math.imul(restingOrder, 7) + quantity) | 0
