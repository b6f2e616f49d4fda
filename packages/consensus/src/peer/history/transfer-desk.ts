import type { Proof, Question, SnapshotPart } from '@jazzgrid/ledger'
import { isHonest, StateTransfer, type TransferFault, type TransferStep } from '../../snapshot/state-transfer.js'
import type { Follower } from '../../trust/follower.js'
import type { PeerName } from '../peer-effect.js'

/** A neighbour that has not answered for so long [ms] is given up. */
const PATIENCE = 15_000
/** Whoever could not help is not tried again before [ms]. */
const PAUSE = 60_000

/** A snapshot that holds, and what leads to it. */
export type Transferred = Extract<TransferStep, { kind: 'done' }>

/** What a step of the transfer came to. */
export interface TransferNews {
  /** The neighbour should have known better. */
  readonly blame?: TransferFault
  /** Nobody can help before a newer checkpoint is given; said once. */
  readonly isExpired?: boolean
  readonly done?: Transferred
}

/** Fetches a snapshot where so much was decided without this peer that it is not worth executing, or cannot be had. */
export class TransferDesk {
  /** Begins at what this peer trusts now. */
  readonly #follower: () => Follower
  readonly #ask: (name: PeerName, question: Question, now: number) => boolean
  readonly #among: { readonly shuffled: readonly { readonly name: PeerName }[] }
  /** Those that are far ahead, and from when on [ms] they may be asked. */
  readonly #candidates = new Map<PeerName, number>()
  #transfer: StateTransfer | undefined
  #server: PeerName | undefined
  #heardAt = 0
  #isExpired = false

  /** @param ask whether the neighbour could be asked. */
  constructor(
    follower: () => Follower,
    ask: (name: PeerName, question: Question, now: number) => boolean,
    among: { readonly shuffled: readonly { readonly name: PeerName }[] },
  ) {
    this.#follower = follower
    this.#ask = ask
    this.#among = among
  }

  /** Whether a snapshot is being fetched: then decisions need not be. */
  get isBusy(): boolean {
    return this.#transfer !== undefined
  }

  /** This neighbour is so far ahead that its snapshot is wanted. */
  seek(name: PeerName, now: number): void {
    this.#candidates.set(name, this.#candidates.get(name) ?? now)
    if (!this.isBusy) this.#begin(now)
  }

  forget(name: PeerName, now: number): void {
    this.#candidates.delete(name)
    if (this.#server === name) this.#giveUp(now)
  }

  /** Time has passed. */
  tick(now: number): void {
    if (this.#server !== undefined && now - this.#heardAt > PATIENCE) this.#giveUp(now)
    else if (!this.isBusy) this.#begin(now)
  }

  part(name: PeerName, part: SnapshotPart, now: number): TransferNews {
    return this.#hear(name, (transfer) => transfer.part(part), now)
  }

  /** Part by part: the certificates of one answer may fill several frames. */
  trail(name: PeerName, { proofs, more }: Proof, now: number): TransferNews {
    return this.#hear(name, (transfer) => transfer.trail(proofs, more, now), now)
  }

  #hear(name: PeerName, step: (transfer: StateTransfer) => TransferStep, now: number): TransferNews {
    if (name !== this.#server || this.#transfer === undefined) return {}
    this.#heardAt = now
    const next = step(this.#transfer)
    switch (next.kind) {
      case 'wait':
        return {}
      case 'ask':
        if (!this.#ask(name, next.question, now)) this.#giveUp(now)
        return {}
      case 'failed':
        this.#giveUp(now)
        if (next.fault === 'expired') {
          const isNews = !this.#isExpired
          this.#isExpired = true
          return { isExpired: isNews }
        }
        return isHonest(next.fault) ? {} : { blame: next.fault }
      case 'done':
        this.#end()
        this.#candidates.clear()
        return { done: next }
    }
  }

  #begin(now: number): void {
    for (const { name } of this.#among.shuffled) {
      if (!(now >= (this.#candidates.get(name) ?? Number.POSITIVE_INFINITY))) continue
      const transfer = new StateTransfer(this.#follower())
      if (!this.#ask(name, transfer.opening, now)) continue
      this.#transfer = transfer
      this.#server = name
      this.#heardAt = now
      return
    }
  }

  #giveUp(now: number): void {
    if (this.#server !== undefined && this.#candidates.has(this.#server)) {
      this.#candidates.set(this.#server, now + PAUSE)
    }
    this.#end()
    this.#begin(now)
  }

  #end(): void {
    this.#transfer = undefined
    this.#server = undefined
  }
}
