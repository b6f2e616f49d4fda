import { KEY_LENGTH } from '../entry/entry.js'

export const P = 2n ** 255n - 19n

/** y of the points of order 8, which are four: either y with either sign of x. */
const ORDER_8 = 2707385501144840649318225287225658788936804267575313519463743609750303402022n

/**
 * y of all points of small order: 1 has order 1, -1 order 2, 0 order 4. Written with either sign they are the fourteen
 * encodings that lenient readers take for the eight points; 0 and 1 can also be written with p added.
 */
const SMALL_Y = [0n, 1n, P - 1n, ORDER_8, P - ORDER_8, P, P + 1n]

/** By their first byte, which is another for each: a point that somebody drew is nearly always told by that. */
const BY_FIRST_BYTE = new Map(SMALL_Y.map(littleEndian).map((encoding) => [encoding[0], encoding]))

/** Whether 32 bytes that encode a point of edwards25519 encode one of order 1, 2, 4 or 8, canonically or not. */
export function isSmallOrder(point: Uint8Array): boolean {
  const small = BY_FIRST_BYTE.get(point[0])
  if (small === undefined) return false
  for (let i = 1; i < KEY_LENGTH - 1; i++) if (point[i] !== small[i]) return false
  return (point[KEY_LENGTH - 1] & 0x7f) === small[KEY_LENGTH - 1] // the highest bit is the sign
}

function littleEndian(value: bigint): Uint8Array {
  return Uint8Array.from({ length: KEY_LENGTH }, (_, i) => Number((value >> BigInt(8 * i)) & 0xffn))
}
