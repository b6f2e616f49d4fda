import { HOUR, type Slot } from '@jazzgrid/units'
import { Headroom, type Promises, promises } from '../reserve/headroom.js'
import { seriesAt, type View } from '../strategy/signal.js'
import type { Book } from '../strategy/strategy.js'
import { type StorageHorizon, storageHorizon } from '../value/storage-horizon.js'
import { ValueProgramme } from '../value/value-programme.js'
import type { StoreSettings, VehicleTerms } from './store-settings.js'

/** Slots a plan looks ahead at most: two days of half-hours, or a day of quarter-hours. */
const LONGEST = 96

/**
 * Share of what a book offers or wants in excess that one store counts on for itself: the participation rate of
 * execution algorithms, which keeps an order from moving the price against itself.
 */
const PARTICIPATION = 0.25

/**
 * The plan of one store over the coming slots: what energy is worth when, what has been promised, and what may still be
 * promised. A workspace that serves any number of agents one after another; nothing of one call is left for the next.
 */
export class StorePlan {
  readonly horizon: StorageHorizon = storageHorizon(LONGEST)
  readonly promises: Promises = promises(LONGEST)
  readonly programme = new ValueProgramme()
  readonly headroom = new Headroom()
  /** Slot of index 0: the one that is being delivered. */
  first: Slot = 0
  /** Price at which the slot is expected to trade. */
  readonly expected = new Float64Array(LONGEST)
  /** Own load to be met from the store [Wh], and what the plan meets of it. */
  readonly #own = new Float64Array(LONGEST)
  readonly #promised = new Float64Array(LONGEST)
  readonly #charge = new Float64Array(LONGEST)
  readonly #discharge = new Float64Array(LONGEST)

  /** Whether the slot is part of the plan, and if so its index. */
  index(slot: Slot): number {
    const k = slot - this.first
    return k >= 0 && k < this.horizon.slots ? k : -1
  }

  /**
   * Fill the horizon with what the view says. Resting orders of due slots are not counted: their quotes are being made
   * anew, and a cancellation is executed before anything is matched.
   */
  look(settings: StoreSettings, view: View, book: Book, vehicle?: VehicleTerms): void {
    const h = this.horizon
    const first = Math.floor(view.now / settings.slotLength)
    const prices = view.forecast.price
    const last = prices.first + prices.values.length
    h.slots = Math.max(0, Math.min(LONGEST, last - first))
    h.stored = view.telemetry.soc * settings.capacity
    h.ceiling = settings.maximumSoc * settings.capacity
    h.chargeEfficiency = settings.chargeEfficiency
    h.dischargeEfficiency = settings.dischargeEfficiency
    h.wear = settings.wear
    this.first = first
    const perSlot = settings.slotLength / HOUR
    const bottom = settings.minimumSoc * settings.capacity
    const { running } = view.telemetry
    let sum = 0
    for (let k = 0; k < h.slots; k++) {
      const slot = first + k
      const expected = seriesAt(prices, slot)
      this.expected[k] = expected
      sum += expected
      h.sell[k] = expected
      h.buy[k] = expected + view.tariff.networkCharge
      h.charge[k] = settings.charge * perSlot
      h.discharge[k] = vehicle?.v2g === false ? 0 : settings.discharge * perSlot
      h.trip[k] = 0
      h.floor[k] = bottom
      // the setpoint of the running slot may do more than was contracted
      const position = k === 0 && !Number.isNaN(running) ? running : book.position(slot)
      this.promises.committed[k] = position
      h.load[k] = -position
      this.#own[k] = settings.ownUse && k > 0 ? ownNeed(view, slot) : 0
      const due = urgencyOf(view, slot) >= 0
      this.promises.bids[k] = due ? 0 : book.bidLeaves(slot)
      this.promises.offers[k] = due ? 0 : book.offerLeaves(slot)
    }
    if (vehicle !== undefined) this.#drive(settings, vehicle)
    // what is left at the end is worth what an average slot would pay for it
    h.terminalWorth = [h.slots === 0 ? 0 : Math.max(0, (sum / h.slots - settings.wear) * settings.dischargeEfficiency)]
  }

