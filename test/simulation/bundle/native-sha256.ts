import { createHash, hash } from 'node:crypto'

const plain = ({ buffer, byteOffset, byteLength }: Buffer): Uint8Array =>
  new Uint8Array(buffer as ArrayBuffer, byteOffset, byteLength)

/** What `@noble/hashes` has under this name, as far as it is used, by OpenSSL. */
export const sha256 = Object.assign((message: Uint8Array) => plain(hash('sha256', message, 'buffer')), {
  create() {
    const digest = createHash('sha256')
    const hasher = {
      update(message: Uint8Array) {
        digest.update(message)
        return hasher
      },
      digest: () => plain(digest.digest()),
    }
    return hasher
  },
})
