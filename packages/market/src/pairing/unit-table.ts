/** Balanced units as they are found: parallel columns, of which the first `count` entries hold units. */
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

  /** Make room for so many more units. */
  reserve(more: number): void {
    const needed = this.count + more
    if (needed <= this.buy.length) return
    const { buy, sell, quantity } = this
    const capacity = Math.max(needed, 2 * buy.length)
    this.buy = new Int32Array(capacity)
    this.sell = new Int32Array(capacity)
    this.quantity = new Float64Array(capacity)
    this.buy.set(buy)
    this.sell.set(sell)
    this.quantity.set(quantity)
  }

  add(buy: number, sell: number, quantity: number): void {
    this.reserve(1)
    const unit = this.count++
    this.buy[unit] = buy
    this.sell[unit] = sell
    this.quantity[unit] = quantity
  }
}
