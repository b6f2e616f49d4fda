import { sameBytes } from '../cbor/canonical-cbor.js'
import { compareProgress, sameTip, type Tip } from '../chain/frontier.js'
import type { Author } from '../chain/roster.js'
import type { Body } from '../entry/body.js'
import { type Entry, LARGEST_INCARNATION, LARGEST_SEQ, NO_ENTRY, type Statement } from '../entry/entry.js'
import { signEntry } from '../entry/entry-codec.js'
import type { Signer } from '../signature/signature-scheme.js'

/**
 * Whether the author may sign, and why not.
 *
 * | state | |
 * |---|---|
 * | `holding` | since the start, until so many of `needed` others said what they know of it |
 * | `ready` | it goes on from its newest entry |
 * | `behind` | others know more of it than its disk: the next thing that it writes begins a new incarnation |
 * | `rotating` | it has signed for its next key; what it signed before a certificate has it would be void after that |
 * | `forked` | somebody showed another entry in the place of its own: its key is in use twice, and only people can help |
 * | `barred` | no member, or suspended, or the account has another key |
 */
export type OwnState =
  | { readonly kind: 'holding'; readonly heard: number; readonly needed: number }
  | { readonly kind: 'ready' }
  | { readonly kind: 'behind' }
  | { readonly kind: 'rotating' }
  | { readonly kind: 'forked'; readonly at: Position }
  | { readonly kind: 'barred' }

type Position = Pick<Tip, 'account' | 'incarnation' | 'seq'>

/** What the author knows when it signs. */
export type Knowledge = Pick<Statement, 'height' | 'certificate' | 'time'>

export interface Written {
  /** To be stored in one synced batch, and shown to nobody before that. One more where a new incarnation begins. */
  readonly entries: readonly Entry[]
  /** Why the rest of the bodies was not written. `not-kept`: the own replica would not take it. */
  readonly refused?: Exclude<OwnState['kind'], 'ready' | 'behind'> | 'worn-out' | 'not-kept'
}

/**
 * The chain of this peer's own account. Whoever signs two entries for one position is suspended, and nobody believes in
 * accidents: so a peer must not sign on top of a disk that has forgotten what it signed before (a restored backup, a card
 * that lied). It asks others first, and begins a new incarnation where they know more. Pure; its entries are stored
 * before they are shown by whoever calls it.
 */
export class OwnChain {
  readonly account: number
  readonly #network: Uint8Array
  readonly #needed: () => number
  readonly #keep: (entry: Entry) => boolean
  readonly #heard = new Set<number>()
  /** What others say to have seen and have not shown, by who said it. */
  readonly #claims = new Map<number, Tip>()
  #signer: Signer
  #successor: Signer | undefined
  /** The newest entry that this disk has. */
  #own: Tip | undefined
  /** The newest entry that anybody has shown, where that is not the own one. */
  #shown: Tip | undefined
  #forked: Position | undefined
  #barred = false

  /**
   * @param tip the newest entry of the account on the own disk.
   * @param needed how many others must have said what they know before the first entry; 0 for one that is alone.
   * @param keep takes an entry into the own replica: one that is not kept was never written.
   */
  constructor(options: {
    readonly account: number
    readonly network: Uint8Array
    readonly signer: Signer
    readonly tip: Tip | undefined
    readonly needed: () => number
    readonly keep: (entry: Entry) => boolean
  }) {
    this.account = options.account
    this.#network = options.network
    this.#signer = options.signer
    this.#own = options.tip
    this.#needed = options.needed
    this.#keep = options.keep
  }

