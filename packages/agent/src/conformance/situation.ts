import { MINUTE, price, type Slot, wh } from '@jazzgrid/units'
import { type AgentState, newborn } from '../life/agent-state.js'
import type { RestingOrder } from '../life/resting-order.js'
import type { DeliveryCall, SlotSeries, View } from '../strategy/signal.js'

/** One number for every slot, or one each; NaN = unknown. */
export type PerSlot = number | readonly number[]

/**
 * What an agent finds at a gate, as a trader would write it down: prices in currency per kWh, energy in Wh. Slot 0 is
 * being delivered now. Everything has a usual value (`USUAL`), so that a test names only what it is about.
 */
export interface Situation {
  /** Slots that forecasts reach, the running one included. */
  readonly slots: number
  readonly slotMinutes: number
  /** 0 where a book opens to 1 at its gate; below 0: the slot is not due. */
  readonly urgency: PerSlot
  readonly expected: PerSlot
  readonly retail: PerSlot
  readonly feedIn: PerSlot
  readonly networkCharge: number
  readonly load: PerSlot
  readonly generation: PerSlot
  readonly loadError: PerSlot
  readonly generationError: PerSlot
  readonly bestBid: PerSlot
  readonly bestAsk: PerSlot
  /** Resting in the books, own orders included. */
  readonly bidDepth: PerSlot
  readonly askDepth: PerSlot
  /** Room of the site's leg, own orders deducted. */
  readonly out: PerSlot
  readonly in: PerSlot
  readonly soc: number
  readonly plugged: boolean
  readonly running: number
  /** Contracted energy, purchases positive. */
  readonly positions: PerSlot
  readonly resting: readonly RestingSituation[]
  readonly tick: number
  readonly lot: number
  readonly band: { readonly min: number; readonly max: number }
}

/** An order of one's own; price in currency per kWh, leaves in Wh. It is on its way where it is not yet accepted. */
export interface RestingSituation {
  readonly slot: Slot
  readonly side: 'buy' | 'sell'
  readonly price: number
  readonly leaves: number
  readonly accepted?: boolean
}

/** Half-hours between a feed-in price of 8.5 and a retail price of 26, everything due halfway to its gate. */
export const USUAL: Situation = {
  slots: 2,
  slotMinutes: 30,
  urgency: 0.5,
  expected: 17,
  retail: 26,
  feedIn: 8.5,
  networkCharge: 0,
  load: 0,
  generation: 0,
  loadError: 0,
  generationError: 0,
  bestBid: Number.NaN,
  bestAsk: Number.NaN,
  bidDepth: 0,
  askDepth: 0,
  out: 2_500,
  in: 2_500,
  soc: Number.NaN,
  plugged: true,
  running: Number.NaN,
  positions: 0,
  resting: [],
  tick: 0.1,
  lot: 100,
  band: { min: 0, max: 50 },
}

/** The view of an agent in this situation; what is left out is as usual. */
export function viewOf(situation: Partial<Situation> = {}): View {
  const s = { ...USUAL, ...situation }
  const slotLength = s.slotMinutes * MINUTE
  const series = (of: PerSlot) => ({ first: 0, values: Array.from({ length: s.slots }, (_, k) => at(of, k)) })
  const prices = (of: PerSlot): SlotSeries => ({ first: 0, values: series(of).values.map((p) => Math.round(p * 1000)) })
  const due = []
  for (let slot = 0; slot < s.slots; slot++) {
    const urgency = at(s.urgency, slot)
    if (urgency >= 0) due.push({ slot, urgency, closesAt: (slot + 1) * slotLength })
  }
  return {
    now: 0,
    due,
    firstOpen: 0,
    rules: {
      slotLength,
      tick: micro(s.tick),
      lot: wh(s.lot),
      band: { min: micro(s.band.min), max: micro(s.band.max) },
    },
    price: {
      bestBid: prices(s.bestBid),
      bestAsk: prices(s.bestAsk),
      last: prices(Number.NaN),
      bidDepth: series(s.bidDepth),
      askDepth: series(s.askDepth),
      traded: series(0),
    },
    tariff: { retail: prices(s.retail), feedIn: prices(s.feedIn), networkCharge: micro(s.networkCharge) },
    forecast: {
      price: prices(s.expected),
      load: series(s.load),
      generation: series(s.generation),
      loadError: series(s.loadError),
      generationError: series(s.generationError),
    },
    site: { out: series(s.out), in: series(s.in) },
    telemetry: { soc: s.soc, plugged: s.plugged, running: s.running },
  }
}

/** What the agent remembers in this situation: its contracts and its orders, tagged in their order from 1. */
export function stateOf(situation: Partial<Situation> = {}, own: unknown = null): AgentState {
  const { slots, positions, resting } = { ...USUAL, ...situation }
  return {
    ...newborn(own),
    positions: { first: 0, wh: Array.from({ length: slots }, (_, k) => at(positions, k)) },
    resting: resting.map(
      ({ slot, side, price: limit, leaves, accepted = true }, i): RestingOrder => ({
        slot,
        side,
        tag: i + 1,
        handle: accepted ? i + 101 : 0,
        price: micro(limit),
        leaves,
      }),
    ),
    nextTag: resting.length + 1,
  }
}

/** The call to deliver slot 0, with what the site would draw from the supplier if the device did nothing [Wh]. */
export function callOf(situation: Partial<Situation>, residual: number): DeliveryCall {
  const s = { ...USUAL, ...situation }
  const view = viewOf({ ...s, urgency: -1 })
  // a slot is never delivered without a tariff
  const known = (of: PerSlot, usual: PerSlot) => micro(Number.isNaN(at(of, 0)) ? at(usual, 0) : at(of, 0))
  return { slot: 0, residual, retail: known(s.retail, USUAL.retail), feedIn: known(s.feedIn, USUAL.feedIn), view }
}

const at = (of: PerSlot, slot: Slot): number => (typeof of === 'number' ? of : (of[slot] ?? Number.NaN))

const micro = (currency: number) => price(Math.round(currency * 1000))
