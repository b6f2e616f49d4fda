import { type CborValue, FOLLOWED_BY, MAJOR, SIMPLE } from './cbor-value.js'

/** A first byte and eight more. */
const LONGEST_HEAD = 9

/** Above it a text is measured before it is written, for in UTF-8 a unit may become three bytes [units]. */
const SHORT_TEXT = 64

const encoder = new TextEncoder()

/** Writes values one after another into memory that is used again. */
export class CborWriter {
  #bytes = new Uint8Array(4096)
  #at = 0

  /** @returns the bytes of one value, a copy of their own. Throws RangeError at what the format does not have. */
  write(value: CborValue): Uint8Array {
    this.#at = 0
    this.#value(value)
    return this.#bytes.slice(0, this.#at)
  }

  #value(value: CborValue): void {
    if (typeof value === 'number') this.#integer(value)
    else if (value instanceof Uint8Array) this.#chunk(value)
    else if (typeof value === 'string') this.#text(value)
    else if (Array.isArray(value)) {
      this.#head(MAJOR.array, value.length)
      for (let i = 0; i < value.length; i++) this.#value(value[i])
    } else if (value === null) this.#head(MAJOR.simple, SIMPLE.null)
    else if (typeof value === 'boolean') this.#head(MAJOR.simple, value ? SIMPLE.true : SIMPLE.false)
    else throw new RangeError(`${typeof value} is nothing that peers write`)
  }

  #integer(value: number): void {
    if (!Number.isSafeInteger(value)) throw new RangeError(`${value} is no safe integer`)
    if (value < 0) this.#head(MAJOR.negative, -1 - value)
    else this.#head(MAJOR.natural, value)
  }

  #chunk(chunk: Uint8Array): void {
    this.#head(MAJOR.bytes, chunk.length)
    this.#reserve(chunk.length)
    this.#bytes.set(chunk, this.#at)
    this.#at += chunk.length
  }

  #text(text: string): void {
    if (text.length > SHORT_TEXT || !this.#ascii(text)) this.#utf8(text)
  }

  /** @returns whether it was written: every unit is one byte. */
  #ascii(text: string): boolean {
    const begun = this.#at
    this.#head(MAJOR.text, text.length)
    this.#reserve(text.length)
    for (let i = 0; i < text.length; i++) {
      const unit = text.charCodeAt(i)
      if (unit > 0x7f) {
        this.#at = begun
        return false
      }
      this.#bytes[this.#at++] = unit
    }
    return true
  }

  #utf8(text: string): void {
    const encoded = encoder.encode(text)
    this.#head(MAJOR.text, encoded.length)
    this.#reserve(encoded.length)
    this.#bytes.set(encoded, this.#at)
    this.#at += encoded.length
  }

  /** A kind with its argument, in as few bytes as it needs. */
  #head(major: number, argument: number): void {
    this.#reserve(LONGEST_HEAD)
    const kind = major << 5
    const bytes = this.#bytes
    if (argument < FOLLOWED_BY.one) {
      bytes[this.#at++] = kind | argument
    } else if (argument < 2 ** 8) {
      bytes[this.#at++] = kind | FOLLOWED_BY.one
      bytes[this.#at++] = argument
    } else if (argument < 2 ** 16) {
      bytes[this.#at++] = kind | FOLLOWED_BY.two
      bytes[this.#at++] = argument >>> 8
      bytes[this.#at++] = argument
    } else if (argument < 2 ** 32) {
      bytes[this.#at++] = kind | FOLLOWED_BY.four
      this.#word(argument)
    } else {
      bytes[this.#at++] = kind | FOLLOWED_BY.eight
      this.#word(Math.floor(argument / 2 ** 32))
      this.#word(argument % 2 ** 32)
    }
  }

  #word(word: number): void {
    const bytes = this.#bytes
    bytes[this.#at++] = word >>> 24
    bytes[this.#at++] = word >>> 16
    bytes[this.#at++] = word >>> 8
    bytes[this.#at++] = word
  }

  #reserve(length: number): void {
    if (this.#at + length <= this.#bytes.length) return
    const longer = new Uint8Array(Math.max(2 * this.#bytes.length, this.#at + length))
    longer.set(this.#bytes.subarray(0, this.#at))
    this.#bytes = longer
  }
}
