import { KEY_LENGTH, type SignatureScheme, type Signer, sameBytes } from '@jazzgrid/ledger'
import { sha256 } from '@noble/hashes/sha2.js'

/**
 * Signatures for mass simulation, a hundred times as fast as Ed25519. They keep messages, places and keys apart like real
 * ones, but anybody who knows the public key could sign; nobody in a simulation signs with another's key.
 */
export const hashScheme: SignatureScheme = {
  verify: (key, message, signature) => sameBytes(signature, sign(key, message)),
}

export function hashSigner(account: number): Signer {
  const key = sha256(Uint8Array.of(account)).slice(0, KEY_LENGTH)
  return { key, sign: (message) => sign(key, message) }
}

function sign(key: Uint8Array, message: Uint8Array): Uint8Array {
  const signature = new Uint8Array(64)
  signature.set(sha256.create().update(key).update(message).digest())
  signature.set(key, 32)
  return signature
}
