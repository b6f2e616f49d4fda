import { type CommunityState, changeOf, changeText, type PlainChange } from '@jazzgrid/consensus'
import type { Body, Entry, MemberChange } from '@jazzgrid/ledger'

/** A change of the community that validators are voting on. */
export interface OpenBallot {
  readonly change: PlainChange
  /** Accounts whose votes are certified, ascending. */
  readonly voters: readonly number[]
  /** Votes that decide. */
  readonly needed: number
  /** Whether this peer has voted for it, certified or not. */
  readonly isMine: boolean
}

/**
 * What came of a vote.
 *
 * | | |
 * |---|---|
 * | `cast` | it is written, and counts once a round has taken it in |
 * | `cast-before` | this peer has voted for it already |
 * | `no-vote` | this peer is no validator |
 * | `no-ballot` | nobody votes on that |
 * | `several` | more than one key is proposed for the account: say which |
 * | `no-proof` | the entry that proposes it has not come to this peer yet |
 * | `may-not-write` | the peer may sign nothing now: it has not heard enough members since it started |
 */
export type VoteOutcome = 'cast' | 'cast-before' | 'no-vote' | 'no-ballot' | 'several' | 'no-proof' | 'may-not-write'

/** Votes are rare: so many proposals at once are somebody's flood. */
const MOST_HELD = 1_000

/** Votes of this peer on who belongs: what is open, what others propose, and its own voice. */
export class BallotDesk {
  readonly #account: number
  readonly #state: () => CommunityState
  readonly #quorum: () => number
  readonly #write: (bodies: readonly Body[]) => boolean
  /** Of proposals that were heard: a state has their text, a vote needs the proof too. */
  readonly #heard = new Map<string, MemberChange>()
  readonly #cast = new Set<string>()

  /** @param options.quorum votes that decide, as the members are. */
  constructor(options: {
    readonly account: number
    readonly state: () => CommunityState
    readonly quorum: () => number
    readonly write: (bodies: readonly Body[]) => boolean
  }) {
    this.#account = options.account
    this.#state = options.state
    this.#quorum = options.quorum
    this.#write = options.write
  }

  /** Entries came, or were read from the disk. */
  hear(entries: readonly Entry[]): void {
    for (const { account, body } of entries) {
      if (body.kind !== 'member') continue
      const text = changeText(body.change)
      if (account === this.#account) this.#cast.add(text)
      if (this.#heard.size < MOST_HELD) this.#heard.set(text, body.change)
    }
  }

  get hasVote(): boolean {
    const member = this.#state().members[this.#account]
    return member?.validator === true && member.standing === 'active'
  }

  /** Votes that decide, as the members are. */
  get needed(): number {
    return this.#quorum()
  }

  open(): readonly OpenBallot[] {
    return this.#state().ballots.map(({ change, voters }) => ({
      change: changeOf(change),
      voters,
      needed: this.needed,
      isMine: this.#hasVotedFor(change, voters),
    }))
  }

  /** Open proposals whose text this peer cannot vote on, since it has not heard the entry itself. */
  get unheard(): readonly CommunityState['ballots'][number][] {
    return this.#state().ballots.filter(({ change }) => this.#bodyOf(change) === undefined)
  }

  /** Vote for a change, be it the first voice for it. */
  propose(change: MemberChange): VoteOutcome {
    return this.#vote(changeText(change), { kind: 'member', change })
  }

  /**
   * Vote for what others proposed.
   * @param account that the change is about.
   * @param key beginning of the hex of the key, where several are proposed.
   */
  approve(account: number, key = ''): VoteOutcome {
    const fits = ({ change }: { change: string }) => {
      const plain = changeOf(change)
      return plain.to !== 'set' && plain.account === account && (plain.to !== 'admit' || plain.key.startsWith(key))
    }
    const [ballot, other] = this.#state().ballots.filter(fits)
    if (ballot === undefined) return 'no-ballot'
    if (other !== undefined) return 'several'
    return this.#second(ballot.change)
  }

  /** Vote for every admission that another validator has voted for: what a laboratory wants, and nobody else. */
  follow(): void {
    for (const { change, voters } of this.#state().ballots) {
      if (changeOf(change).to === 'admit' && !this.#hasVotedFor(change, voters)) this.#second(change)
    }
  }

  #second(text: string): VoteOutcome {
    const body = this.#bodyOf(text)
    return body === undefined ? 'no-proof' : this.#vote(text, body)
  }

  #vote(text: string, body: Body): VoteOutcome {
    if (!this.hasVote) return 'no-vote'
    const voters = this.#state().ballots.find(({ change }) => change === text)?.voters ?? []
    if (this.#hasVotedFor(text, voters)) return 'cast-before'
    if (!this.#write([body])) return 'may-not-write'
    this.#cast.add(text)
    return 'cast'
  }

  #bodyOf(text: string): Body | undefined {
    const change = changeOf(text)
    if (change.to === 'set') return { kind: 'param', name: change.parameter, value: change.value }
    if (change.to !== 'admit') return { kind: 'member', change }
    const heard = this.#heard.get(text)
    return heard && { kind: 'member', change: heard }
  }

  #hasVotedFor(text: string, voters: readonly number[]): boolean {
    return this.#cast.has(text) || voters.includes(this.#account)
  }
}
