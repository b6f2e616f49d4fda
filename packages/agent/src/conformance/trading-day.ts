import { Exchange, type Fate, type MarketRules, type Request } from '@jazzgrid/market'
import { Chance, HOUR, MINUTE, perKwh, type VirtualClock, wh } from '@jazzgrid/units'
import type { DeliveryCall, View } from '../strategy/signal.js'
import { callOf, type Situation, viewOf } from './situation.js'

const SLOT = 30 * MINUTE

const RULES: MarketRules = {
  mechanism: 'continuous',
  slotLength: SLOT,
  tick: perKwh(0.1),
  lot: wh(100),
  band: { min: perKwh(0), max: perKwh(50) },
  openBefore: 3 * HOUR,
  gateClosure: 20 * MINUTE,
}

/** Where one agent trades: what it sends comes back as fates, and its store follows its setpoints. */
export interface Trader {
  decide(view: View): readonly Request[]
  hear(fates: readonly Fate[]): void
  /** Energy into the device, NaN where nature decides. */
  deliver(call: DeliveryCall): number
  read(slot: number, energy: number, soc: number): void
}

/** Times at which a day can be interrupted: after the gate, after the fates, while delivering, after the reading. */
export const MOMENTS_PER_SLOT = 4

/**
 * One agent's day on a real market, against a street of strangers whose orders are drawn from the seed. The same day for
 * the same seed, whatever the agent does.
 * @param pause called at every moment, counted from 0: here a day may be interrupted.
 */
export function tradingDay(
  trader: Trader,
  clock: VirtualClock,
  options: { readonly seed: string | number; readonly slots: number; readonly pause: (moment: number) => void },
): void {
  const { seed, slots, pause } = options
  const chance = new Chance(seed, 'day')
  const exchange = new Exchange(RULES)
  exchange.register(0, { feeder: 0 })
  exchange.register(1, { feeder: 0 })
  const horizon = slots + 6
  const each = (draw: () => number): number[] => Array.from({ length: horizon }, draw)
  const day: Partial<Situation> = {
    slots: horizon,
    expected: each(() => 9 + chance.integer(160) / 10),
    load: each(() => chance.integer(900)),
    generation: each(() => chance.integer(1_500)),
  }
  let moment = 0
  let soc = 0.5
  for (let slot = 0; slot < slots; slot++) {
    const now = slot * SLOT
    clock.advanceTo(now)
    const view = openBooks(viewOf({ ...day, soc }), now, exchange)
    const requests = trader.decide(view)
    pause(moment++)
    const { fates } = exchange.round(now, [...requests, ...street(chance, now)])
    trader.hear(fates.filter(({ account }) => account === 0))
    pause(moment++)
    clock.advanceTo(now + RULES.gateClosure)
    const call = callOf({ ...day, soc }, chance.integer(2_000) - 1_000)
    const energy = trader.deliver({ ...call, slot, view: { ...call.view, now, due: [] } })
    pause(moment++)
    clock.advanceTo(now + SLOT)
    soc = Math.min(0.9, Math.max(0.1, soc + (Number.isNaN(energy) ? 0 : energy / 10_000)))
    trader.read(slot, Number.isNaN(energy) ? 0 : energy, soc)
    pause(moment++)
  }
}

/** The view at this time: every open slot is due, and the price stream shows what the market does. */
function openBooks(view: View, now: number, { data }: Exchange): View {
  const first = Math.floor(now / SLOT)
  const due = [1, 2, 3, 4, 5].map((ahead) => {
    const slot = first + ahead
    return { slot, urgency: 1 - (ahead - 1) / 4, closesAt: slot * SLOT + RULES.gateClosure }
  })
  const column = (values: Float64Array) => ({
    first,
    values: Array.from({ length: 6 }, (_, k) => {
      const slot = first + k
      return slot >= data.first && slot <= data.last ? values[data.row(slot)] : Number.NaN
    }),
  })
  const price = {
    ...view.price,
    bestBid: column(data.bestBid),
    bestAsk: column(data.bestOffer),
    last: column(data.lastPrice),
    bidDepth: column(data.bidDepth),
    askDepth: column(data.offerDepth),
  }
  return { ...view, now, due, firstOpen: first, price }
}

/** What strangers ask for at this time: some of it fills, some rests. */
function street(chance: Chance, now: number): Request[] {
  const requests: Request[] = []
  for (let ahead = 1; ahead <= 5; ahead++) {
    const slot = Math.floor(now / SLOT) + ahead
    for (const side of ['buy', 'sell'] as const) {
      if (chance.uniform() < 0.4) continue
      requests.push({
        kind: 'order',
        tag: requests.length + 1,
        account: 1,
        device: 1,
        slot,
        side,
        price: perKwh(side === 'buy' ? 8 + chance.integer(14) : 10 + chance.integer(16)),
        quantity: wh(100 * (1 + chance.integer(8))),
        goodTill: now + 2 * SLOT,
      })
    }
  }
  return requests
}
