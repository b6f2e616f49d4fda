import { decode, encode, rfc8949EncodeOptions } from 'cborg'

/** What is written between peers: no maps, floats, tags or undefined, and integers of at most 53 bits. */
export type CborValue = number | string | boolean | null | Uint8Array | readonly CborValue[]

/** Arrays within arrays. An evidence entry in a frame of entries in a reply needs five. */
const DEEPEST = 8

/** Values in a message: a vector of 4 MiB has some 125,000. Each costs a reader far more than its byte. */
const MOST_VALUES = 2 ** 18

const STRICT = {
  strict: true,
  allowIndefinite: false,
  allowUndefined: false,
  allowBigInt: false,
  allowInfinity: false,
  allowNaN: false,
  rejectDuplicateMapKeys: true,
} as const

/** The one encoding of a value: definite lengths and shortest integers (RFC 8949, section 4.2.1). */
export function encodeCanonical(value: CborValue): Uint8Array {
  const bytes = encode(value, rfc8949EncodeOptions)
  // in Node it may be a piece of a shared Buffer, whose slices would be views and whose memory stays as long as they do
  return bytes.length === bytes.buffer.byteLength ? bytes : new Uint8Array(bytes)
}

/**
 * Reads bytes that are the one encoding of their value; undefined for all others. Whoever signs bytes must not be able
 * to write the same thing in two ways, so what a lenient reader would let pass is refused: the value is written again
 * and compared.
 */
export function decodeCanonical(bytes: Uint8Array): CborValue | undefined {
  if (!isPlain(bytes)) return undefined
  try {
    const value = decode(bytes, STRICT) as CborValue
    return sameBytes(encodeCanonical(value), bytes) ? value : undefined
  } catch {
    return undefined
  }
}

export function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  if (a.length !== b.length) return false
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false
  return true
}

/** By the first byte that differs, then the shorter first. */
export function compareBytes(a: Uint8Array, b: Uint8Array): number {
  const length = Math.min(a.length, b.length)
  for (let i = 0; i < length; i++) if (a[i] !== b[i]) return a[i] - b[i]
  return a.length - b.length
}

/**
 * Whether the bytes are one value of our kinds, with shortest lengths, few enough items, and arrays nested no deeper than we
 * ever write them; all but whether texts are UTF-8. The reader below recurses, so 64 kB of array heads would exhaust its
 * stack; it throws, which costs whoever is flooded ten times what this walk does; and it must make nothing for an array
 * that claims more items than bytes remain.
 */
function isPlain(bytes: Uint8Array): boolean {
  /** Items that the arrays around have still to come. */
  const open: number[] = []
  let at = 0
  for (let values = 0; values < MOST_VALUES; values++) {
    if (at >= bytes.length) return false
    const major = bytes[at] >> 5
    const short = bytes[at] & 31
    const size = short < 24 ? 0 : 1 << (short - 24)
    if (size > 8 || at + size >= bytes.length) return false
    let argument = short
    if (size > 0) {
      argument = 0
      for (let i = 1; i <= size; i++) argument = argument * 256 + bytes[at + i]
      if (argument < FIRST_OF_SIZE[size]) return false
    }
    at += 1 + size
    if (major === 0 || major === 1) {
      if (argument + major > Number.MAX_SAFE_INTEGER) return false
    } else if (major === 2 || major === 3) {
      at += argument
      if (at > bytes.length) return false
    } else if (major === 4) {
      if (argument > bytes.length - at) return false
      open.push(argument + 1) // itself is counted off below
      if (open.length > DEEPEST) return false
    } else if (major !== 7 || size > 0 || argument < FALSE || argument > NULL) return false
    while (open.length > 0 && --open[open.length - 1] === 0) open.pop()
    if (open.length === 0) return at === bytes.length
  }
  return false
}

/** The first argument that needs so many bytes. */
const FIRST_OF_SIZE: Readonly<Record<number, number>> = { 1: 24, 2: 2 ** 8, 4: 2 ** 16, 8: 2 ** 32 }

/** Simple values: false, true, null. */
const FALSE = 20
const NULL = 22
