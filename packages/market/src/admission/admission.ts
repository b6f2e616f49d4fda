import { closesAt, type MarketRules, opensAt } from '../exchange/market-rules.js'
import type { Order } from '../order.js'
import type { Refusal, Verdict } from './refusal.js'

/** What admission knows of the author. */
export interface Author {
  /** Most energy in one slot [Wh]. */
  readonly rating: number
  /** UTC ms until which the account may not offer; absent = it may. */
  readonly suspendedUntil?: number
}

/** No order is larger than this [Wh], rating or not, so that sums over a book stay exact. */
export const LARGEST_QUANTITY = 2 ** 40

const ADMITTED: Verdict = { ok: true }

/**
 * Judge an order against the rules at the time of a round: is the author known, are the terms in order, may the author do
 * this. The first reason against it is the answer. Nothing is thrown, whatever the order holds.
 * @param author undefined where the account is not registered.
 */
export function admit(order: Order, author: Author | undefined, rules: MarketRules, now: number): Verdict {
  if (author === undefined)
    return { ok: false, reason: { code: 'unknown-account', params: { account: order.account } } }
  const reason =
    unreadable(order) ??
    gate(order, rules, now) ??
    badPrice(order, rules) ??
    badQuantity(order, rules) ??
    badPremium(order, rules) ??
    badAuthor(order, author)
  return reason === null ? ADMITTED : { ok: false, reason }
}

function unreadable(order: Order): Refusal | null {
  const { side, origin } = order
  if (side !== 'buy' && side !== 'sell') return { code: 'unknown-side', params: { side: String(side) } }
  if (origin !== undefined && !ORIGINS.has(origin)) {
    return { code: 'unknown-origin', params: { origin: String(origin) } }
  }
  if (!Number.isSafeInteger(order.slot)) return notANumber('slot', order.slot)
  if (!Number.isSafeInteger(order.device)) return notANumber('device', order.device)
  if (!Number.isFinite(order.price)) return notANumber('price', order.price)
  if (!Number.isFinite(order.quantity)) return notANumber('quantity', order.quantity)
  if (!Number.isSafeInteger(order.goodTill)) return notANumber('goodTill', order.goodTill)
  return null
}

function gate({ slot, goodTill }: Order, rules: MarketRules, now: number): Refusal | null {
  const opens = opensAt(rules, slot)
  if (now < opens) return { code: 'gate-not-open', params: { slot, opensAt: opens } }
  const closes = closesAt(rules, slot)
  if (now > closes) return { code: 'gate-closed', params: { slot, closedAt: closes } }
  return goodTill <= now ? { code: 'already-expired', params: { goodTill, now } } : null
}

function badPrice({ price }: Order, { band, tick }: MarketRules): Refusal | null {
  if (price < band.min || price > band.max) return outsideBand('price', price, band)
  return (price - band.min) % tick === 0 ? null : offTick('price', price, tick)
}

function badQuantity({ quantity, minimum }: Order, { lot }: MarketRules): Refusal | null {
  if (quantity <= 0) return notPositive('quantity', quantity)
  if (quantity > LARGEST_QUANTITY) return { code: 'beyond-rating', params: { quantity, rating: LARGEST_QUANTITY } }
  if (quantity % lot !== 0) return offLot('quantity', quantity, lot)
  if (minimum === undefined) return null
  if (!Number.isFinite(minimum)) return notANumber('minimum', minimum)
  if (minimum <= 0) return notPositive('minimum', minimum)
  if (minimum % lot !== 0) return offLot('minimum', minimum, lot)
  return minimum > quantity ? { code: 'minimum-above-quantity', params: { minimum, quantity } } : null
}

/** A trade may cost a bid its limit and its premiums, so the two together must stay in the band. */
function badPremium({ side, price, premium, origin }: Order, { band, tick }: MarketRules): Refusal | null {
  if (side === 'buy' && origin !== undefined) return { code: 'origin-on-bid', params: { origin } }
  if (premium === undefined) return null
  if (side === 'sell') return { code: 'premium-on-offer', params: {} }
  let most: number = price
  for (const attribute of ['renewable', 'local'] as const) {
    const value = premium[attribute]
    if (value === undefined) continue
    const field = `premium.${attribute}`
    if (!Number.isFinite(value)) return notANumber(field, value)
    if (value < 0) return notPositive(field, value)
    if (value % tick !== 0) return offTick(field, value, tick)
    most += value
  }
  return most > band.max ? outsideBand('premium', most, band) : null
}

function badAuthor({ side, quantity }: Order, author: Author): Refusal | null {
  if (quantity > author.rating) return { code: 'beyond-rating', params: { quantity, rating: author.rating } }
  if (side === 'sell' && author.suspendedUntil !== undefined) {
    return { code: 'suspended', params: { until: author.suspendedUntil } }
  }
  return null
}

const ORIGINS: ReadonlySet<string> = new Set(['pv', 'battery', 'ev', 'grid'])

const notANumber = (field: string, value: unknown): Refusal => ({
  code: 'not-a-number',
  params: { field, value: String(value) },
})
const notPositive = (field: string, value: number): Refusal => ({ code: 'not-positive', params: { field, value } })
const offTick = (field: string, value: number, tick: number): Refusal => ({
  code: 'off-tick',
  params: { field, value, tick },
})
const offLot = (field: string, value: number, lot: number): Refusal => ({
  code: 'off-lot',
  params: { field, value, lot },
})
const outsideBand = (field: string, value: number, { min, max }: MarketRules['band']): Refusal => ({
  code: 'outside-band',
  params: { field, value, min, max },
})
