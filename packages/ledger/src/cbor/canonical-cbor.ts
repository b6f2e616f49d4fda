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
  return encode(value, rfc8949EncodeOptions)
}

/**
 * Reads bytes that are the one encoding of their value; undefined for all others. Whoever signs bytes must not be able
 * to write the same thing in two ways, so what a lenient reader would let pass is refused: the value is written again
 * and compared.
 */
export function decodeCanonical(bytes: Uint8Array): CborValue | undefined {
  if (!isShallow(bytes)) return undefined
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
 * Whether the values are of our kinds, few enough, and their arrays nested no deeper than we ever write them. The reader
 * below recurses, so 64 kB of array heads would exhaust its stack; and an array that claims more items than bytes remain
 * is refused before anything is made for it.
 */
function isShallow(bytes: Uint8Array): boolean {
  const open: number[] = []
  let at = 0
  for (let values = 0; at < bytes.length; values++) {
    if (values > MOST_VALUES) return false
    const major = bytes[at] >> 5
    const length = lengthAt(bytes, at)
    if (length === undefined) return false
    at += 1 + length.size
    if (major === 2 || major === 3) at += length.value
    if (at > bytes.length) return false
    if (major === 4) {
      if (length.value > bytes.length - at) return false
      open.push(length.value + 1) // itself is counted off below
      if (open.length > DEEPEST) return false
    } else if (major === 5 || major === 6 || (major === 7 && length.size > 0)) return false
    while (open.length > 0 && --open[open.length - 1] === 0) open.pop()
  }
  return true
}

/** The argument of the head at this byte; undefined where it is indefinite or longer than a safe integer. */
function lengthAt(bytes: Uint8Array, at: number): { readonly value: number; readonly size: number } | undefined {
  const short = bytes[at] & 31
  if (short < 24) return { value: short, size: 0 }
  if (short > 27) return undefined
  const size = 1 << (short - 24)
  if (at + size >= bytes.length) return undefined
  let value = 0
  for (let i = 1; i <= size; i++) value = value * 256 + bytes[at + i]
  return { value, size }
}
