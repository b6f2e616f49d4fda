import { type Body, type Entry, NO_ENTRY, type Replica, type Signer, signEntry } from '@jazzgrid/ledger'
import { hexToBytes } from '@noble/hashes/utils.js'
import type { CommunityState } from '../state/community-state.js'

/** Writes the entries of one account, each on top of the one before. */
export class OwnAccount {
  readonly account: number
  readonly #signer: Signer
  readonly #network: Uint8Array
  /** The last entry of its own that this peer knows to have signed. */
  #newest: { readonly incarnation: number; readonly seq: number }
  #behind = false

  /** @param replica with the entries that the disk held at the start. */
  constructor(options: {
    readonly account: number
    readonly signer: Signer
    readonly network: Uint8Array
    readonly replica: Replica
  }) {
    this.account = options.account
    this.#signer = options.signer
    this.#network = options.network
    this.#newest = options.replica.tip(options.account) ?? { incarnation: 0, seq: 0 }
  }

  /**
   * Somebody knows an entry of this account. @returns whether the disk has forgotten it: then there may be others that
   * nobody has shown yet, and what is signed next must not stand in their place.
   */
  shown({ incarnation, seq }: Pick<Entry, 'incarnation' | 'seq'>): boolean {
    const { incarnation: life, seq: last } = this.#newest
    const isNews = incarnation > life || (incarnation === life && seq > last)
    if (!isNews) return false
    this.#newest = { incarnation, seq }
    this.#behind = true
    return true
  }

  /**
   * Sign bodies as the next entries of the chain and take them in. @returns those that were: fewer where the account was
   * evicted, or too much of it is still open.
   */
  write(bodies: readonly Body[], replica: Replica, state: CommunityState, now: number): Entry[] {
    const written: Entry[] = []
    for (let i = 0; i < bodies.length; ) {
      const anew = this.#behind
      const entry = this.#sign(bodies[i], replica, state, now)
      if (replica.receive(entry.wire).kind !== 'accepted') break
      written.push(entry)
      if (!anew) i++
    }
    return written
  }

  /** Sign the next entry of the chain. @param now the author's clock, for information. */
  #sign(body: Body, replica: Replica, state: CommunityState, now: number): Entry {
    const tip = replica.tip(this.account)
    const anew = this.#behind
    const entry = signEntry(
      {
        network: this.#network,
        account: this.account,
        incarnation: this.#newest.incarnation + (anew ? 1 : 0),
        seq: anew ? 1 : (tip?.seq ?? 0) + 1,
        prev: anew ? NO_ENTRY : (tip?.id ?? NO_ENTRY),
        height: state.height,
        certificate: hexToBytes(state.certificate).slice(0, 8),
        time: now,
        body: anew ? { kind: 'reincarnate' } : body,
      },
      this.#signer,
    )
    if (anew) this.#behind = false
    this.#newest = entry
    return entry
  }
}
