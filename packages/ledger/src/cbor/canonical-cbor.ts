import { CborReader } from './cbor-reader.js'
import type { CborValue } from './cbor-value.js'
import { CborWriter } from './cbor-writer.js'

export type { CborValue } from './cbor-value.js'

const writer = new CborWriter()

/**
 * The one encoding of a value: definite lengths and shortest integers (RFC 8949, section 4.2.1). The bytes are of their
 * own. Throws RangeError at a number that is no safe integer, and at what is no such value.
 */
export const encodeCanonical = (value: CborValue): Uint8Array => writer.write(value)

/**
 * Reads bytes that are the one encoding of their value; undefined for all others. Whoever signs bytes must not be able
 * to write the same thing in two ways, so what a lenient reader would let pass is refused.
 */
export const decodeCanonical = (bytes: Uint8Array): CborValue | undefined => new CborReader(bytes).read()

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
