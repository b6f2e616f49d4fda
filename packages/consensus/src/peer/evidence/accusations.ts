import { readHead, type SignatureScheme } from '@jazzgrid/ledger'
import { hexToBytes } from '@noble/hashes/utils.js'
import { type Accusation, convictedBy } from '../../execution/conviction.js'
import type { Member } from '../../state/community-state.js'
import { proofWrite } from '../disk/store-writes.js'
import type { OwnAccount } from '../own/own-account.js'
import type { PeerEffect } from '../peer-effect.js'

/** What convicts members of having signed two things for one place: one proof of each, until a certificate has it. */
export class Accusations {
  readonly #network: Uint8Array
  readonly #scheme: SignatureScheme
  readonly #members: () => readonly Member[]
  readonly #own: OwnAccount | undefined
  readonly #emit: (effect: PeerEffect) => void
  readonly #proofs = new Map<number, Accusation>()
  readonly #filed = new Set<number>()

  constructor(options: {
    readonly network: Uint8Array
    readonly scheme: SignatureScheme
    /** As of the newest certificate. */
    readonly members: () => readonly Member[]
    readonly own: OwnAccount | undefined
    readonly emit: (effect: PeerEffect) => void
  }) {
    this.#network = options.network
    this.#scheme = options.scheme
    this.#members = options.members
    this.#own = options.own
    this.#emit = options.emit
  }

  /** Those against members who are that still: for neighbours to see. */
  get open(): readonly Accusation[] {
    return this.#open.map(([, proof]) => proof)
  }

  /** What was known before the start. */
  recall(proofs: readonly Accusation[]): void {
    for (const proof of proofs) this.#hear(proof)
  }

  /** What is news is kept, and people hear of it. */
  accuse(proofs: readonly Accusation[]): void {
    for (const proof of proofs) {
      const account = this.#hear(proof)
      if (account === undefined) continue
      this.#emit({ kind: 'store', batch: [proofWrite(account, proof)], durability: 'unsynced' })
      if (account === this.#own?.account) continue // it raises an alarm of its own
      const what = proof.kind === 'evidence' ? 'forked-account' : 'double-signing'
      this.#emit({ kind: 'alarm', alarm: { what, account } })
    }
  }

  /** What is to be written now by an account that may write: each once, and none against itself. */
  file(): readonly Accusation[] {
    const due = this.#open.filter(([account]) => account !== this.#own?.account && !this.#filed.has(account))
    for (const [account] of due) this.#filed.add(account)
    return due.map(([, proof]) => proof)
  }

  get #open(): (readonly [number, Accusation])[] {
    return [...this.#proofs].filter(([account]) => this.#keyOf(account) !== undefined)
  }

  /** @returns whom it convicts, where that is news. */
  #hear(proof: Accusation): number | undefined {
    const account = convictedBy(proof, this.#network, (of) => this.#keyOf(of), this.#scheme)
    if (account === undefined || this.#proofs.has(account)) return undefined
    this.#proofs.set(account, proof)
    if (account === this.#own?.account && proof.kind === 'evidence') {
      const position = readHead(proof.heads[0].head)
      if (position !== undefined) this.#own.contradict(position)
    }
    return account
  }

  #keyOf(account: number): Uint8Array | undefined {
    const member = this.#members()[account]
    return member?.standing === 'active' ? hexToBytes(member.key) : undefined
  }
}
