/** Balanced units as they are found: parallel columns that grow by doubling. */
export class UnitTable {
  count = 0
  buy: Int32Array
  sell: Int32Array
  quantity: Float64Array

  constructor(capacity: number) {
    this.buy = new Int32Array(capacity)
    this.sell = new Int32Array(capacity)
    this.quantity = new Float64Array(capacity)
  }

  add(buy: number, sell: number, quantity: number): void {
    const unit = this.count++
    if (unit === this.buy.length) this.#grow()
    this.buy[unit] = buy
    this.sell[unit] = sell
    this.quantity[unit] = quantity
  }

  #grow(): void {
    const { buy, sell, quantity } = this
    const capacity = 2 * buy.length + 16
    this.buy = new Int32Array(capacity)
    this.sell = new Int32Array(capacity)
    this.quantity = new Float64Array(capacity)
    this.buy.set(buy)
    this.sell.set(sell)
    this.quantity.set(quantity)
  }
}
