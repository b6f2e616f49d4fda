import { marketRules } from '@jazzgrid/consensus'
import { closesAt, Exchange, type LadderStep, type Side } from '@jazzgrid/market'
import { ordersOf } from '../../site/site-keeper.js'
import type { Book, BookOfSlot, BookStep, Orders } from '../contract/market-report.js'
import type { LiveNode } from '../live-node.js'

/** Open books as of the newest certificate. @param only the start of one slot; without it all that somebody quoted. */
export function bookView({ genesis, account, node }: LiveNode, only?: number): Book {
  const { state } = node.host.peer
  const rules = marketRules(genesis)
  const { slotLength } = rules
  const exchange = Exchange.restore(rules, state.market)
  const { data } = exchange
  const own = ownByPrice(ordersOf(state, account))
  const books: BookOfSlot[] = []
  for (let slot = data.first; slot <= data.last; slot++) {
    if (only !== undefined && slot * slotLength !== only) continue
    const row = data.row(slot)
    if (only === undefined && data.orders[row] === 0 && data.volume[row] === 0) continue
    const ladder = exchange.ladder(slot)
    const last = data.lastPrice[row]
    books.push({
      slot_ms: slot * slotLength,
      gate_closes_ms: closesAt(rules, slot),
      last_price_micro_per_wh: Number.isNaN(last) ? null : last,
      traded_wh: data.volume[row],
      bids: ladder.bids.map((step) => stepOf(step, own.get(key(slot, 'buy', step.price)))),
      offers: ladder.offers.map((step) => stepOf(step, own.get(key(slot, 'sell', step.price)))),
    })
  }
  const { height, certificate, at } = state
  return { schema: 'jazzgrid/book@1', height, certificate, at_ms: at, slot_length_ms: slotLength, account, books }
}

/** The own orders that rest in the books. */
export function ordersView({ genesis, account, node }: LiveNode): Orders {
  const { slotLength } = genesis.market
  const orders = ordersOf(node.host.peer.state, account).map(({ handle, tag, leaves, terms }) => ({
    order: handle,
    tag,
    device: terms.device,
    slot_ms: terms.slot * slotLength,
    side: terms.side,
    price_micro_per_wh: terms.price,
    quantity_wh: terms.quantity,
    leaves_wh: leaves,
    good_till_ms: terms.goodTill,
  }))
  return { schema: 'jazzgrid/orders@1', account, orders }
}

const key = (slot: number, side: Side, price: number): string => `${slot} ${side} ${price}`

function ownByPrice(orders: ReturnType<typeof ordersOf>): ReadonlyMap<string, number> {
  const own = new Map<string, number>()
  for (const { terms, leaves } of orders) {
    const at = key(terms.slot, terms.side, terms.price)
    own.set(at, (own.get(at) ?? 0) + leaves)
  }
  return own
}

const stepOf = ({ price, quantity, orders }: LadderStep, own = 0): BookStep => ({
  price_micro_per_wh: price,
  quantity_wh: quantity,
  own_wh: own,
  orders,
})
