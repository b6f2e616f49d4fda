/** Bytes of the longest integer: 54 bits by 7. */
const LONGEST = 8

/**
 * Canonical bytes of what happened in a round: a code a kind of event, then its integers. Integers are LEB128 with the
 * sign in the lowest bit (zigzag), shortest form, so equal results give equal bytes everywhere.
 */
export class ResultBytes {
  #bytes = new Uint8Array(4096)
  #length = 0

  get length(): number {
    return this.#length
  }

  /** The bytes so far; valid until the next write. */
  get view(): Uint8Array {
    return this.#bytes.subarray(0, this.#length)
  }

  clear(): void {
    this.#length = 0
  }

  /** @param value safe integer with |value| <= 2^52. */
  integer(value: number): void {
    if (this.#length + LONGEST > this.#bytes.length) this.#grow()
    let rest = value < 0 ? -2 * value - 1 : 2 * value
    while (rest >= 2 ** 31) {
      this.#bytes[this.#length++] = (rest % 128) | 128
      rest = Math.floor(rest / 128)
    }
    while (rest >= 128) {
      this.#bytes[this.#length++] = (rest & 127) | 128
      rest >>>= 7
    }
    this.#bytes[this.#length++] = rest
  }

  #grow(): void {
    const wider = new Uint8Array(2 * this.#bytes.length)
    wider.set(this.#bytes)
    this.#bytes = wider
  }
}