  get state(): OwnState {
    if (this.#forked !== undefined) return { kind: 'forked', at: this.#forked }
    if (this.#barred) return { kind: 'barred' }
    const [heard, needed] = [this.#heard.size, this.#needed()]
    if (heard < needed) return { kind: 'holding', heard, needed }
    if (this.#successor !== undefined) return { kind: 'rotating' }
    return { kind: this.#shown === undefined ? 'ready' : 'behind' }
  }

  get mayWrite(): boolean {
    const { kind } = this.state
    return kind === 'ready' || kind === 'behind'
  }

  /** The newest entry that this peer knows itself to have written and stored. */
  get tip(): Tip | undefined {
    return this.#own
  }

  /** Who signs now: another one once a rotation of keys is certified. */
  get signer(): Signer {
    return this.#signer
  }

  /** Hold until others were asked again: after a disk was found to have lied, or was put back. */
  hold(): void {
    this.#heard.clear()
    this.#claims.clear()
  }

  /**
   * A validator said what it knows of this account. Where that is more than this peer knows, it counts only once the entry
   * has been shown: else a liar could drive the author from one incarnation to the next, or keep it silent.
   * @param tip its newest entry; undefined where it has none.
   */
  confirm(by: number, tip: Tip | undefined): void {
    this.#claims.delete(by)
    if (tip === undefined || this.#isKnown(tip)) this.#heard.add(by)
    else if (!this.#heard.has(by)) this.#claims.set(by, tip)
  }

  /** An entry of this account came from somewhere, and its signature is good: it was signed with its key. */
  show(entry: Pick<Entry, 'account' | 'incarnation' | 'seq' | 'id'>): void {
    const { account, incarnation, seq, id } = entry
    const tip = { account, incarnation, seq, id }
    const progress = compareProgress(tip, this.#own ?? NOWHERE)
    if (progress === 0 && this.#own !== undefined && !sameTip(tip, this.#own)) this.contradict(tip)
    if (progress > 0 && compareProgress(tip, this.#shown ?? NOWHERE) > 0) this.#shown = tip
    for (const [by, claim] of this.#claims) if (this.#isKnown(claim)) this.confirm(by, claim)
  }

  /** Two entries of this account are known at one position, and both are signed with its key. */
  contradict({ account, incarnation, seq }: Position): void {
    this.#forked ??= { account, incarnation, seq }
  }

  /** Whether the entry is no news: it comes before the newest that is known, or is that. */
  #isKnown(tip: Tip): boolean {
    const newest = this.#shown ?? this.#own
    return newest !== undefined && (compareProgress(tip, newest) < 0 || sameTip(tip, newest))
  }

  /**
   * Sign the next entries; the first of a new incarnation goes before them where others know more than the own disk.
   * @param successor the holder of the next key, where the last body is a `rotate-key` and only then.
   * Throws RangeError for a body that nobody would take.
   */
  write(bodies: readonly Body[], knowledge: Knowledge, successor?: Signer): Written {
    refuseMisfits(bodies, successor)
    const entries: Entry[] = []
    for (const body of bodies) {
      const refused = this.#write(body, knowledge, entries)
      if (refused !== undefined) return { entries, refused }
    }
    this.#successor = successor
    return { entries }
  }

  #write(body: Body, knowledge: Knowledge, written: Entry[]): Written['refused'] {
    const { kind } = this.state
    if (kind !== 'ready' && kind !== 'behind') return kind
    const { incarnation, seq } = this.#shown ?? this.#own ?? NOWHERE
    if (this.#shown === undefined) {
      return seq >= LARGEST_SEQ ? 'worn-out' : this.#sign(this.#own, body, knowledge, written)
    }
    if (incarnation >= LARGEST_INCARNATION) return 'worn-out'
    const beginning = { account: this.account, incarnation: incarnation + 1, seq: 0, id: NO_ENTRY }
    return (
      this.#sign(beginning, { kind: 'reincarnate' }, knowledge, written) ??
      this.#sign(this.#own, body, knowledge, written)
    )
  }

  /**
   * A certificate was adopted.
   * @param author what its roster says of this account.
   * @param certified the account's newest certified entry.
   */
  follow(author: Author | undefined, certified: Tip | undefined): void {
    this.#barred = author === undefined
    if (author === undefined) return
    if (this.#successor !== undefined && sameBytes(author.key, this.#successor.key)) {
      this.#signer = this.#successor
      this.#successor = undefined
      // what was not certified with the rotation is void
      this.#own = certified
    } else if (!sameBytes(author.key, this.#signer.key)) this.#barred = true
    // the rotation, which is the last thing that was written, was certified and came to nothing
    else if (certified !== undefined && this.#own !== undefined && compareProgress(certified, this.#own) >= 0)
      this.#successor = undefined
    if (certified !== undefined) this.show(certified)
  }

  #sign(last: Tip | undefined, body: Body, knowledge: Knowledge, written: Entry[]): 'not-kept' | undefined {
    const { incarnation, seq, id: prev } = last ?? NOWHERE
    const position = { account: this.account, incarnation, seq: seq + 1 }
    const entry = signEntry({ network: this.#network, ...position, prev, ...knowledge, body }, this.#signer)
    // nobody has seen it: what the replica does not keep may be forgotten
    if (!this.#keep(entry)) return 'not-kept'
    this.#own = { ...position, id: entry.id }
    this.#shown = undefined
    written.push(entry)
    return undefined
  }
}

function refuseMisfits(bodies: readonly Body[], successor: Signer | undefined): void {
  const rotations = bodies.filter((body) => body.kind === 'rotate-key')
  const last = bodies[bodies.length - 1]
  const fits = last?.kind === 'rotate-key' && successor !== undefined && sameBytes(last.key, successor.key)
  if (rotations.length !== (successor === undefined ? 0 : 1) || fits !== (successor !== undefined))
    throw new RangeError('a rotation of keys goes last, with the holder of the next key')
}

/** Before the first entry. */
const NOWHERE: Tip = { account: 0, incarnation: 0, seq: 0, id: NO_ENTRY }
