import { cost, invariant, money, type Price, price, type Slot, wh } from '@jazzgrid/units'
import type { Trade } from '../order.js'
import { COMMUNITY, NETWORK, SUPPLIER } from './account.js'
import { type Draft, draftLine, enter, type Line } from './line.js'
import { measure, type OpenSpan, openSpan, type Registers } from './metering.js'
import { type NetworkTariff, networkCharge } from './network-charge.js'
import type { Posting } from './posting.js'
import { netOf, type References, referenceOf, supplierCost } from './reference.js'

/** What a community settles by; the same for every slot of a period. */
export interface SettlementTerms {
  readonly network: NetworkTariff
  /** Paid to the community per Wh sold but not delivered, on top of the imbalance; absent = none. */
  readonly penalty?: Price
}

/** Carried from slot to slot: one open span per account. Plain data. */
export interface SettlementState {
  readonly next: Slot
  readonly spans: readonly OpenSpan[]
}

/** What is known of one slot after it was delivered. */
export interface DeliveredSlot {
  readonly slot: Slot
  readonly trades: readonly Trade[]
  /** Per account, at the END of the slot; undefined where no reading came. */
  readonly registers: readonly (Registers | undefined)[]
  readonly reference: References
}

export interface SettledSlot {
  readonly slot: Slot
  readonly postings: readonly Posting[]
  /** One per account. */
  readonly lines: readonly Line[]
}

/** Begin to settle at this slot. @param registers per account, at its START; undefined where not known yet. */
export function openSettlement(first: Slot, registers: readonly (Registers | undefined)[]): SettlementState {
  return { next: first, spans: registers.map((reading) => openSpan(first, reading)) }
}

/**
 * Settle one slot: trades at their prices, network charges, then the imbalance of every account that has a reading, with
 * the supplier. Slots are settled in order, once each. Pure, exact, and linear in trades and accounts.
 */
export function settle(
  state: SettlementState,
  delivered: DeliveredSlot,
  terms: SettlementTerms,
): { readonly state: SettlementState; readonly settled: SettledSlot } {
  const { slot, trades, registers, reference } = delivered
  invariant(slot === state.next, `slot ${slot} is settled after ${state.next - 1}`)
  invariant(registers.length === state.spans.length, `${registers.length} readings for ${state.spans.length} accounts`)
  const postings: Posting[] = []
  const lines = state.spans.map((_, account) => draftLine(account, slot, referenceOf(reference, account)))

  for (const trade of trades) postTrade(postings, trade, slot, terms.network)
  for (const posting of postings) enter(lines, posting)
  const traded = postings.length
  const spans = state.spans.map((span, account) => closeSpan(span, lines[account], registers[account], postings, terms))
  for (let i = traded; i < postings.length; i++) enter(lines, postings[i])
  return { state: { next: slot + 1, spans }, settled: { slot, postings, lines } }
}

/** Self-supply is no trade: own PV meets own load for no money. */
function postTrade(postings: Posting[], trade: Trade, slot: Slot, network: NetworkTariff): void {
  const { buyer, seller, quantity: energy, sellerPrice = trade.price } = trade
  invariant(
    trade.slot === slot && energy > 0,
    `a trade of ${energy} Wh for slot ${trade.slot} is settled in slot ${slot}`,
  )
  if (buyer === seller) return
  postings.push({ slot, kind: 'trade', payer: buyer, payee: seller, amount: cost(sellerPrice, energy), energy })
  if (sellerPrice !== trade.price) {
    const amount = cost(price(trade.price - sellerPrice), energy)
    postings.push({ slot, kind: 'surplus', payer: buyer, payee: COMMUNITY, amount, energy })
  }
  const charge = networkCharge(network, buyer, seller)
  if (charge !== 0) {
    postings.push({ slot, kind: 'network-charge', payer: buyer, payee: NETWORK, amount: cost(charge, energy), energy })
  }
}

/** Settle what an account is off its position, if its meter was read; else keep it open for the next reading. */
function closeSpan(
  span: OpenSpan,
  line: Draft,
  registers: Registers | undefined,
  postings: Posting[],
  terms: SettlementTerms,
): OpenSpan {
  const { account, slot, reference } = line
  const position = wh(span.position + line.bought - line.sold)
  const sold = wh(span.sold + line.sold)
  const measured = measure(span, registers)
  line.from = span.from
  if ('gap' in measured) {
    line.gap = measured.gap
    return measured.rebase ? openSpan(slot + 1, registers) : { ...span, position, sold }
  }
  line.metered = measured.metered
  const imbalance = wh(netOf(measured.metered) - position)
  if (imbalance > 0) {
    const amount = supplierCost(reference, imbalance)
    postings.push({ slot, kind: 'imbalance-import', payer: account, payee: SUPPLIER, amount, energy: imbalance })
  } else if (imbalance < 0) {
    const energy = wh(-imbalance)
    const amount = money(-supplierCost(reference, imbalance))
    postings.push({ slot, kind: 'imbalance-export', payer: SUPPLIER, payee: account, amount, energy })
  }
  line.shortfall = wh(Math.max(0, Math.min(sold, imbalance)))
  if (terms.penalty !== undefined && line.shortfall > 0) {
    const amount = cost(terms.penalty, line.shortfall)
    postings.push({ slot, kind: 'penalty', payer: account, payee: COMMUNITY, amount, energy: line.shortfall })
  }
  return openSpan(slot + 1, registers)
}
