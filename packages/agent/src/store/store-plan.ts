import type { Side } from '@jazzgrid/market'
import { HOUR, type Slot } from '@jazzgrid/units'
import { Headroom, type Promises, promises } from '../reserve/headroom.js'
import { seriesAt, type View } from '../strategy/signal.js'
import type { Book } from '../strategy/strategy.js'
import { type StorageHorizon, storageHorizon } from '../value/storage-horizon.js'
import { ValueProgramme } from '../value/value-programme.js'
import { BooksAhead } from './books-ahead.js'
import { driveAhead } from './driving-ahead.js'
import { DOUBT, PricesAhead } from './prices-ahead.js'
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
 * promised. A workspace that serves any number of agents one after another: of one agent nothing is left for the next, and
 * what all of them see alike is kept while the same series come in (PricesAhead, BooksAhead).
 */
export class StorePlan {
  readonly horizon: StorageHorizon = storageHorizon(LONGEST)
  readonly promises: Promises & { readonly tripLeast: Float64Array } = {
    ...promises(LONGEST),
    tripLeast: new Float64Array(LONGEST),
  }
  readonly programme = new ValueProgramme()
  readonly headroom = new Headroom()
  /** Slot of index 0: the one that is being delivered. */
  first: Slot = 0
  readonly #ahead = new PricesAhead(LONGEST)
  readonly #books = new BooksAhead(LONGEST)
  /** Slots in which a book holds the plan back, and the ratings there. */
  readonly #limited = new Int32Array(LONGEST)
  /** Price at which the slot is expected to trade. */
  readonly expected = this.#ahead.expected
  /** What may be quoted of the plan, purchases positive [Wh, whole lots]. */
  readonly granted = new Float64Array(LONGEST)
  /** Own load to be met from the store [Wh]. */
  readonly #own = new Float64Array(LONGEST)
  /** Of due slots, -1 where the slot is not due. */
  readonly #urgency = new Float64Array(LONGEST)
  readonly #charge = new Float64Array(LONGEST)
  readonly #discharge = new Float64Array(LONGEST)
  #unplugged = 0

  /** Whether the slot is part of the plan, and if so its index. */
  index(slot: Slot): number {
    const k = slot - this.first
    return k >= 0 && k < this.horizon.slots ? k : -1
  }

  /** Whether the store can neither take nor give anything in slot k. */
  hasNoTerminal(k: number): boolean {
    return this.horizon.charge[k] === 0 && this.horizon.discharge[k] === 0
  }

  /** Why a vehicle has no terminal in slot k. */
  absence(k: number): 'away' | 'unplugged' {
    return k < this.#unplugged ? 'unplugged' : 'away'
  }

