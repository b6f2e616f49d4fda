import type { Premium } from '@jazzgrid/market'
import { REASON_TEXTS } from '../decision/reason-text.js'
import { type AgentState, StateBook } from '../life/agent-state.js'
import { legRoom } from '../strategy/grid-price.js'
import type { OrderQuote, Quote } from '../strategy/quote.js'
import { seriesAt, type View } from '../strategy/signal.js'
import type { Violation, ViolationCode } from './violation.js'

/** A strategy that trades by fixed prices of its own (a table, a cap) disregards those of the supplier on purpose. */
export interface Allowance {
  readonly ownPrices?: boolean
}

/** Every rule that the answer to one view breaks, none where it keeps them all. */
export function quoteViolations(
  quotes: readonly Quote[],
  view: View,
  state: AgentState,
  allowance: Allowance = {},
): Violation[] {
  const found: Violation[] = []
  const say = (code: ViolationCode, slot: number, detail: string) => found.push({ code, slot, detail })
  for (const { slot } of view.due) {
    const answers = quotes.filter((quote) => quote.slot === slot)
    if (answers.length === 0) say('no-answer', slot, 'the slot is due and has neither a quote nor a reason for none')
    for (const side of ['buy', 'sell', 'none'] as const) {
      const same = answers.filter((quote) => quote.side === side)
      if (same.length > 1) say('quoted-twice', slot, `${same.length} quotes of side ${side}`)
    }
    const silent = answers.some(({ side }) => side === 'none')
    if (silent && answers.length > 1) say('silent-and-quoting', slot, 'says nothing and something at once')
    const bid = answers.find(({ side }) => side === 'buy') as OrderQuote | undefined
    const offer = answers.find(({ side }) => side === 'sell') as OrderQuote | undefined
    if (bid !== undefined && offer !== undefined && mostPaid(bid) >= offer.price) {
      say('crosses-itself', slot, `would buy at ${mostPaid(bid)} what it sells at ${offer.price}`)
    }
  }
  for (const quote of quotes) {
    const { slot, reasons } = quote
    if (!view.due.some((due) => due.slot === slot)) say('not-due', slot, 'nobody asked about the slot')
    if (reasons.length === 0) say('no-reason', slot, 'a decision without a reason')
    for (const reason of reasons) if (!Object.hasOwn(REASON_TEXTS, reason)) say('unknown-reason', slot, reason)
    if (quote.side !== 'none') {
      refusals(quote, view, say)
      harms(quote, view, state, allowance, say)
    }
  }
  return found
}

type Say = (code: ViolationCode, slot: number, detail: string) => void

/** What the market would not take. */
function refusals(quote: OrderQuote, { rules }: View, say: Say): void {
  const { slot, side, price, quantity, minimum, premium, origin } = quote
  const { tick, lot, band } = rules
  for (const value of [price, premium?.renewable ?? 0, premium?.local ?? 0]) {
    if (!Number.isSafeInteger(value) || value % tick !== 0) say('off-tick', slot, `${value} is no multiple of ${tick}`)
  }
  if (!(price >= band.min && mostPaid(quote) <= band.max)) {
    say('outside-band', slot, `${price} to ${mostPaid(quote)} is not within ${band.min} to ${band.max}`)
  }
  for (const value of [quantity, minimum ?? lot]) {
    if (!(value > 0)) say('not-positive', slot, `a quantity of ${value}`)
    if (!Number.isSafeInteger(value) || value % lot !== 0) say('off-lot', slot, `${value} is no multiple of ${lot}`)
  }
  if (minimum !== undefined && minimum > quantity) say('minimum-above-quantity', slot, `${minimum} of ${quantity}`)
  if (premium !== undefined && side === 'sell') say('premium-on-offer', slot, JSON.stringify(premium))
  if (origin !== undefined && side === 'buy') say('origin-on-bid', slot, origin)
}

/** What the market would take, to the owner's loss: worse than the supplier, or more than the leg carries. */
function harms(quote: OrderQuote, view: View, state: AgentState, allowance: Allowance, say: Say): void {
  const { slot, side, price, quantity } = quote
  const { tariff } = view
  const most = seriesAt(tariff.retail, slot) - tariff.networkCharge
  const least = seriesAt(tariff.feedIn, slot)
  if (!allowance.ownPrices && side === 'buy' && mostPaid(quote) > most) {
    say('above-retail', slot, `pays ${mostPaid(quote)} where the supplier asks ${most} after network charges`)
  }
  if (!allowance.ownPrices && side === 'sell' && price < least) {
    say('below-feed-in', slot, `takes ${price} where the supplier pays ${least}`)
  }
  const room = legRoom(view, new StateBook(state), slot, side)
  if (quantity > room) say('beyond-leg', slot, `${quantity} Wh through a leg with room for ${room}`)
}

/** The limit with all its premiums. */
function mostPaid({ price, premium }: { readonly price: number; readonly premium?: Premium }): number {
  return price + (premium?.renewable ?? 0) + (premium?.local ?? 0)
}
