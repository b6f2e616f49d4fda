import { ApiError } from '../contract/api-error.js'
import type { LiveNode } from '../live-node.js'
import type { Route } from '../server/route.js'
import { bookView, ordersView } from '../view/book-view.js'
import { explainOrder, explainSlot } from '../view/explain-view.js'
import { statementView } from '../view/statement-view.js'
import { placeOf, tradesView } from '../view/trades-view.js'
import { wholeIn, yesIn } from './query.js'

const LIMIT = 200
const MOST = 2_000

export const MARKET_ROUTES: readonly Route[] = [
  {
    method: 'GET',
    path: '/v1/book',
    for: 'read',
    answer: ({ live, query }) => ({ json: bookView(live(), slotIn(live(), query)) }),
  },
  {
    method: 'GET',
    path: '/v1/book/stream',
    for: 'read',
    answer({ live, query }) {
      const node = live()
      const slot = slotIn(node, query)
      return {
        events(send) {
          const tell = () => {
            const data = bookView(node, slot)
            send({ event: 'book', id: data.height, data })
          }
          tell()
          return node.onCertified(tell)
        },
      }
    },
  },
  {
    method: 'GET',
    path: '/v1/trades',
    for: 'read',
    answer({ live, query }) {
      const after = query.get('after') ?? undefined
      if (after !== undefined && placeOf(after) === undefined) {
        throw new ApiError('bad-request', `after is the id of a trade, found ${JSON.stringify(after)}`)
      }
      const [from_ms, to_ms, slot_ms] = ['from_ms', 'to_ms', 'slot_ms'].map((name) => wholeIn(query, name))
      const asked = {
        ...(from_ms !== undefined && { from_ms }),
        ...(to_ms !== undefined && { to_ms }),
        ...(slot_ms !== undefined && { slot_ms }),
        ...(after !== undefined && { after }),
        own: yesIn(query, 'own'),
        limit: Math.min(MOST, Math.max(1, wholeIn(query, 'limit') ?? LIMIT)),
      }
      return { json: tradesView(live(), asked) }
    },
  },
  { method: 'GET', path: '/v1/orders', for: 'read', answer: ({ live }) => ({ json: ordersView(live()) }) },
  {
    method: 'GET',
    path: '/v1/explain',
    for: 'read',
    answer({ live, query }) {
      const node = live()
      const order = wholeIn(query, 'order')
      const slot = slotIn(node, query)
      if ((order === undefined) === (slot === undefined)) {
        throw new ApiError('bad-request', 'ask for slot_ms or for order')
      }
      if (slot !== undefined) return { json: explainSlot(node, slot / node.genesis.market.slotLength) }
      const found = explainOrder(node, order!)
      if (found === undefined) throw new ApiError('not-found', `no own order ${order} is remembered`)
      return { json: found }
    },
  },
  {
    method: 'GET',
    path: '/v1/statement',
    for: 'read',
    answer({ live, query }) {
      const [from_ms, to_ms] = ['from_ms', 'to_ms'].map((name) => wholeIn(query, name))
      const asked = {
        ...(from_ms !== undefined && { from_ms }),
        ...(to_ms !== undefined && { to_ms }),
        lines: yesIn(query, 'lines'),
      }
      return { json: statementView(live(), asked) }
    },
  },
]

/** The start of a slot. Throws ApiError `bad-request` where none starts then. */
function slotIn({ genesis }: LiveNode, query: URLSearchParams): number | undefined {
  const at = wholeIn(query, 'slot_ms')
  const { slotLength } = genesis.market
  if (at !== undefined && at % slotLength !== 0) {
    const last = at - (at % slotLength)
    throw new ApiError('bad-request', `no slot starts at ${at}; one does at ${last}, and every ${slotLength} ms`)
  }
  return at
}
