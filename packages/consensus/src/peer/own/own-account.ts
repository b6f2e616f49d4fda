import {
  type Body,
  type Entry,
  OwnChain,
  type OwnState,
  type Position,
  type Replica,
  type Signer,
  type Tip,
} from '@jazzgrid/ledger'
import { hexToBytes } from '@noble/hashes/utils.js'
import type { Identity } from '../../seal/voting/signatory.js'
import { type CommunityState, rosterOf } from '../../state/community-state.js'
import type { Alarm } from '../alarm.js'

/** The account for which a peer writes: its chain, and what people should hear of it. */
export class OwnAccount {
  readonly #chain: OwnChain
  readonly #replica: Replica
  #alarmed: OwnState['kind'] | undefined

  /**
   * @param replica with the entries that the disk held at the start.
   * @param needed how many validators must have said what they know of the account.
   */
  constructor(options: {
    readonly account: number
    readonly signer: Signer
    readonly network: Uint8Array
    readonly replica: Replica
    readonly needed: () => number
  }) {
    const { account, replica } = options
    this.#replica = replica
    this.#chain = new OwnChain({
      ...options,
      tip: replica.tip(account),
      keep: ({ wire }) => replica.receive(wire).kind === 'accepted',
    })
  }

  get account(): number {
    return this.#chain.account
  }

  get state(): OwnState {
    return this.#chain.state
  }

  get mayWrite(): boolean {
    return this.#chain.mayWrite
  }

  /** Who votes: with another key once a rotation is certified. */
  get identity(): Identity {
    const chain = this.#chain
    return {
      account: chain.account,
      get signer() {
        return chain.signer
      },
    }
  }

  /** @returns the entries that were written, fewer than the bodies where the replica would not take more. */
  write(bodies: readonly Body[], state: CommunityState, now: number, successor?: Signer): readonly Entry[] {
    const certificate = hexToBytes(state.certificate).slice(0, 8)
    return this.#chain.write(bodies, { height: state.height, certificate, time: now }, successor).entries
  }

  /** A validator's newest entry of this account; undefined where it has none that is not known here. */
  confirm(by: number, tip: Tip | undefined): void {
    if (by !== this.account) this.#chain.confirm(by, tip)
  }

  /** Entries came, of whomever. */
  see(entries: readonly Entry[]): void {
    for (const entry of entries) if (entry.account === this.account) this.#chain.show(entry)
  }

  /** Somebody has the proof that this account signed two entries for one place. */
  contradict(position: Position): void {
    this.#chain.contradict(position)
  }

  /** A certificate was adopted, or a peer begins with it. @param voided entries that it made void. */
  adopt(state: CommunityState, voided: readonly Entry[] = []): void {
    const { account } = this
    const certified = this.#replica.certified().find((tip) => tip.account === account)
    for (const entry of voided) {
      if (entry.account === account && isPassed(entry, certified)) this.#chain.contradict(entry)
    }
    this.#chain.follow(rosterOf(state).author(account), certified)
  }

  /** What people should hear that they have not heard yet. */
  alarm(): Alarm | undefined {
    const { state } = this.#chain
    if (state.kind === this.#alarmed) return undefined
    this.#alarmed = state.kind
    switch (state.kind) {
      case 'forked':
        return { what: 'own-key-in-two-places', incarnation: state.at.incarnation, seq: state.at.seq }
      case 'behind':
        return { what: 'disk-behind', seq: this.#chain.tip?.seq ?? 0 }
      case 'barred':
        return { what: 'barred' }
      default:
        return undefined
    }
  }
}

/** Another entry is certified in its place. */
const isPassed = ({ incarnation, seq }: Entry, certified: Tip | undefined): boolean =>
  certified !== undefined && certified.incarnation === incarnation && seq <= certified.seq
