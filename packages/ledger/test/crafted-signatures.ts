import type { SignatureVector } from '../src/conformance/signature-vectors.js'
import { add, BASE, bytesOf, challenge, encoded, IDENTITY, L, P, type Point, TORSION, times } from './edwards25519.js'

type CraftedSignature = Omit<SignatureVector, 'key' | 'message' | 'signature'> & {
  readonly key: Uint8Array
  readonly message: Uint8Array
  readonly signature: Uint8Array
}

/** Private scalar and nonce of all of them; nothing rests on their secrecy. */
const A = 0x1234567890abcdef1234567890abcdef1234567890abcdefn
const R = 0xfedcba0987654321fedcba0987654321fedcba098765432n

const SIGN = 2n ** 255n
const OWN = encoded(times(A, BASE))
const NONCE = encoded(times(R, BASE))

const text = (words: string): Uint8Array => new TextEncoder().encode(words)
const joined = (r: Uint8Array, s: bigint): Uint8Array => Uint8Array.from([...r, ...bytesOf(s)])

/** Sign with scalar `a` for the key as it is written, and with nonce `r` written as it is. */
function signed(key: Uint8Array, message: Uint8Array, nonce: Uint8Array, r: bigint, a: bigint): Uint8Array {
  return joined(nonce, (r + challenge(nonce, key, message) * a) % L)
}

/** The first of some messages whose challenge is, or is not, a multiple of 8. */
function messageWith(isMultiple: boolean, nonce: Uint8Array, key: Uint8Array): Uint8Array {
  for (let i = 0; ; i++) {
    const message = text(`message ${i}`)
    if ((challenge(nonce, key, message) % 8n === 0n) === isMultiple) return message
  }
}

const MESSAGE = text('an order')
const HONEST = signed(OWN, MESSAGE, NONCE, R, A)
const S = BigInt(`0x${Buffer.from(HONEST.slice(32)).reverse().toString('hex')}`)
const plus = (point: Point, other: Point): Uint8Array => encoded(add(point, other))
const MIXED = plus(times(A, BASE), TORSION)
const MIXED_NONCE = plus(times(R, BASE), TORSION)
const NEUTRAL = encoded(IDENTITY)

const own = (name: string, signature: Uint8Array, isValid: boolean): CraftedSignature => ({
  name,
  key: OWN,
  message: MESSAGE,
  signature,
  isValid,
  isSoundKey: true,
})

/** A key that nobody holds, under a signature that needs no holder: R is S B, and h A the neutral point. */
function holderless(name: string, key: Uint8Array): CraftedSignature {
  const message = messageWith(true, NONCE, key)
  return { name, key, message, signature: joined(NONCE, R), isValid: false, isSoundKey: false }
}

const mixed = (name: string, isMultiple: boolean, isValid: boolean): CraftedSignature => {
  const message = messageWith(isMultiple, NONCE, MIXED)
  return { name, key: MIXED, message, signature: signed(MIXED, message, NONCE, R, A), isValid, isSoundKey: true }
}

const CRAFTED: readonly CraftedSignature[] = [
  own('an honest signature', HONEST, true),
  own('S one group order higher', joined(NONCE, S + L), false),
  own('S as high as 256 bits allow', joined(NONCE, S + L * ((2n ** 256n - 1n - S) / L)), false),
  own('S of exactly the group order, R neutral', joined(NEUTRAL, L), false),
  own('R neutral, from a nonce of 0', signed(OWN, MESSAGE, NEUTRAL, 0n, A), false),
  own('R neutral, with y written as p + 1', signed(OWN, MESSAGE, bytesOf(P + 1n), 0n, A), false),
  own('R neutral, with the sign of x = 0', signed(OWN, MESSAGE, bytesOf(1n + SIGN), 0n, A), false),
  own('R of order 2', signed(OWN, MESSAGE, encoded(times(4n, TORSION)), 0n, A), false),
  own('R of order 8', signed(OWN, MESSAGE, encoded(TORSION), 0n, A), false),
  own('R with a part of order 8', signed(OWN, MESSAGE, MIXED_NONCE, R, A), false),
  mixed('a key with a part of order 8, challenge a multiple of 8', true, true),
  mixed('a key with a part of order 8, any other challenge', false, false),
  holderless('the neutral key', NEUTRAL),
  holderless('the neutral key with y written as p + 1', bytesOf(P + 1n)),
  holderless('the neutral key with the sign of x = 0', bytesOf(1n + SIGN)),
  holderless('a key of order 2', encoded(times(4n, TORSION))),
  holderless('a key of order 8', encoded(TORSION)),
  holderless('a key that is no point', bytesOf(2n)),
]

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex')

/** The vectors that the conformance suite ships, made anew. */
export const CRAFTED_SIGNATURES: readonly SignatureVector[] = CRAFTED.map(
  ({ name, isValid, isSoundKey, ...bytes }) => ({
    name,
    key: hex(bytes.key),
    message: hex(bytes.message),
    signature: hex(bytes.signature),
    isValid,
    isSoundKey,
  }),
)
