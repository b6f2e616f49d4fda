import { type CborValue, FOLLOWED_BY, MAJOR, SIMPLE } from './cbor-value.js'

/** Arrays within arrays. An evidence entry in a frame of entries in a reply needs five. */
const DEEPEST = 8

/** Values in a message: a vector of 4 MiB has some 125,000. Each costs a reader far more than its byte. */
const MOST_VALUES = 2 ** 18

/** Above it a text is left to the decoder [bytes]. */
const SHORT_TEXT = 64

/** Refuses what is no UTF-8, and keeps a byte order mark, which is a character like others here. */
const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/**
 * Reads one value, and only if the bytes are the one way to write it: shortest lengths, integers of 53 bits, no floats,
 * tags, maps or indefinite lengths, texts in UTF-8, and nothing behind it. Bounded, whatever the bytes claim: so many
 * values, so many arrays within arrays, and nothing made for items that there are no bytes for.
 */
export class CborReader {
  readonly #bytes: Uint8Array
  #at = 0
  #left = MOST_VALUES

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes
  }

  /** undefined where the bytes are no value, or not in its one form. */
  read(): CborValue | undefined {
    const value = this.#value(0)
    return this.#at === this.#bytes.length ? value : undefined
  }

  #value(depth: number): CborValue | undefined {
    const bytes = this.#bytes
    if (this.#at >= bytes.length || --this.#left < 0) return undefined
    const first = bytes[this.#at++]
    const major = first >> 5
    const short = first & 31
    const argument = short < FOLLOWED_BY.one ? short : this.#argument(short)
    if (argument < 0) return undefined
    switch (major) {
      case MAJOR.natural:
        return argument <= Number.MAX_SAFE_INTEGER ? argument : undefined
      case MAJOR.negative:
        return argument < Number.MAX_SAFE_INTEGER ? -1 - argument : undefined
      case MAJOR.bytes:
        return this.#chunk(argument)
      case MAJOR.text:
        return this.#text(argument)
      case MAJOR.array:
        return depth < DEEPEST ? this.#array(argument, depth + 1) : undefined
      case MAJOR.simple:
        return short < FOLLOWED_BY.one ? simple(argument) : undefined
      default:
        return undefined
    }
  }

  /** -1 where it is not all there, or would have fitted into fewer bytes. */
  #argument(short: number): number {
    if (short > FOLLOWED_BY.eight) return -1
    const size = 1 << (short - FOLLOWED_BY.one)
    const bytes = this.#bytes
    if (this.#at + size > bytes.length) return -1
    let argument = 0
    for (let i = 0; i < size; i++) argument = argument * 256 + bytes[this.#at++]
    return argument < FIRST_OF_SIZE[size] ? -1 : argument
  }

  #chunk(length: number): Uint8Array | undefined {
    const end = this.#at + length
    if (end > this.#bytes.length) return undefined
    // of its own, also where what is read is a Buffer, whose slices are views
    const chunk = new Uint8Array(this.#bytes.subarray(this.#at, end))
    this.#at = end
    return chunk
  }

  #text(length: number): string | undefined {
    const end = this.#at + length
    if (end > this.#bytes.length) return undefined
    const begun = this.#at
    this.#at = end
    return (length <= SHORT_TEXT ? this.#ascii(begun, end) : undefined) ?? this.#utf8(begun, end)
  }

  #ascii(from: number, to: number): string | undefined {
    let text = ''
    for (let i = from; i < to; i++) {
      if (this.#bytes[i] > 0x7f) return undefined
      text += String.fromCharCode(this.#bytes[i])
    }
    return text
  }

  #utf8(from: number, to: number): string | undefined {
    try {
      return decoder.decode(this.#bytes.subarray(from, to))
    } catch {
      return undefined
    }
  }

  #array(length: number, depth: number): CborValue[] | undefined {
    // every item has a byte at least
    if (length > this.#bytes.length - this.#at) return undefined
    const items: CborValue[] = []
    for (let i = 0; i < length; i++) {
      const item = this.#value(depth)
      if (item === undefined) return undefined
      items.push(item)
    }
    return items
  }
}

/** The first argument that needs so many bytes. */
const FIRST_OF_SIZE: Readonly<Record<number, number>> = { 1: 24, 2: 2 ** 8, 4: 2 ** 16, 8: 2 ** 32 }

function simple(argument: number): boolean | null | undefined {
  if (argument === SIMPLE.null) return null
  return argument === SIMPLE.true ? true : argument === SIMPLE.false ? false : undefined
}
