import { type CommunityState, type Genesis, type Outcome, stateAtGenesis, validatorsOf } from '@jazzgrid/consensus'
import type { Body, Entry } from '@jazzgrid/ledger'
import { hexOf } from '../community/hex.js'

/** Rounds between the last vote that a change needs and the round that begins with it. */
const NOTICE = 2

/**
 * Counts the votes on who belongs again, from certified entries alone: who is admitted, evicted, seated or unseated, what is
 * set and whose key changes has been voted for by a quorum of different validators two rounds before, or asked for by its
 * owner; and whoever is no member has nothing certified.
 */
export class Franchise {
  readonly #genesis: Genesis
  readonly #bodies = new Map<string, Body>()
  /** Who had voted for what, up to which height. */
  readonly #votes: { readonly height: number; readonly what: string; readonly voter: number }[] = []
  readonly #keys = new Set<string>()
  readonly #rotations: { readonly height: number; readonly account: number }[] = []
  #before: CommunityState

  constructor(genesis: Genesis) {
    this.#genesis = genesis
    this.#before = stateAtGenesis(genesis)
  }

  receive(entries: readonly Entry[]): void {
    for (const { id, body } of entries) {
      if (body.kind === 'member' || body.kind === 'param' || body.kind === 'rotate-key') {
        this.#bodies.set(hexOf(id), body)
      }
    }
  }

  /** How many keys an account had had before the one by which it signs an entry that names this height. */
  keysBefore(account: number, height: number): number {
    return this.#rotations.filter((rotation) => rotation.account === account && rotation.height <= height).length
  }

  /** The next decided round. */
  judge({ value, runs, state }: Outcome): string[] {
    const { height } = value
    const faults: string[] = []
    for (const { account, ids } of runs) {
      if (this.#before.members[account]?.standing !== 'active')
        faults.push(`what ${account} wrote was certified at ${height}, and it is no member`)
      for (const id of ids) this.#count(height, account, this.#bodies.get(hexOf(id)))
    }
    for (const what of changes(this.#before, state)) {
      const isOwn = this.#keys.has(what)
      if (!isOwn && !this.#isVoted(what, height)) faults.push(`at ${height} without its votes: ${what}`)
    }
    for (const { account, since } of state.members) {
      if (since === height && this.#before.members[account] !== undefined) this.#rotations.push({ height, account })
    }
    this.#before = state
    return faults
  }

  #count(height: number, voter: number, body: Body | undefined): void {
    if (body?.kind === 'rotate-key') this.#keys.add(`key ${voter} ${hexOf(body.key)}`)
    const what = body && whatOf(body)
    if (what !== undefined) this.#votes.push({ height, what, voter })
  }

  #isVoted(what: string, height: number): boolean {
    const { members, quorum } = validatorsOf(this.#genesis, this.#before.members)
    const seats = new Set(members.map(({ account }) => account))
    const voters = new Set(
      this.#votes
        .filter((vote) => vote.what === what && vote.height <= height - NOTICE && seats.has(vote.voter))
        .map(({ voter }) => voter),
    )
    // of those who decided it some may have lost their seats within the notice, one with this very change
    return voters.size >= quorum - 1
  }
}

function whatOf(body: Body): string | undefined {
  if (body.kind === 'param') return `set ${body.name} ${body.value}`
  if (body.kind !== 'member') return undefined
  const { change } = body
  return change.to === 'admit' ? `admit ${change.account} ${hexOf(change.key)}` : `${change.to} ${change.account}`
}

/** What differs between two rounds' members and terms, in the words of the votes. */
function changes(before: CommunityState, after: CommunityState): string[] {
  const found: string[] = []
  if (before.terms.sameFeeder !== after.terms.sameFeeder) found.push(`set same-feeder ${after.terms.sameFeeder}`)
  for (const member of after.members) {
    const { account, key, standing, validator } = member
    const was = before.members[account]
    if (was === undefined) found.push(`admit ${account} ${key}`)
    else if (standing === 'evicted' && was.standing !== 'evicted') found.push(`evict ${account}`)
    else if (validator !== was.validator) found.push(`${validator ? 'seat' : 'unseat'} ${account}`)
    if (was !== undefined && was.key !== key) found.push(`key ${account} ${key}`)
  }
  return found
}
