import { createHash, createPrivateKey, createPublicKey, sign, verify } from 'node:crypto'
import type { SignatureScheme, Signer } from '@jazzgrid/ledger'

const PKCS8 = Buffer.from('302e020100300506032b657004220420', 'hex')
const SPKI = Buffer.from('302a300506032b6570032100', 'hex')

/** The real thing: Ed25519 of OpenSSL, keys drawn from a name. */
export function keyOf(name: string): Signer {
  const seed = createHash('sha256').update(`test key of ${name}`).digest()
  const key = createPrivateKey({ key: Buffer.concat([PKCS8, seed]), format: 'der', type: 'pkcs8' })
  const spki = createPublicKey(key).export({ format: 'der', type: 'spki' })
  return { key: new Uint8Array(spki.subarray(-32)), sign: (message) => new Uint8Array(sign(null, message, key)) }
}

export const ED25519: SignatureScheme = {
  verify(key, message, signature) {
    try {
      const spki = createPublicKey({ key: Buffer.concat([SPKI, key]), format: 'der', type: 'spki' })
      return verify(null, message, spki, signature)
    } catch {
      return false
    }
  },
}
