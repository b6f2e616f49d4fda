import { type CommunityState, changeOf, type InvitedRole, networkOf, type SignedGenesis } from '@jazzgrid/consensus'
import { isSoundKey, possessionMessage, type SignatureScheme } from '@jazzgrid/ledger'
import type { Wh } from '@jazzgrid/units'
import type { BallotDesk } from './ballot-desk.js'
import type { JoinAnswer, JoinAsk, JoinRefusal } from './door/join-message.js'

/** What the inviter promised, as far as the admission needs it. */
export interface Offer {
  readonly role: InvitedRole
  readonly feeder: number
  readonly maxEnergyPerSlot?: Wh
  /** Hex of the key that came with it first; the invitation is for one. */
  readonly takenBy?: string
}

/** The rest of a genesis answer, which changes with time. */
export type Welcome = Omit<Extract<JoinAnswer, { kind: 'genesis' }>, 'kind' | 'genesis'>

/**
 * Answers a newcomer whose invitation is good: hands out the genesis, and proposes its admission to the validators. Every
 * ask may be repeated; the answer then says how far the matter has come.
 */
export class AdmissionDesk {
  readonly #genesis: SignedGenesis
  readonly #network: Uint8Array
  readonly #scheme: SignatureScheme
  readonly #ballots: BallotDesk
  readonly #state: () => CommunityState
  readonly #welcome: () => Welcome

  constructor(options: {
    readonly genesis: SignedGenesis
    readonly scheme: SignatureScheme
    readonly ballots: BallotDesk
    readonly state: () => CommunityState
    readonly welcome: () => Welcome
  }) {
    this.#genesis = options.genesis
    this.#network = networkOf(options.genesis.genesis)
    this.#scheme = options.scheme
    this.#ballots = options.ballots
    this.#state = options.state
    this.#welcome = options.welcome
  }

  answer(offer: Offer, ask: JoinAsk): JoinAnswer {
    if (ask.kind === 'genesis') return { kind: 'genesis', genesis: this.#genesis, ...this.#welcome() }
    const key = hex(ask.key)
    if (offer.takenBy !== undefined && offer.takenBy !== key) return refused('used')
    if (!isSoundKey(ask.key)) return refused('unsound-key')
    const { members, height, scheduled } = this.#state()
    const member = members.find((each) => each.key === key)
    if (member !== undefined) {
      const { account, since, standing } = member
      return standing === 'active' ? { kind: 'admitted', account, height: since } : refused('left')
    }
    const decided = scheduled.map((each) => ({ ...each, change: changeOf(each.change) }))
    for (const { change, height: from } of decided) {
      if (change.to !== 'admit') continue
      if (change.key === key) return { kind: 'scheduled', account: change.account, height: from, now: height }
      // nobody can be proposed before it is clear who has this number
      return { kind: 'waiting', account: change.account + 1, votes: 0, needed: this.#needed }
    }
    return this.#propose(offer, ask, members.length)
  }

  #propose(offer: Offer, { account, key, proof }: Extract<JoinAsk, { kind: 'admit' }>, next: number): JoinAnswer {
    if (account !== next) return { kind: 'sign', account: next }
    if (!this.#scheme.verify(key, possessionMessage(this.#network, account, key), proof)) return refused('bad-proof')
    const { role, feeder, maxEnergyPerSlot } = offer
    const outcome = this.#ballots.propose({
      to: 'admit',
      account,
      key,
      proof,
      validator: role === 'validator',
      feeder,
      ...(maxEnergyPerSlot !== undefined && { maxEnergyPerSlot }),
    })
    if (outcome === 'no-vote') return refused('no-vote')
    const open = this.#ballots.open().find(({ change }) => change.to === 'admit' && change.key === hex(key))
    return { kind: 'waiting', account, votes: open?.voters.length ?? 0, needed: this.#needed }
  }

  get #needed(): number {
    return this.#ballots.needed
  }
}

const refused = (reason: JoinRefusal): JoinAnswer => ({ kind: 'refused', reason })

const hex = (from: Uint8Array): string => Buffer.from(from).toString('hex')