  /**
   * Fill the horizon with what the view says. Resting orders of due slots are not counted: their quotes are being made
   * anew, and a cancellation is executed before anything is matched. Slots without a price are planned at the one before,
   * as far as there are promises to keep, and not quoted at any value.
   */
  look(settings: StoreSettings, view: View, book: Book, vehicle?: VehicleTerms): void {
    const h = this.horizon
    const first = Math.floor(view.now / settings.slotLength)
    const prices = view.forecast.price
    const last = Math.max(prices.first + prices.values.length, book.lastSlot + 1)
    // nothing can be planned before the first reading of the store
    h.slots = Number.isNaN(view.telemetry.soc) ? 0 : Math.max(0, Math.min(LONGEST, last - first))
    h.stored = view.telemetry.soc * settings.capacity
    h.ceiling = settings.maximumSoc * settings.capacity
    h.chargeEfficiency = settings.chargeEfficiency
    h.dischargeEfficiency = settings.dischargeEfficiency
    h.wear = settings.wear
    this.first = first
    const perSlot = settings.slotLength / HOUR
    const bottom = settings.minimumSoc * settings.capacity
    this.#ahead.look(prices, view.tariff, first, h.slots)
    const { sell, buy } = this.#ahead
    const charge = settings.charge * perSlot
    const discharge = vehicle?.v2g === false ? 0 : settings.discharge * perSlot
    for (let k = 0; k < h.slots; k++) {
      h.sell[k] = sell[k]
      h.buy[k] = buy[k]
      h.charge[k] = charge
      h.discharge[k] = discharge
      h.trip[k] = 0
      h.floor[k] = bottom
      this.promises.tripLeast[k] = 0
      this.#own[k] = settings.ownUse && k > 0 ? ownNeed(view, first + k) : 0
    }
    this.#promised(view, book)
    this.#unplugged = 0
    if (vehicle !== undefined) {
      this.#unplugged = driveAhead(h, settings, vehicle, first, view.telemetry.plugged)
      this.#forgetUnmet()
      this.#driveAtLeast(bottom)
    }
    // what is left at the end is worth what an average slot would pay for it
    h.terminalWorth = [Math.max(0, (this.#ahead.mean - settings.wear) * settings.dischargeEfficiency)]
  }

  /** What is contracted and what rests, as far as anything does. */
  #promised(view: View, book: Book): void {
    const { committed, bids, offers } = this.promises
    const { load, slots } = this.horizon
    for (let k = 0; k < slots; k++) {
      committed[k] = 0
      bids[k] = 0
      offers[k] = 0
      load[k] = 0
      this.#urgency[k] = -1
    }
    for (const { slot, urgency } of view.due) {
      const k = this.index(slot)
      if (k >= 0) this.#urgency[k] = urgency
    }
    const count = Math.min(slots, book.lastSlot - this.first + 1)
    for (let k = 0; k < count; k++) {
      const slot = this.first + k
      committed[k] = book.position(slot)
      bids[k] = this.#urgency[k] >= 0 ? 0 : book.bidLeaves(slot)
      offers[k] = this.#urgency[k] >= 0 ? 0 : book.offerLeaves(slot)
    }
    // the setpoint of the running slot may do more than was contracted
    if (!Number.isNaN(view.telemetry.running)) committed[0] = view.telemetry.running
    for (let k = 0; k < Math.max(1, count); k++) load[k] = -committed[k]
  }

  /**
   * Work out values and headroom of what was looked at. What a plan may count on is what the books show: energy that is
   * on offer beyond the demand, or wanted beyond the supply. A plan that took any amount at the expected price would value
   * stored energy as if cheap energy never ran out, and all stores would queue for the same slot.
   * @param delivering index of the slot that is handed over for delivery, if one is.
   */
  think(settings: StoreSettings, view: View, book: Book, delivering = -1): void {
    const { horizon: h } = this
    if (h.slots === 0) return
    const { busy, surplus } = this.#books
    this.#books.look(view.price, this.first, h.slots)
    let limited = 0
    for (let i = 0; i < this.#books.count; i++) {
      const k = busy[i]
      // a gate that is about to close leaves no time to be choosy: there the limit price alone decides;
      // and a slot that is being delivered is balanced with the supplier, not with a book
      if (k === delivering || this.#urgency[k] >= settings.turn) continue
      const slot = this.first + k
      const position = this.promises.committed[k]
      const others = surplus[k] - book.offerLeaves(slot) + book.bidLeaves(slot)
      const most = others > 0 ? PARTICIPATION * others : 0
      const least = others < 0 ? -PARTICIPATION * others : 0
      this.#limited[limited++] = k
      this.#charge[k] = h.charge[k]
      this.#discharge[k] = h.discharge[k]
      h.charge[k] = Math.min(h.charge[k], most + Math.max(0, position))
      h.discharge[k] = Math.min(h.discharge[k], least + this.#own[k] + Math.max(0, -position))
    }
    if (settings.ownUse) this.#reserveOwnUse(view)
    this.programme.solve(h)
    // a slot's own demand and supply begin at what is contracted in it, and end at the rating
    for (let i = 0; i < limited; i++) {
      const k = this.#limited[i]
      h.charge[k] = this.#charge[k]
      h.discharge[k] = this.#discharge[k]
    }
    if (settings.ownUse) for (let k = 0; k < h.slots; k++) h.load[k] -= this.#own[k]
    this.headroom.update(h, this.promises)
  }

  /** What the plan trades in slot k beyond what is contracted [Wh]; energy for the site's own load is not for sale. */
  wish(k: number): number {
    const { charge, discharge } = this.programme
    return charge[k] - Math.max(0, discharge[k] - this.#own[k]) - this.promises.committed[k]
  }

  /**
   * Reserve what the plan does, slot after slot, as far as promises allow: the nearer use comes first, so that an offer for
   * tomorrow never takes the energy of tonight. Afterwards `granted` says what may be quoted, and the headroom what is
   * left.
   * @param until last slot that is to be quoted; what is used later cannot matter to it.
   */
  reserve(room: (slot: Slot, side: Side) => number, lot: number, until: Slot): void {
    const { horizon: h, promises: p, headroom, granted } = this
    const count = Math.min(h.slots, until - this.first + 1)
    for (let k = 0; k < count; k++) {
      granted[k] = 0
      const wish = this.wish(k)
      const slot = this.first + k
      if (wish >= lot) granted[k] = headroom.claim(h, p, k, 'buy', Math.min(wish, room(slot, 'buy')), lot)
      else if (wish <= -lot) granted[k] = -headroom.claim(h, p, k, 'sell', Math.min(-wish, room(slot, 'sell')), lot)
      const used = this.ownUse(k)
      if (used >= 1) headroom.claim(h, p, k, 'sell', used)
    }
  }

  /** What the plan discharges for the site's own load in slot k [Wh]. */
  ownUse(k: number): number {
    return Math.min(this.#own[k], this.programme.discharge[k])
  }

  /** The site's own load, worth its retail price to an owner who wants it met from the own store. */
  #reserveOwnUse(view: View): void {
    const h = this.horizon
    for (let k = 0; k < h.slots; k++) {
      if (this.#own[k] <= 0) continue
      h.load[k] += this.#own[k]
      const retail = seriesAt(view.tariff.retail, this.first + k) * (1 - DOUBT * k)
      if (retail > h.buy[k]) h.buy[k] = retail
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

  /** What was contracted for a slot without a terminal never reaches the store. */
  #forgetUnmet(): void {
    const { committed, bids, offers } = this.promises
    for (let k = 0; k < this.horizon.slots; k++) {
      if (!this.hasNoTerminal(k)) continue
      committed[k] = 0
      bids[k] = 0
      offers[k] = 0
    }
  }

  /**
   * What driving will take even so: a car that leaves without the charge for its way comes home with what it may not go
   * below, and has less room than the way would have made.
   */
  #driveAtLeast(bottom: number): void {
    const { horizon: h, promises: p } = this
    let stored = h.stored
    for (let k = 0; k < h.slots; k++) {
      const flow = p.committed[k] + p.bids[k]
      stored += flow > 0 ? flow * h.chargeEfficiency : flow / h.dischargeEfficiency
      p.tripLeast[k] = Math.max(0, Math.min(h.trip[k], stored - bottom))
      stored -= p.tripLeast[k]
    }
  }
}

/** Load that the own roof is not expected to cover [Wh]. */
function ownNeed(view: View, slot: Slot): number {
  const need = seriesAt(view.forecast.load, slot) - seriesAt(view.forecast.generation, slot)
  return Number.isNaN(need) ? 0 : Math.max(0, need)
}
