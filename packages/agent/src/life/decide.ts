import type { OrderRequest, Request } from '@jazzgrid/market'
import type { Chance } from '@jazzgrid/units'
import type { Action, Decision } from '../decision/decision.js'
import type { ReasonCode } from '../decision/reason.js'
import type { OrderQuote, Quote } from '../strategy/quote.js'
import { seriesAt, type View } from '../strategy/signal.js'
import type { Strategy } from '../strategy/strategy.js'
import type { AgentProfile } from './agent-profile.js'
import { type AgentState, StateBook } from './agent-state.js'
import { decidable } from './decidable.js'
import { type RestingOrder, withAttributes } from './resting-order.js'
import { positionIn, pruned } from './slot-ledger.js'

/** What a decision asks of the market, and the record of why. */
export interface Decided {
  readonly state: AgentState
  readonly requests: readonly Request[]
  readonly decisions: readonly Decision[]
}

/**
 * One decision: the strategy quotes every due slot, and its quotes are reconciled with what already rests in the books.
 * An order that still says what is wanted keeps its place in the queue; a changed one is canceled and placed anew; one
 * that is wanted no more is canceled. Every quote leaves a record, also the one that is none.
 *
 * A change is a cancellation and a new order, not a replacement: a round executes all cancellations before it matches
 * anything, so the old order cannot be filled in the same round as the new one and nothing is sold twice.
 */
export function decide(
  profile: AgentProfile,
  state: AgentState,
  strategy: Strategy,
  everything: View,
  chance?: Chance,
): Decided {
  const view = decidable(state, everything)
  const own = strategy.observe?.(state.own, profile.settings, view, chance) ?? state.own
  const quotes = strategy.quote(own, profile.settings, view, new StateBook(state), chance)
  const requests: Request[] = []
  const decisions: Decision[] = []
  const placed: RestingOrder[] = []
  let nextTag = state.nextTag
  let kept = 0
  if (view !== everything) recordAwaited(state, everything, decisions)
  for (const quote of quotes) {
    if (quote.side === 'none') {
      decisions.push(recordOf(quote, 'none', -1, state, view))
      continue
    }
    const standing = find(state.resting, quote.slot, quote.side)
    if (standing !== undefined && isSame(standing, quote)) {
      kept++
      decisions.push(recordOf(quote, 'keep', standing.tag, state, view))
      continue
    }
    const { slot, side, price, quantity } = quote
    const resting: RestingOrder = { slot, side, tag: nextTag, handle: 0, price, leaves: quantity }
    placed.push(withAttributes(resting, quote))
    requests.push(orderOf(quote, nextTag, profile, view))
    decisions.push(recordOf(quote, standing === undefined ? 'order' : 'replace', nextTag, state, view))
    nextTag++
  }
  if (kept < state.resting.length) {
    nextTag = cancelStale(profile, state, view, quotes, requests, decisions, nextTag)
  }
  return {
    state: {
      own,
      // a gate may close slots before its delivery: what is still to be delivered must not be forgotten
      positions: pruned(state.positions, Math.min(view.firstOpen - 1, Math.floor(view.now / view.rules.slotLength))),
      resting: placed.length === 0 ? state.resting : [...state.resting, ...placed],
      nextTag,
    },
    requests,
    decisions,
  }
}

/** Take out what rests in a due slot and is not what its quote says; only an order without a successor is recorded. */
function cancelStale(
  profile: AgentProfile,
  state: AgentState,
  view: View,
  quotes: readonly Quote[],
  requests: Request[],
  decisions: Decision[],
  firstTag: number,
): number {
  let nextTag = firstTag
  for (const order of state.resting) {
    if (order.handle === 0 || !view.due.some((due) => due.slot === order.slot)) continue
    const successor = quotes.find((quote) => quote.slot === order.slot && quote.side === order.side) as
      | OrderQuote
      | undefined
    if (successor !== undefined && isSame(order, successor)) continue
    const { account, id: device } = profile
    requests.push({ kind: 'cancel', tag: nextTag++, account, device, handle: order.handle })
    if (successor !== undefined) continue
    const grounds = quotes.find((quote) => quote.slot === order.slot)
    if (grounds === undefined) continue
    const record = recordOf(grounds, 'cancel', order.tag, state, view)
    // a quote on the other side has its own reasons, and they are not why this order goes
    const reasons = grounds.side === 'none' ? grounds.reasons : OTHER_SIDE
    decisions.push({ ...record, reasons, side: order.side, price: order.price, quantity: order.leaves })
  }
  return nextTag
}

function find(resting: readonly RestingOrder[], slot: number, side: string): RestingOrder | undefined {
  for (const order of resting) if (order.slot === slot && order.side === side) return order
  return undefined
}

function orderOf(quote: OrderQuote, tag: number, profile: AgentProfile, view: View): Request {
  let closesAt = view.now
  for (const due of view.due) if (due.slot === quote.slot) closesAt = due.closesAt
  const order: OrderRequest = {
    kind: 'order',
    tag,
    account: profile.account,
    device: profile.id,
    slot: quote.slot,
    side: quote.side,
    price: quote.price,
    quantity: quote.quantity,
    // one past the gate: the order lives until the book closes
    goodTill: closesAt + 1,
  }
  return withAttributes(order, quote)
}

/** Whether the resting order still says what the quote does. */
function isSame(order: RestingOrder, quote: OrderQuote): boolean {
  return (
    order.price === quote.price &&
    order.leaves === quote.quantity &&
    order.minimum === quote.minimum &&
    order.premium?.renewable === quote.premium?.renewable &&
    order.premium?.local === quote.premium?.local &&
    order.origin === quote.origin
  )
}

/** Due slots that have to wait until it is known what became of an earlier order. */
function recordAwaited(state: AgentState, view: View, decisions: Decision[]): void {
  for (const order of state.resting) {
    const { slot, side, tag, price, leaves } = order
    if (order.handle !== 0 || !view.due.some((due) => due.slot === slot)) continue
    const grounds = { forecast: Number.NaN, alternative: 'none', alternativePrice: Number.NaN } as const
    const record = recordOf({ slot, side: 'none', reasons: AWAITED, ...grounds }, 'keep', tag, state, view)
    decisions.push({ ...record, side, price, quantity: leaves })
  }
}

const OTHER_SIDE: readonly ReasonCode[] = ['other-side']
const AWAITED: readonly ReasonCode[] = ['awaiting-fate']

function recordOf(quote: Quote, action: Action, tag: number, state: AgentState, view: View): Decision {
  return {
    slot: quote.slot,
    action,
    side: quote.side,
    price: quote.side === 'none' ? Number.NaN : quote.price,
    quantity: quote.side === 'none' ? Number.NaN : quote.quantity,
    reasons: quote.reasons,
    tag,
    soc: view.telemetry.soc,
    forecast: quote.forecast,
    position: positionIn(state.positions, quote.slot),
    bestBid: seriesAt(view.price.bestBid, quote.slot),
    bestAsk: seriesAt(view.price.bestAsk, quote.slot),
    expected: seriesAt(view.forecast.price, quote.slot),
    alternative: quote.alternative,
    alternativePrice: quote.alternativePrice,
  }
}
