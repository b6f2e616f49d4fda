import type { Side } from '@jazzgrid/market'
import { Chance, type Price, type Slot } from '@jazzgrid/units'
import type { ReasonCode } from '../decision/reason.js'
import { onTick } from '../strategy/grid-price.js'
import type { OrderQuote, Quote } from '../strategy/quote.js'
import { seriesAt, type View } from '../strategy/signal.js'
import type { Strategy } from '../strategy/strategy.js'
import type { AuctionView, CdaTrader } from './cda-trader.js'
import { marketShouts } from './market-shouts.js'

/** What a device whose prices come from a trader remembers; one trader a side learns over all slots. */
export interface TraderMemory<Own, State> {
  readonly own: Own
  /** Null before its first gate. */
  readonly buy: State | null
  readonly sell: State | null
  /** Volume that had traded in each slot when it was last looked at, as [slot, Wh]; slots that are over are dropped. */
  readonly heard: readonly (readonly [Slot, number])[]
}

/**
 * A strategy that decides how much, with a general-purpose trader that decides at what price: the strategy's quotes keep
 * their sides and amounts, and the trader moves each price between the supplier's and the limit, which is what the
 * strategy would do instead of trading. For experiments: whatever the device, its market manners are those of the
 * literature. Preferences, which are priced as well, are left out.
 *
 * A trader here hears what books show from gate to gate and not every order. Zero intelligence does not mind and ZIP can
 * live with it; an adaptive-aggressive trader, which goes a third of its way with every order it hears, all but stops
 * trading (30 units of `misono-day` instead of 390).
 */
export function traderStrategy<Settings, Own, State>(
  name: string,
  base: Strategy<Settings, Own>,
  trader: CdaTrader<State>,
): Strategy<Settings, TraderMemory<Own, State>> {
  const { setpoint, delivered } = base
  /** Its character is drawn from a stream of its own, so that it is the same whenever it is asked for. */
  const traderOf = (memory: TraderMemory<Own, State>, side: Side, chance: Chance): State =>
    memory[side] ?? trader.born(side, chance.stream(`born/${side}`))

  return {
    name: `${base.name}-${name}`,

    initial: (birth) => ({
      own: base.initial(birth),
      buy: null,
      sell: null,
      heard: [],
    }),

    observe(memory, settings, view, chance) {
      const own = chance ?? new Chance(name)
      const at = own.stream(`observe/${view.now}`)
      const known = new Map(memory.heard)
      let buy = traderOf(memory, 'buy', own)
      let sell = traderOf(memory, 'sell', own)
      for (const { slot } of view.due) {
        for (const shout of marketShouts(view.price, slot, known.get(slot) ?? 0)) {
          buy = trader.hear(buy, auctionView(view, slot, 'buy', limitOf(view, slot, 'buy')), shout, true, at)
          sell = trader.hear(sell, auctionView(view, slot, 'sell', limitOf(view, slot, 'sell')), shout, true, at)
        }
        known.set(slot, seriesAt(view.price.traded, slot) || 0)
      }
      const heard = [...known].filter(([slot]) => slot >= view.firstOpen).sort(([a], [b]) => a - b)
      return { own: base.observe?.(memory.own, settings, view, chance) ?? memory.own, buy, sell, heard }
    },

    quote(memory, settings, view, book, chance) {
      const own = chance ?? new Chance(name)
      const at = own.stream(`quote/${view.now}`)
      const bids = new Map<Slot, Price>()
      const wanted = base.quote(memory.own, settings, view, book, chance)
      const priced = wanted.flatMap((quote): Quote[] => {
        if (quote.side === 'none') return [quote]
        const price = priceOf(quote, at)
        if (price === undefined) return []
        if (quote.side === 'buy') bids.set(quote.slot, price)
        // an indifferent store would trade with itself
        else if (price <= (bids.get(quote.slot) ?? Number.NEGATIVE_INFINITY)) return []
        const { premium: _premium, ...plain } = quote
        return [{ ...plain, price, reasons: pricedByTrader(quote.reasons) }]
      })
      const answered = new Set(priced.map(({ slot }) => slot))
      return [...priced, ...wanted.filter(({ slot }) => !answered.has(slot)).map(silent)]

      function priceOf(quote: OrderQuote, stream: Chance): Price | undefined {
        const { slot, side, alternativePrice } = quote
        const supplier = limitOf(view, slot, side)
        const net = side === 'buy' ? alternativePrice - view.tariff.networkCharge : alternativePrice
        const limit = Number.isNaN(net) ? supplier : side === 'buy' ? Math.min(net, supplier) : Math.max(net, supplier)
        const wish = trader.quote(traderOf(memory, side, own), auctionView(view, slot, side, limit), stream)
        // who cannot better the best order rests at the limit: other units than the next one are traded too
        if (wish === undefined) return onTick(view.rules, side, limit)
        return onTick(view.rules, side, side === 'buy' ? Math.min(wish, limit) : Math.max(wish, limit))
      }
    },

    ...(setpoint && { setpoint: (memory, settings, call, book) => setpoint(memory.own, settings, call, book) }),
    ...(delivered && {
      delivered: (memory, settings, reading) => ({ ...memory, own: delivered(memory.own, settings, reading) }),
    }),
  }
}

const OUTSIDE: readonly ReasonCode[] = ['value-outside-band']

/** What the supplier leaves of every price: nobody pays more than retail or takes less than feed-in. */
function limitOf({ tariff }: View, slot: Slot, side: Side): number {
  return side === 'buy' ? seriesAt(tariff.retail, slot) - tariff.networkCharge : seriesAt(tariff.feedIn, slot)
}

function auctionView(view: View, slot: Slot, side: Side, limit: number): AuctionView {
  const { band, tick } = view.rules
  const known = (value: number) => (Number.isNaN(value) ? undefined : value)
  return {
    side,
    limit,
    bestBid: known(seriesAt(view.price.bestBid, slot)),
    bestOffer: known(seriesAt(view.price.bestAsk, slot)),
    // a tariff may leave no room between feed-in and retail
    lowest: Math.min(limit, Math.max(band.min, seriesAt(view.tariff.feedIn, slot) || band.min)),
    highest: Math.max(limit, Math.min(band.max, seriesAt(view.tariff.retail, slot) || band.max)),
    tick,
  }
}

const silent = ({ slot, forecast, alternative, alternativePrice }: Quote): Quote => {
  return { slot, side: 'none', reasons: OUTSIDE, forecast, alternative, alternativePrice }
}

/** How a price came about that a trader replaces. */
const PRICE_REASONS: ReadonlySet<ReasonCode> = new Set([
  'asking-price',
  'first-price',
  'concession',
  'last-chance',
  'premium-renewable',
  'premium-local',
])

const PRICED = new WeakMap<readonly ReasonCode[], readonly ReasonCode[]>()

/** What the device needs or has, and that a trader named the price; one array each, because recorders keep them by identity. */
function pricedByTrader(reasons: readonly ReasonCode[]): readonly ReasonCode[] {
  let priced = PRICED.get(reasons)
  if (priced === undefined) {
    priced = [...reasons.filter((reason) => !PRICE_REASONS.has(reason)), 'trader-price']
    PRICED.set(reasons, priced)
  }
  return priced
}
