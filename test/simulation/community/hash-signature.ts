import { createHash } from 'node:crypto'
import { isSoundKey, KEY_LENGTH, type SignatureScheme, type Signer } from '@jazzgrid/ledger'

const SALT_LENGTH = 32

/** A signer that can sign one message in many ways, as whoever draws its nonces anew can with Ed25519. */
export interface SaltedSigner extends Signer {
  signWith(salt: Uint8Array, message: Uint8Array): Uint8Array
}

/**
 * Signatures for mass simulation, some hundred times as fast as Ed25519: a sum over a secret that only the signer has and
 * this object, which verifies for everybody. A liar that has no other's signer cannot sign for another, for no liar looks
 * for collisions.
 */
export class HashSignatures implements SignatureScheme {
  readonly #secrets = new Map<number, Uint8Array>()

  /** The same name gives the same signer. */
  signer(name: string): SaltedSigner {
    const { key, secret } = drawn(name)
    this.#secrets.set(shortOf(key), secret)
    const signWith = (salt: Uint8Array, message: Uint8Array) => sealed(secret, salt, message)
    return { key, signWith, sign: (message) => signWith(NO_SALT, message) }
  }

  verify(key: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean {
    const secret = this.#secrets.get(shortOf(key))
    return (
      secret !== undefined && Buffer.compare(sealed(secret, signature.subarray(KEY_LENGTH), message), signature) === 0
    )
  }
}

const NO_SALT = new Uint8Array(SALT_LENGTH)

/** Two sums over secret, salt and message that stir each other, drawn out to 32 bytes (after MurmurHash3). */
function sealed(secret: Uint8Array, salt: Uint8Array, message: Uint8Array): Uint8Array {
  const signature = new Uint8Array(KEY_LENGTH + SALT_LENGTH)
  let one = 0x9747b28c
  let other = message.length
  for (const part of [secret, salt, message]) {
    for (let i = 0; i < part.length; i++) {
      one = Math.imul(one ^ part[i], 0x5bd1e995)
      one ^= one >>> 15
      other = Math.imul(other + part[i], 0x85ebca6b) ^ one
      other ^= other >>> 13
    }
  }
  for (let i = 0; i < KEY_LENGTH; i++) {
    one = Math.imul(one ^ other ^ i, 0xc2b2ae35)
    one ^= one >>> 16
    other = Math.imul(other + one, 0x85ebca6b)
    other ^= other >>> 13
    signature[i] = one ^ other
  }
  signature.set(salt, KEY_LENGTH)
  return signature
}

const shortOf = (key: Uint8Array): number => (key[0] << 24) | (key[1] << 16) | (key[2] << 8) | key[3]

const draws = new Map<string, { readonly key: Uint8Array; readonly secret: Uint8Array }>()

/** Keys are points of the curve, or nobody would be admitted with them. About every second draw is one. */
function drawn(name: string): { readonly key: Uint8Array; readonly secret: Uint8Array } {
  const known = draws.get(name)
  if (known !== undefined) return known
  for (let draw = 0; ; draw++) {
    const key = new Uint8Array(createHash('sha256').update(`${name}/${draw}`).digest())
    if (!isSoundKey(key)) continue
    const found = { key, secret: new Uint8Array(createHash('sha256').update(`secret of ${name}`).digest()) }
    draws.set(name, found)
    return found
  }
}