  /**
   * Work out values and headroom of what was looked at. What a plan may count on is what the books show: energy that is
   * on offer beyond the demand, or wanted beyond the supply. A plan that took any amount at the expected price would value
   * stored energy as if cheap energy never ran out, and all stores would queue for the same slot.
   */
  think(settings: StoreSettings, view: View, book: Book): void {
    const { horizon: h } = this
    if (h.slots === 0) return
    const { price } = view
    for (let k = 0; k < h.slots; k++) {
      this.#charge[k] = h.charge[k]
      this.#discharge[k] = h.discharge[k]
      const slot = this.first + k
      // a gate that is about to close leaves no time to be choosy: there the limit price alone decides
      if (urgencyOf(view, slot) >= settings.turn) continue
      const supply = seriesAt(price.askDepth, slot)
      const demand = seriesAt(price.bidDepth, slot)
      if (!(supply + demand > 0)) continue
      const position = this.promises.committed[k]
      const surplus = supply - book.offerLeaves(slot) - (demand - book.bidLeaves(slot))
      const most = surplus > 0 ? PARTICIPATION * surplus : 0
      const least = surplus < 0 ? -PARTICIPATION * surplus : 0
      h.charge[k] = Math.min(h.charge[k], most + Math.max(0, position))
      h.discharge[k] = Math.min(h.discharge[k], least + Math.max(0, -position))
    }
    this.#reserveOwnUse(view)
    this.programme.solve(h)
    for (let k = 0; k < h.slots; k++) {
      h.charge[k] = this.#charge[k]
      h.discharge[k] = this.#discharge[k]
    }
    this.#promiseOwnUse()
    this.headroom.update(h, this.promises)
  }

  /** What the plan trades in slot k beyond what is contracted [Wh]; energy for the site's own load is not for sale. */
  wish(k: number): number {
    const { charge, discharge } = this.programme
    return charge[k] - Math.max(0, discharge[k] - this.#own[k]) - this.promises.committed[k] - this.#promised[k]
  }

  /** The site's own load, worth its retail price to an owner who wants it met from the own store. */
  #reserveOwnUse(view: View): void {
    const h = this.horizon
    for (let k = 0; k < h.slots; k++) {
      if (this.#own[k] <= 0) continue
      h.load[k] += this.#own[k]
      h.buy[k] = Math.max(h.buy[k], seriesAt(view.tariff.retail, this.first + k))
    }
  }

  /** Planned own use is promised like a sale, so that no order takes it. */
  #promiseOwnUse(): void {
    for (let k = 0; k < this.horizon.slots; k++) {
      const used = Math.min(this.#own[k], this.programme.discharge[k])
      this.#promised[k] = used
      this.promises.committed[k] -= used
    }
  }

  /** State of charge at the start of slot k by what is contracted before it, resting orders not counted. */
  expectedSoc(settings: StoreSettings, k: number): number {
    const { horizon: h, promises: p } = this
    let stored = h.stored
    for (let j = 0; j < k; j++) {
      const flow = p.committed[j]
      stored += flow > 0 ? flow * h.chargeEfficiency : flow / h.dischargeEfficiency
      stored = Math.max(h.floor[j], Math.min(h.ceiling, stored - h.trip[j]))
    }
    return stored / settings.capacity
  }

  /** Away: no terminal, driving spread over the absence, and the departure charge as a floor in front of it. */
  #drive(settings: StoreSettings, { trips }: VehicleTerms): void {
    const h = this.horizon
    const { slotLength, capacity } = settings
    const start = this.first * slotLength
    const end = start + h.slots * slotLength
    for (const trip of trips) {
      if (trip.arrival <= start) continue
      if (trip.departure > end) break
      const from = Math.floor((trip.departure - start) / slotLength)
      const until = Math.ceil((trip.arrival - start) / slotLength)
      const perSlot = (trip.energy * slotLength) / (trip.arrival - trip.departure)
      for (let k = Math.max(0, from); k < Math.min(until, h.slots); k++) {
        h.charge[k] = 0
        h.discharge[k] = 0
        h.trip[k] = perSlot
      }
      if (from >= 1 && from <= h.slots) {
        h.floor[from - 1] = Math.min(h.ceiling, Math.max(h.floor[from - 1], trip.departureSoc * capacity))
      }
    }
  }
}

/** Load that the own roof is not expected to cover [Wh]. */
function ownNeed(view: View, slot: Slot): number {
  const need = seriesAt(view.forecast.load, slot) - seriesAt(view.forecast.generation, slot)
  return need > 0 ? need : 0
}

/** -1 where the slot is not due. */
function urgencyOf(view: View, slot: Slot): number {
  for (const due of view.due) if (due.slot === slot) return due.urgency
  return -1
}
