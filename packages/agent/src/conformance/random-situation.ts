import type { Chance } from '@jazzgrid/units'
import type { RestingSituation, Situation } from './situation.js'

/**
 * A situation that a market could come to, and some that it should not: books empty and full, tariffs that leave no room
 * between feed-in and retail, forecasts and readings that are not there, legs promised twice, contracts that a newer
 * forecast contradicts.
 */
export function randomSituation(chance: Chance): Situation {
  const slots = 1 + chance.integer(6)
  const each = (draw: () => number): number[] => Array.from({ length: slots }, draw)
  const tenths = (from: number, to: number): number => from + chance.integer((to - from) * 10 + 1) / 10
  const lots = (most: number): number => 100 * chance.integer(most + 1)
  const gap = (otherwise: number): number => (chance.uniform() < 0.05 ? Number.NaN : otherwise)
  const feedIn = tenths(0, 20)
  const retail = feedIn + tenths(-5, 25)
  return {
    slots,
    slotMinutes: chance.pick([5, 15, 30, 60]),
    urgency: each(() => chance.pick([-1, 0, 0.2, 0.7, 0.9, 1])),
    expected: each(() => gap(tenths(-5, 45))),
    retail,
    feedIn,
    networkCharge: chance.pick([0, 0, 3.7, 12]),
    load: each(() => gap(chance.integer(3_000))),
    generation: each(() => gap(chance.integer(3_000))),
    loadError: each(() => gap(chance.integer(500))),
    generationError: each(() => gap(chance.integer(500))),
    bestBid: each(() => gap(tenths(0, 50))),
    bestAsk: each(() => gap(tenths(0, 50))),
    bidDepth: each(() => lots(40)),
    askDepth: each(() => lots(40)),
    out: each(() => gap(chance.integer(3_500) - 500)),
    in: each(() => gap(chance.integer(3_500) - 500)),
    soc: gap(chance.uniform()),
    plugged: chance.uniform() < 0.9,
    running: chance.pick([Number.NaN, lots(15), -lots(15)]),
    positions: each(() => chance.pick([0, 0, lots(12), -lots(12)])),
    resting: restingOrders(chance, slots),
    tick: chance.pick([0.01, 0.1, 1]),
    lot: chance.pick([1, 10, 100]),
    band: chance.pick([
      { min: 0, max: 50 },
      { min: -10, max: 20 },
      { min: 10, max: 24 },
    ]),
  }
}

function restingOrders(chance: Chance, slots: number): RestingSituation[] {
  const orders: RestingSituation[] = []
  for (let slot = 0; slot < slots; slot++) {
    for (const side of ['buy', 'sell'] as const) {
      if (chance.uniform() > 0.2) continue
      const price = 10 + chance.integer(20)
      orders.push({ slot, side, price, leaves: 100 * (1 + chance.integer(8)), accepted: chance.uniform() < 0.8 })
    }
  }
  return orders
}
