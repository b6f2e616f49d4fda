import { price, wh } from '@jazzgrid/units'
import { z } from 'zod'
import { ordersOf } from '../../site/site-keeper.js'
import { ApiError } from '../contract/api-error.js'
import { MODES, type ModeReport } from '../contract/condition.js'
import type { OrderReceipt, OrderWish } from '../contract/market-report.js'
import type { LiveNode } from '../live-node.js'
import type { Route } from '../server/route.js'
import { bodyAs } from './query.js'
import { written } from './written.js'

const modeSchema = z.strictObject({ mode: z.enum(MODES) })

const orderSchema: z.ZodType<OrderWish> = z.strictObject({
  side: z.enum(['buy', 'sell']),
  slot_ms: z.int().min(0),
  price_micro_per_wh: z.int(),
  quantity_wh: z.int().min(1),
  good_till_ms: z.int().min(0).exactOptional(),
  device: z.int().min(0).exactOptional(),
})

export const SITE_ROUTES: readonly Route[] = [
  { method: 'GET', path: '/v1/mode', for: 'read', answer: ({ live }) => ({ json: modeReport(live()) }) },
  {
    method: 'PUT',
    path: '/v1/mode',
    for: 'trade',
    async answer({ live, body }) {
      const node = live()
      const { mode } = bodyAs(modeSchema, body)
      const { startsAt, roundLength } = node.genesis
      // in the round under way the agents may have decided already
      const begun = Math.floor((node.clock.now() - startsAt) / roundLength)
      await node.modes.set(mode, startsAt + Math.max(0, begun + 1) * roundLength)
      return { json: modeReport(node) }
    },
  },
  {
    method: 'POST',
    path: '/v1/orders',
    for: 'trade',
    answer({ live, body }) {
      const node = live()
      return { json: place(node, bodyAs(orderSchema, body)), status: 202 }
    },
  },
  {
    method: 'DELETE',
    path: '/v1/orders/*',
    for: 'trade',
    answer({ live, params: [text] }) {
      const node = live()
      const order = ordersOf(node.node.host.peer.state, node.account).find(({ handle }) => String(handle) === text)
      if (order === undefined) throw new ApiError('not-found', `no own order ${text} rests in the books`)
      const keeper = manual(node)
      return { json: receipt(node, () => keeper.cancel(order.handle, order.terms.device)), status: 202 }
    },
  },
]

function modeReport({ modes }: LiveNode): ModeReport {
  const { mode, from_ms } = modes.newest
  return { schema: 'jazzgrid/mode@1', mode, since_ms: from_ms ?? null }
}

function place(live: LiveNode, wish: OrderWish): OrderReceipt {
  const { slotLength, gateClosure } = live.genesis.market
  const { side, slot_ms, price_micro_per_wh, quantity_wh, good_till_ms, device } = wish
  if (slot_ms % slotLength !== 0) {
    throw new ApiError('bad-request', `no slot starts at ${slot_ms}; slots start every ${slotLength} ms`)
  }
  const keeper = manual(live)
  const [first = 0] = live.memory?.agents.keys() ?? []
  return receipt(live, () =>
    keeper.order({
      device: device ?? first,
      slot: slot_ms / slotLength,
      side,
      price: price(price_micro_per_wh),
      quantity: wh(quantity_wh),
      goodTill: good_till_ms ?? slot_ms + gateClosure,
    }),
  )
}

function receipt(live: LiveNode, sign: () => number | undefined): OrderReceipt {
  let tag: number | undefined
  const round_at_ms = written(live, () => {
    tag = sign()
    return tag
  })
  return { schema: 'jazzgrid/order@1', tag: tag!, round_at_ms }
}

/** Whoever orders by hand beside agents that trade would contract twice. */
function manual(live: LiveNode) {
  const { keeper } = live.node
  if (keeper === undefined) throw new ApiError('not-supported', 'this node has no site that could trade')
  if (live.modes.at(live.clock.now()) !== 'manual') {
    const message = 'orders by hand are taken in the mode manual only; set it first'
    throw new ApiError('refused', message, { details: { reason: 'not-manual' } })
  }
  return keeper
}
