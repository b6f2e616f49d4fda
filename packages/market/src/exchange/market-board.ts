import type { Slot } from '@jazzgrid/units'
import type { MarketData } from './market-data.js'
import { type MarketRules, priceAt } from './market-rules.js'
import type { OpenProducts } from './matching/open-products.js'
import type { Product } from './matching/product.js'

/** Market data as a ring of rows: a slot's row is its remainder, and one more row is what a slot that is not open reads. */
export class MarketBoard implements MarketData {
  readonly bestBid: Float64Array
  readonly bestOffer: Float64Array
  readonly bidDepth: Float64Array
  readonly offerDepth: Float64Array
  readonly lastPrice: Float64Array
  readonly lastQuantity: Float64Array
  readonly volume: Float64Array
  readonly orders: Float64Array
  readonly #rows: number
  readonly #rules: MarketRules
  readonly #products: OpenProducts

  constructor(rules: MarketRules, products: OpenProducts) {
    this.#rules = rules
    this.#products = products
    this.#rows = Math.ceil((rules.openBefore + rules.gateClosure) / rules.slotLength) + 2
    const column = (empty: number) => new Float64Array(this.#rows + 1).fill(empty)
    this.bestBid = column(Number.NaN)
    this.bestOffer = column(Number.NaN)
    this.bidDepth = column(0)
    this.offerDepth = column(0)
    this.lastPrice = column(Number.NaN)
    this.lastQuantity = column(0)
    this.volume = column(0)
    this.orders = column(0)
  }

  get first(): Slot {
    return this.#products.first
  }

  get last(): Slot {
    return this.#products.last
  }

  row(slot: Slot): number {
    return slot >= this.first && slot <= this.last ? modulo(slot, this.#rows) : this.#rows
  }

  write({ slot, book, lastPrice, lastQuantity, volume }: Product): void {
    const row = this.row(slot)
    this.bestBid[row] = this.#price(book.bestBid())
    this.bestOffer[row] = this.#price(book.bestOffer())
    this.bidDepth[row] = book.bidQuantity
    this.offerDepth[row] = book.offerQuantity
    this.orders[row] = book.size
    this.lastPrice[row] = lastPrice
    this.lastQuantity[row] = lastQuantity
    this.volume[row] = volume
  }

  /** Before its product is dropped. */
  clear(slot: Slot): void {
    const row = this.row(slot)
    for (const column of [this.bestBid, this.bestOffer, this.lastPrice]) column[row] = Number.NaN
    for (const column of [this.bidDepth, this.offerDepth, this.lastQuantity, this.volume, this.orders]) column[row] = 0
  }

  #price(level: number): number {
    return level < 0 ? Number.NaN : priceAt(this.#rules, level)
  }
}

const modulo = (value: number, by: number): number => ((value % by) + by) % by
