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
import type { PvSettings } from './settings.js'

type Reasons = readonly [readonly ReasonCode[], readonly ReasonCode[]]

/** One array a combination, because the recorder keeps them by identity: with the forecast as it is, and hedged. */
const OPENING: Reasons = [
  ['surplus-forecast', 'asking-price'],
  ['surplus-forecast', 'forecast-hedge', 'asking-price'],
]
const CONCEDING: Reasons = [
  ['surplus-forecast', 'concession'],
  ['surplus-forecast', 'forecast-hedge', 'concession'],
]
const LAST: Reasons = [
  ['surplus-forecast', 'last-chance'],
  ['surplus-forecast', 'forecast-hedge', 'last-chance'],
]
const REBUY: Reasons = [
  ['rebuy-shortfall', 'concession'],
  ['rebuy-shortfall', 'forecast-hedge', 'concession'],
]

/**
 * A roof: offers the generation that its site is expected not to use itself, first at an asking price, then conceding
 * towards the feed-in price, which the supplier pays for whatever nobody else buys. Where a new forecast leaves less than
 * it has sold, it buys the difference back rather than pay the imbalance.
 */
export const pvStrategy: Strategy<PvSettings, null> = {
  name: 'pv',
  initial: () => null,
  quote: (_own, settings, view, book) => view.due.map((due) => quoteSlot(settings, view, book, due)),
}

function quoteSlot(settings: PvSettings, view: View, book: Book, due: DueSlot): Quote {
  const { slot } = due
  const generation = seriesAt(view.forecast.generation, slot)
  const net = generation - seriesAt(view.forecast.load, slot)
  const surplus = Math.max(0, net) * settings.share
  const feedIn = seriesAt(view.tariff.feedIn, slot)
  const retail = seriesAt(view.tariff.retail, slot)
  const expected = seriesAt(view.forecast.price, slot)
  // What is sold too little goes to the supplier, what is sold too much is bought from it; and even where that is cheap a
  // roof promises no more than it expects, because an unkept promise costs its record as a seller too.
  const error = settings.hedges ? netError(view, slot) : 0
  const less = Math.min(0, hedge(error, expected - feedIn, retail - expected))
  const sure = net <= 0 ? 0 : Math.max(0, net + less)
  const hedged = net - sure >= view.rules.lot
  const left = sure * settings.share + book.position(slot)
  const grounds = { forecast: -surplus, alternative: 'feed-in', alternativePrice: feedIn } as const

  const excess = wholeLots(view.rules, Math.min(left, legRoom(view, book, slot, 'sell')))
  if (excess > 0) {
    const opening = expected + settings.ambition * (retail - expected)
    const limit = concede({ opening, expected, reservation: feedIn, turn: settings.turn }, due.urgency)
    const price = onTick(view.rules, 'sell', Math.max(limit, feedIn))
    if (price !== undefined) {
      const stage = due.urgency >= 1 ? LAST : due.urgency > 0 ? CONCEDING : OPENING
      const reasons = stage[hedged ? 1 : 0]
      return { slot, side: 'sell', price, quantity: excess, origin: 'pv', reasons, ...grounds }
    }
  }
  const missing = wholeLots(view.rules, Math.min(-left, legRoom(view, book, slot, 'buy')))
  if (missing > 0) {
    const reservation = retail - view.tariff.networkCharge
    const limit = concede({ opening: feedIn, expected, reservation, turn: settings.turn }, due.urgency)
    const price = onTick(view.rules, 'buy', Math.min(limit, reservation))
    if (price !== undefined) {
      const imbalance = { alternative: 'retail', alternativePrice: retail } as const
      const reasons = REBUY[hedged ? 1 : 0]
      return { slot, side: 'buy', price, quantity: missing, reasons, ...grounds, ...imbalance }
    }
  }
  return { slot, side: 'none', reasons: [whyNot(view, book, slot, left, surplus, hedged)], ...grounds }
}

function whyNot(view: View, book: Book, slot: number, left: number, surplus: number, hedged: boolean): ReasonCode {
  if (Number.isNaN(left)) return 'forecast-unknown'
  if (Math.abs(left) >= view.rules.lot) {
    if (legRoom(view, book, slot, left > 0 ? 'sell' : 'buy') < view.rules.lot) return 'leg-used'
    return Number.isNaN(seriesAt(view.forecast.price, slot)) ? 'forecast-unknown' : 'value-outside-band'
  }
  if (surplus <= 0) return 'no-surplus'
  if (hedged && book.position(slot) === 0) return 'forecast-hedge'
  return book.position(slot) < 0 ? 'covered-already' : 'below-lot'
}
