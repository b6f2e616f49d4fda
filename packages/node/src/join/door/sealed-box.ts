import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'

const CIPHER = 'aes-256-gcm'
const NONCE = 12
const TAG = 16

/** Bytes that a sealed box is longer than what is in it. */
export const SEAL_LENGTH = NONCE + TAG

/**
 * What only the two who know the secret can read or make: AES-256-GCM under a key that HKDF (RFC 5869) derives from the
 * secret for one purpose. The secret has its 128 bits from the operating system, so nobody can guess it offline; it is not
 * forward secret, and what travels in it is the genesis, a public key and its proof.
 * @param purpose what the box is for: one that was made for another does not open.
 */
export function sealBox(secret: Uint8Array, purpose: string, content: Uint8Array): Uint8Array {
  const nonce = randomBytes(NONCE)
  const cipher = createCipheriv(CIPHER, keyFor(secret, purpose), nonce)
  return new Uint8Array(Buffer.concat([nonce, cipher.update(content), cipher.final(), cipher.getAuthTag()]))
}

/** undefined where somebody else made it, for another purpose, or it was changed. */
export function openBox(secret: Uint8Array, purpose: string, box: Uint8Array): Uint8Array | undefined {
  if (box.length < SEAL_LENGTH) return undefined
  const decipher = createDecipheriv(CIPHER, keyFor(secret, purpose), box.subarray(0, NONCE))
  decipher.setAuthTag(box.subarray(-TAG))
  try {
    return new Uint8Array(Buffer.concat([decipher.update(box.subarray(NONCE, -TAG)), decipher.final()]))
  } catch {
    return undefined
  }
}

const keyFor = (secret: Uint8Array, purpose: string): Uint8Array =>
  new Uint8Array(hkdfSync('sha256', secret, new Uint8Array(), `jazzgrid/join/1 ${purpose}`, 32))
