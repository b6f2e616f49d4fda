import {
  type Book,
  concede,
  type DueSlot,
  hedge,
  legRoom,
  netError,
  onTick,
  type Quote,
  type ReasonCode,
  type Strategy,
  seriesAt,
  type View,
  wholeLots,
} from '@jazzgrid/agent'
import type { Premium } from '@jazzgrid/market'
import { type Price, price } from '@jazzgrid/units'
import type { HouseholdSettings } from './settings.js'

/**
 * A household, shop or office: bids for the load that its own roof is expected not to cover, first at a low price, then
 * conceding towards what the supplier would charge. Preferences are priced: a premium raises the limit for units with the
 * attribute and for no others. Where a new forecast needs less than was bought, it offers the difference.
 */
export const householdStrategy: Strategy<HouseholdSettings, null> = {
  name: 'household',
  initial: () => null,
  quote: (_own, settings, view, book) => view.due.map((due) => quoteSlot(settings, view, book, due)),
}

function quoteSlot(settings: HouseholdSettings, view: View, book: Book, due: DueSlot): Quote {
  const { slot } = due
  const load = seriesAt(view.forecast.load, slot)
  const net = Math.max(0, load - seriesAt(view.forecast.generation, slot)) * settings.share
  const retail = seriesAt(view.tariff.retail, slot)
  const feedIn = seriesAt(view.tariff.feedIn, slot)
  const expected = seriesAt(view.forecast.price, slot)
  const reservation = retail - view.tariff.networkCharge
  // bought too little comes from the supplier, bought too much goes to it
  const error = settings.hedges ? netError(view, slot) * settings.share : 0
  const extra = net > 0 ? hedge(error, reservation - expected, expected - feedIn) : 0
  const hedged = Math.abs(extra) >= view.rules.lot
  const left = Math.max(0, net + extra) * settings.tradable - book.position(slot)
  const grounds = { forecast: net, alternative: 'retail', alternativePrice: retail } as const

  const missing = wholeLots(view.rules, Math.min(left, legRoom(view, book, slot, 'buy')))
  if (missing > 0) {
    const opening = expected - settings.thrift * (expected - feedIn)
    const limit = concede({ opening, expected, reservation, turn: settings.turn }, due.urgency)
    const plain = onTick(view.rules, 'buy', Math.min(limit, reservation))
    if (plain !== undefined) {
      const premium = affordable(settings, view, plain, reservation)
      return {
        slot,
        side: 'buy',
        price: plain,
        quantity: missing,
        ...(premium === undefined ? undefined : { premium }),
        reasons: reasonsFor(due.urgency, hedged, premium),
        ...grounds,
      }
    }
  }
  const excess = wholeLots(view.rules, Math.min(-left, legRoom(view, book, slot, 'sell')))
  if (excess > 0) {
    const limit = concede({ opening: retail, expected, reservation: feedIn, turn: settings.turn }, due.urgency)
    const ask = onTick(view.rules, 'sell', Math.max(limit, feedIn))
    if (ask !== undefined) {
      const imbalance = { alternative: 'feed-in', alternativePrice: feedIn } as const
      const reasons = RESELL[hedged ? 1 : 0]
      return { slot, side: 'sell', price: ask, quantity: excess, reasons, ...grounds, ...imbalance }
    }
  }
  return { slot, side: 'none', reasons: [whyNot(view, book, slot, settings, net, left, hedged)], ...grounds }
}

/** A premium lifts the limit at most to the reservation: nobody pays more for an attribute than the supplier charges. */
function affordable(settings: HouseholdSettings, view: View, limit: number, reservation: number): Premium | undefined {
  const room = Math.min(view.rules.band.max, reservation) - limit
  const renewable = cut(settings.premium.renewable, room, view.rules.tick)
  const local = cut(settings.premium.local, room - renewable, view.rules.tick)
  if (renewable === 0 && local === 0) return undefined
  return { ...(renewable > 0 ? { renewable } : undefined), ...(local > 0 ? { local } : undefined) }
}

const cut = (wish: number, room: number, tick: number): Price =>
  price(Math.max(0, Math.floor(Math.min(wish, room) / tick) * tick))

const RESELL: readonly [readonly ReasonCode[], readonly ReasonCode[]] = [
  ['resell-excess', 'concession'],
  ['resell-excess', 'forecast-hedge', 'concession'],
]
const REASONS = new Map<string, readonly ReasonCode[]>()

/** One array a combination, because the recorder keeps them by identity. */
function reasonsFor(urgency: number, hedged: boolean, premium: Premium | undefined): readonly ReasonCode[] {
  const how: ReasonCode = urgency >= 1 ? 'last-chance' : urgency > 0 ? 'concession' : 'first-price'
  const key = `${how}${hedged ? 'h' : ''}${premium?.renewable === undefined ? '' : 'r'}${premium?.local === undefined ? '' : 'l'}`
  const known = REASONS.get(key)
  if (known !== undefined) return known
  const reasons: ReasonCode[] = ['load-forecast', ...(hedged ? (['forecast-hedge'] as const) : []), how]
  if (premium?.renewable !== undefined) reasons.push('premium-renewable')
  if (premium?.local !== undefined) reasons.push('premium-local')
  REASONS.set(key, reasons)
  return reasons
}

function whyNot(
  view: View,
  book: Book,
  slot: number,
  settings: HouseholdSettings,
  net: number,
  left: number,
  hedged: boolean,
): ReasonCode {
  if (Number.isNaN(left)) return 'forecast-unknown'
  if (Math.abs(left) >= view.rules.lot) {
    if (legRoom(view, book, slot, left > 0 ? 'buy' : 'sell') < view.rules.lot) return 'leg-used'
    return Number.isNaN(seriesAt(view.forecast.price, slot)) ? 'forecast-unknown' : 'value-outside-band'
  }
  if (seriesAt(view.forecast.load, slot) <= 0) return 'no-load'
  if (net <= 0) return 'own-generation-covers'
  if (settings.tradable === 0) return 'not-tradable'
  if (hedged && book.position(slot) === 0) return 'forecast-hedge'
  return left < net * settings.tradable ? 'covered-already' : 'below-lot'
}
