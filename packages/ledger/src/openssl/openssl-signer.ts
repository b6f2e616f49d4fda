import { createPrivateKey, createPublicKey, randomBytes, sign } from 'node:crypto'
import { KEY_LENGTH } from '../entry/entry.js'
import type { Signer } from '../signature/signature-scheme.js'

/** DER of an Ed25519 private key up to the seed (RFC 8410). */
const PRIVATE_KEY = Buffer.from('302e020100300506032b657004220420', 'hex')

/** A new private key: 32 bytes from the operating system. Whoever has them is the account. */
export const newSeed = (): Uint8Array => new Uint8Array(randomBytes(KEY_LENGTH))

/** @param seed the private key of RFC 8032, 32 bytes. Throws RangeError for another length. */
export function opensslSigner(seed: Uint8Array): Signer {
  if (seed.length !== KEY_LENGTH) throw new RangeError(`a seed has ${KEY_LENGTH} bytes, not ${seed.length}`)
  const held = createPrivateKey({ key: Buffer.concat([PRIVATE_KEY, seed]), format: 'der', type: 'pkcs8' })
  const der = createPublicKey(held).export({ format: 'der', type: 'spki' })
  return {
    key: new Uint8Array(der.subarray(-KEY_LENGTH)),
    sign: (message) => new Uint8Array(sign(null, message, held)),
  }
}
