import {
  type Certified,
  compareBytes,
  type Entry,
  type Frontier,
  frontierRoot,
  type Replica,
  type Run,
  type SignatureScheme,
  type Vector,
} from '@jazzgrid/ledger'
import type { Slot } from '@jazzgrid/units'
import { bytesToHex, hexToBytes } from '@noble/hashes/utils.js'
import { type Certificate, certificateId } from '../certificate/certificate.js'
import { type Value, valueId } from '../certificate/value.js'
import { type Cut, cutOf, standsOn } from '../cut/cut.js'
import { execute } from '../execution/execute.js'
import { resultRoot } from '../execution/round-result.js'
import { type Genesis, networkOf } from '../genesis/genesis.js'
import { validatorsOf } from '../membership/validators-of.js'
import { merkleRoot } from '../proof/merkle.js'
import type { Chamber, Deliberation } from '../seal/chamber.js'
import { type Close, closesRoot, type Frozen } from '../seal/close.js'
import { plainHash } from '../state/canonical-json.js'
import { type CommunityState, certifiedBy, frontierOf, rosterOf, stateRoot } from '../state/community-state.js'
import { bitmapOf, positionsIn } from '../validators/signer-bitmap.js'
import type { ValidatorSet } from '../validators/validator-set.js'
import { firstDeliverable, firstOpen, isRoundTime } from './deadline.js'
import type { Outcome } from './outcome.js'
import { VectorShelf } from './vector-shelf.js'

/** What is needed before a round can be worked out. */
export interface Lack {
  /** Roots of vectors. */
  readonly vectors: readonly Uint8Array[]
  /** Entries, as the runs that contain them. */
  readonly runs: readonly Run[]
}

/** Outcomes kept of one height: proposers may offer different closes, liars as many as attempts. */
const MOST_OUTCOMES = 8

/**
 * Works out the rounds of a community on this peer: freezes what it holds, cuts what a quorum lists, executes it, and
 * adopts what is certified. Everything that it computes is a function of certificates, closes and entries.
 */
export class Council implements Chamber {
  readonly #genesis: Genesis
  readonly #network: Uint8Array
  readonly #scheme: SignatureScheme
  readonly #replica: Replica
  readonly #now: () => number
  readonly #shelf = new VectorShelf()
  readonly #outcomes = new Map<string, Outcome>()
  #state: CommunityState
  #frontier: Frontier
  #validators: ValidatorSet

  /** @param now the peer's clock, UTC ms: read only to tell what is too late for delivery. */
  constructor(options: {
    readonly genesis: Genesis
    readonly scheme: SignatureScheme
    readonly replica: Replica
    readonly state: CommunityState
    readonly now: () => number
  }) {
    this.#genesis = options.genesis
    this.#network = networkOf(options.genesis)
    this.#scheme = options.scheme
    this.#replica = options.replica
    this.#now = options.now
    this.#state = options.state
    this.#frontier = frontierOf(options.state)
    this.#validators = validatorsOf(options.genesis, options.state.members)
  }

  /** As of the newest certificate that this peer has adopted. */
  get state(): CommunityState {
    return this.#state
  }

  /** Those who decide the next height. */
  get validators(): ValidatorSet {
    return this.#validators
  }

  get shelf(): VectorShelf {
    return this.#shelf
  }

