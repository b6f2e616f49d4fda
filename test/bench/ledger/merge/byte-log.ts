/** Records one after the other in one piece of memory: as they come from the network, and as a store keeps them. */
export class ByteLog {
  #bytes = new Uint8Array(64 * 1024)
  readonly #ends: number[] = [0]

  constructor(records: Iterable<Uint8Array> = []) {
    for (const record of records) this.add(record)
  }

  get length(): number {
    return this.#ends.length - 1
  }

  add(record: Uint8Array): void {
    const from = this.#ends[this.length]
    const to = from + record.length
    if (to > this.#bytes.length) {
      const larger = new Uint8Array(2 * this.#bytes.length)
      larger.set(this.#bytes)
      this.#bytes = larger
    }
    this.#bytes.set(record, from)
    this.#ends.push(to)
  }

  at(place: number): Uint8Array {
    return this.#bytes.subarray(this.#ends[place], this.#ends[place + 1])
  }

  *[Symbol.iterator](): Iterator<Uint8Array> {
    for (let place = 0; place < this.length; place++) yield this.at(place)
  }
}
