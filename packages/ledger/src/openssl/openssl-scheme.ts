import { createPublicKey, type KeyObject, verify } from 'node:crypto'
import { SIGNATURE_LENGTH } from '../entry/entry.js'
import type { SignatureScheme } from '../signature/signature-scheme.js'
import { isSmallOrder } from '../signature/small-order.js'
import { isSoundKey } from '../signature/sound-key.js'
import { KeyCache } from './key-cache.js'

/** DER of an Ed25519 SubjectPublicKeyInfo up to the key (RFC 8410). */
const PUBLIC_KEY = Buffer.from('302a300506032b6570032100', 'hex')

/** undefined where the key is not sound. */
function keyObject(key: Uint8Array): KeyObject | undefined {
  if (!isSoundKey(key)) return undefined
  return createPublicKey({ key: Buffer.concat([PUBLIC_KEY, key]), format: 'der', type: 'spki' })
}

/**
 * The rule of `SignatureScheme` by the OpenSSL of Node. What concerns points of small order is checked here, because some
 * versions of Node refuse them (24.21) and others do not (20.20).
 * @param keys how many keys are held ready; more than a community has accounts.
 */
export function opensslScheme(keys = 4096): SignatureScheme {
  const cache = new KeyCache(keys, keyObject)
  return {
    verify(key, message, signature) {
      if (signature.length !== SIGNATURE_LENGTH || isSmallOrder(signature)) return false
      const held = cache.get(key)
      return held !== undefined && verify(null, message, held, signature)
    },
  }
}
