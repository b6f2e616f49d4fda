import type { SignatureScheme, Signer } from '../../src/signature/signature-scheme.js'

/**
 * A scheme for tests that make a million signatures: 64 bytes mixed from key and message. Whoever knows the key can sign,
 * so it proves nothing; but it tells one message and one key from another, as cheaply as a hash of words does.
 */
export const plainScheme: SignatureScheme = {
  verify: (key, message, signature) => {
    const good = mixed(key, message)
    return signature.length === good.length && good.every((byte, i) => byte === signature[i])
  },
}

export function plainSigner(seed: number): Signer {
  const key = new Uint8Array(32)
  new DataView(key.buffer).setUint32(0, seed + 1)
  return { key, sign: (message) => mixed(key, message) }
}

function mixed(key: Uint8Array, message: Uint8Array): Uint8Array {
  const signature = new Uint8Array(64)
  const words = new Uint32Array(signature.buffer)
  let state = 0x811c9dc5
  for (const byte of key) state = Math.imul(state ^ byte, 0x01000193)
  for (const byte of message) {
    state = Math.imul(state ^ byte, 0x01000193)
    words[state & 15] ^= Math.imul(state, 0x9e3779b1)
  }
  for (let i = 0; i < words.length; i++) {
    state = Math.imul(state ^ (state >>> 15) ^ words[i], 0x85ebca6b)
    words[i] ^= state
  }
  return signature
}
