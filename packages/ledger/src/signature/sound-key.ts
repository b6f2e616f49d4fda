import { KEY_LENGTH } from '../entry/entry.js'
import { isSmallOrder, P } from './small-order.js'

/** Why bytes are refused as somebody's public key. */
export type KeyFlaw =
  /** Not 32 bytes. */
  | 'length'
  /** One of the eight points of small order, however written: one signature fits any message. */
  | 'small-order'
  /** y is 2^255-19 or more: the point has another encoding. */
  | 'not-canonical'
  /** No point of the curve has this y. */
  | 'not-on-curve'

/** -121665/121666, the d of edwards25519: -x^2 + y^2 = 1 + d x^2 y^2 (RFC 8032, section 5.1). */
const D = 37095705934669439343138083508754565189542113879843219016388785533085940283555n

/**
 * What is wrong with a public key; undefined where nothing is. Implementations of Ed25519 disagree about the keys that
 * are refused here, and some of those verify signatures that nobody made (Chalkias, Garillot and Nikolaenko 2020, "Taming
 * the many EdDSAs"). It says nothing of whether somebody holds the private key: see `possessionMessage`.
 */
export function keyFlaw(key: Uint8Array): KeyFlaw | undefined {
  if (key.length !== KEY_LENGTH) return 'length'
  if (isSmallOrder(key)) return 'small-order' // with it all points whose x is 0, which have no sign
  const y = littleEndian(key) % 2n ** 255n
  if (y >= P) return 'not-canonical'
  // x^2 = u/v, and by Euler u/v is a square exactly if u*v is one, whose power (p-1)/2 is then 1
  const ySquared = (y * y) % P
  return power((ySquared - 1n) * (D * ySquared + 1n), (P - 1n) / 2n) === 1n ? undefined : 'not-on-curve'
}

export const isSoundKey = (key: Uint8Array): boolean => keyFlaw(key) === undefined

function littleEndian(bytes: Uint8Array): bigint {
  let digits = ''
  for (const byte of bytes) digits = byte.toString(16).padStart(2, '0') + digits
  return BigInt(`0x${digits}`)
}

function power(base: bigint, exponent: bigint): bigint {
  let result = 1n
  let square = base % P
  for (let left = exponent; left > 0n; left >>= 1n) {
    if (left & 1n) result = (result * square) % P
    square = (square * square) % P
  }
  return result
}
