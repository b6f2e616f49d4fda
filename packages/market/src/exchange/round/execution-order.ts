import { sha256 } from '@noble/hashes/sha2.js'

/**
 * The place of an account in a round: the first 48 bits of SHA-256(previous result root, account as 4 bytes big-endian).
 * Nobody can choose it, and it changes with every round that did something. Where two accounts share a place the lower
 * number goes first.
 */
export class ExecutionOrder {
  readonly #bytes = new Uint8Array(36)
  readonly #account = new DataView(this.#bytes.buffer)
  readonly #places = new Map<number, number>()

  /** @param root of the round before, 32 bytes. */
  constructor(root: Uint8Array) {
    this.#bytes.set(root)
  }

  place(account: number): number {
    let place = this.#places.get(account)
    if (place === undefined) {
      place = this.#hash(account)
      this.#places.set(account, place)
    }
    return place
  }

  #hash(account: number): number {
    this.#account.setUint32(32, account)
    const hash = sha256(this.#bytes)
    return ((hash[0] << 16) | (hash[1] << 8) | hash[2]) * 2 ** 24 + ((hash[3] << 16) | (hash[4] << 8) | hash[5])
  }
}