  /** What this peer holds now, as it would say in a close. */
  freeze(at: number): Omit<Frozen, 'network' | 'height'> {
    const vector = this.#replica.vector()
    return { root: this.#shelf.put(vector), count: vector.reduce((sum, { ids }) => sum + ids.length, 0), at }
  }

  deliberate(height: number, closes: readonly Close[], firstSlot?: Slot): Deliberation {
    if (height !== this.#state.height + 1) return { kind: 'refused', reason: 'other-height', of: [] }
    const untimely = closes.filter(({ at }) => !this.#mayFollow(at))
    if (untimely.length > 0) return { kind: 'refused', reason: 'no-round-time', of: accounts(untimely) }
    const away = closes.filter((close) => this.#shelf.of(close) === undefined)
    if (away.length > 0) return { kind: 'wanting', of: accounts(away) }
    const unfit = closes.filter((close) => !this.#shelf.fits(close) || !standsOn(this.#vectorOf(close), this.#frontier))
    if (unfit.length > 0) return { kind: 'refused', reason: 'unfit-vector', of: accounts(unfit) }
    const cut = this.#cut(closes)
    const at = median(closes.map((close) => close.at))
    const slot = firstSlot ?? this.#firstSlot(at)
    if (slot < firstOpen(this.#genesis, at)) return { kind: 'refused', reason: 'closed-slot', of: [] }
    const entries = this.#entriesOf(cut.frontier)
    if (entries === undefined) return { kind: 'wanting', of: this.#listing(closes, this.#missing(cut.runs)) }
    return { kind: 'value', value: this.#workOut(height, at, slot, cut, entries, closes).value }
  }

  isTimely({ firstSlot, at }: Value): boolean {
    const { decisionTime } = this.#state.terms
    const now = this.#now()
    const open = firstOpen(this.#genesis, at)
    // a slot may be given up early by half of the time that it has, or a proposer could leave out whom it wants
    const latest = Math.max(open, firstDeliverable(this.#genesis, decisionTime, now + decisionTime / 2))
    return firstSlot >= firstDeliverable(this.#genesis, decisionTime, now) && firstSlot <= latest
  }

  /** What deliberating on these closes lacks. */
  lack(closes: readonly Close[]): Lack {
    const vectors = closes.filter((close) => this.#shelf.of(close) === undefined).map(({ root }) => root)
    if (vectors.length > 0) return { vectors, runs: [] }
    return { vectors: [], runs: this.#missing(this.#cut(closes).runs) }
  }

  /** What was worked out for a value; undefined where this peer has not, or not since the last certificate. */
  outcome(of: Value): Outcome | undefined {
    return this.#outcomes.get(bytesToHex(valueId(of)))
  }

  /**
   * Work out a certified round from its cut alone, where this peer took no part in deciding it.
   * @returns the outcome, what it lacks, or why the runs cannot be what was certified.
   */
  replay({ value }: Certificate, runs: readonly Run[]): Outcome | Lack | 'other-height' | 'other-cut' | 'other-result' {
    if (value.height !== this.#state.height + 1) return 'other-height'
    const known = this.outcome(value)
    if (known !== undefined) return known
    if (!standsOn(runs, this.#frontier)) return 'other-cut'
    const { frontier } = cutOf([runs], this.#frontier, 1)
    if (compareBytes(frontierRoot(frontier), value.frontierRoot) !== 0) return 'other-cut'
    const entries = this.#entriesOf(frontier)
    if (entries === undefined) return { vectors: [], runs: this.#missing(runs) }
    const outcome = this.#execute(value.height, value.at, value.firstSlot, { frontier, runs }, entries, value)
    return compareBytes(valueId(outcome.value), valueId(value)) === 0 ? outcome : 'other-result'
  }

  /** Adopt a certified outcome. */
  commit(outcome: Outcome, certificate: Certificate): Certified {
    const { members } = this.#validators
    const closers = positionsIn(certificate.value.closers, members.length) ?? []
    this.#state = certifiedBy(
      outcome.state,
      certificateId(certificate),
      closers.map((position) => members[position].account),
    )
    this.#frontier = outcome.frontier
    this.#validators = validatorsOf(this.#genesis, this.#state.members)
    this.#shelf.clear()
    this.#outcomes.clear()
    return this.#replica.certify(this.#frontier, rosterOf(this.#state))
  }

  /** Go on from a later state that others came to. */
  leap(state: CommunityState): void {
    this.#state = state
    this.#frontier = frontierOf(state)
    this.#validators = validatorsOf(this.#genesis, state.members)
    this.#shelf.clear()
    this.#outcomes.clear()
    this.#replica.leap(this.#frontier, rosterOf(state))
  }

  #cut(closes: readonly Close[]): Cut {
    return cutOf(
      closes.map((close) => this.#vectorOf(close)),
      this.#frontier,
      this.#validators.support,
    )
  }

  #vectorOf(close: Close): Vector {
    return this.#shelf.of(close) ?? []
  }

  #mayFollow(at: number): boolean {
    const { height, at: before } = this.#state
    return isRoundTime(this.#genesis, at) && (at > before || (height === 0 && at === before))
  }

  #firstSlot(at: number): Slot {
    const { decisionTime } = this.#state.terms
    return Math.max(firstOpen(this.#genesis, at), firstDeliverable(this.#genesis, decisionTime, this.#now()))
  }

  #workOut(height: number, at: number, slot: Slot, cut: Cut, entries: readonly Entry[], closes: readonly Close[]) {
    const root = closesRoot(closes)
    for (const outcome of this.#outcomes.values()) {
      if (outcome.value.firstSlot === slot && compareBytes(outcome.value.closesRoot, root) === 0) return outcome
    }
    const members = this.#validators.members.length
    const closers = bitmapOf(
      closes.flatMap(({ account }) => this.#validators.position(account) ?? []),
      members,
    )
    return this.#execute(height, at, slot, cut, entries, { closers, closesRoot: root })
  }

  #execute(
    height: number,
    at: number,
    firstSlot: Slot,
    { frontier, runs }: Cut,
    entries: readonly Entry[],
    { closers, closesRoot }: Pick<Value, 'closers' | 'closesRoot'>,
  ): Outcome {
    const input = { height, at, firstSlot, frontier, entries }
    const { state, result } = execute(this.#genesis, this.#state, input, this.#scheme)
    const value: Value = {
      network: this.#network,
      height,
      previous: hexToBytes(this.#state.certificate),
      at,
      firstSlot,
      closers,
      closesRoot,
      frontierRoot: frontierRoot(frontier),
      inputsRoot: merkleRoot(entries.map(({ id }) => id)),
      resultRoot: resultRoot(result),
      stateRoot: stateRoot(state),
      validatorsHash: validatorsOf(this.#genesis, state.members).hash,
      paramsHash: plainHash({ ...state.terms }),
    }
    const outcome = { value, runs, frontier, state, result }
    if (this.#outcomes.size >= MOST_OUTCOMES) {
      const [oldest] = this.#outcomes.keys()
      this.#outcomes.delete(oldest)
    }
    this.#outcomes.set(bytesToHex(valueId(value)), outcome)
    return outcome
  }

  /** The open entries below a frontier, ascending by account; undefined where some are not here. */
  #entriesOf(frontier: Frontier): Entry[] | undefined {
    const entries: Entry[] = []
    for (const tip of frontier) {
      const path = this.#replica.pathTo(tip)
      if (path === undefined) return undefined
      for (const entry of path) entries.push(entry)
    }
    return entries
  }

  /** Of each run what this peer does not hold, from the first missing entry on. */
  #missing(runs: readonly Run[]): Run[] {
    return runs.flatMap(({ account, incarnation, from, ids }) => {
      const first = ids.findIndex(
        (id, i) => this.#replica.find({ account, incarnation, seq: from + i }, id) === undefined,
      )
      return first < 0 ? [] : [{ account, incarnation, from: from + first, ids: ids.slice(first) }]
    })
  }

  /** Validators whose vectors list some of the missing entries. */
  #listing(closes: readonly Close[], missing: readonly Run[]): number[] {
    return closes
      .filter((close) => this.#vectorOf(close).some(({ account }) => missing.some((run) => run.account === account)))
      .map(({ account }) => account)
  }
}

const accounts = (closes: readonly Close[]): number[] => closes.map(({ account }) => account)

/** The lower of the two in the middle: with at most f liars among 2f + 1 it lies between times of honest ones. */
function median(times: readonly number[]): number {
  return [...times].sort((a, b) => a - b)[(times.length - 1) >> 1]
}
