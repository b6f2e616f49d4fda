import { sameBytes } from '../cbor/canonical-cbor.js'
import { Chain } from '../chain/chain.js'
import { type Frontier, sameTip, type Tip } from '../chain/frontier.js'
import type { Author, Roster } from '../chain/roster.js'
import { LONGEST_RUN, type Run, type Vector } from '../chain/vector.js'
import type { EvidenceBody } from '../entry/body.js'
import { type Entry, type EntryId, LARGEST_SEQ, type Position } from '../entry/entry.js'
import { readEntry } from '../entry/entry-codec.js'
import { isSignedBy } from '../entry/head.js'
import type { SignatureScheme } from '../signature/signature-scheme.js'
import { forkProof } from './fork-proof.js'
import { lackOf, type Range } from './lack.js'
import { Parking } from './parking.js'
import type { Ignorance, Reception } from './reception.js'

/** How much a peer holds that no certificate covers yet; beyond it an author has to wait. */
export interface ReplicaLimits {
  /** Entries of one account. */
  readonly open: number
  /** Entries of one account whose predecessors are missing. */
  readonly parked: number
  /** Entries of all accounts. Once they are so many, an account may have no more than one round takes in. */
  readonly total: number
}

/** An entry takes about 1.5 kB of memory. */
export const REPLICA_LIMITS: ReplicaLimits = { open: 10_000, parked: 256, total: 100_000 }

/** What a certificate changed: entries that are now certain, and those that will never be. */
export interface Certified {
  readonly entries: readonly Entry[]
  readonly voided: readonly Entry[]
}

/**
 * The part of the ledger that is still open: every account's entries above the newest certificate. Merge is union: it
 * does not matter in which order, how often or from whom entries come. Pure; writes to no disk and knows no peer.
 */
export class Replica {
  readonly #network: Uint8Array
  readonly #scheme: SignatureScheme
  readonly #limits: ReplicaLimits
  readonly #chains = new Map<number, Chain>()
  readonly #parking: Parking
  #roster: Roster
  #size = 0

  /** @param certified where every account stood at the newest certificate. */
  constructor(options: {
    readonly network: Uint8Array
    readonly roster: Roster
    readonly scheme: SignatureScheme
    readonly certified?: Frontier
    readonly limits?: ReplicaLimits
  }) {
    this.#network = options.network
    this.#roster = options.roster
    this.#scheme = options.scheme
    this.#limits = options.limits ?? REPLICA_LIMITS
    this.#parking = new Parking(this.#limits.parked)
    for (const tip of options.certified ?? []) this.#chains.set(tip.account, new Chain(tip.account, tip))
  }

  /**
   * Take in one entry from the wire.
   * @param expected ids that others vouch for: kept although their author has lied or has too many open.
   */
  receive(wire: Uint8Array, expected?: (id: EntryId) => boolean): Reception {
    const entry = readEntry(wire)
    if ('reason' in entry) {
      const { reason: why, place } = entry
      return place === undefined ? { kind: 'refused', why } : { kind: 'refused', why, place }
    }
    if (!sameBytes(entry.network, this.#network)) return { kind: 'refused', why: 'other-network' }
    const author = this.#roster.author(entry.account)
    if (author === undefined) return { kind: 'ignored', why: 'unknown-author' }
    const chain = this.#chainOf(entry.account)
    if (entry.incarnation > chain.incarnation + 1) return { kind: 'ignored', why: 'far-incarnation' }
    const held = chain.find(entry, entry.id)
    if (held !== undefined) return { kind: 'known', entry: held }
    const waiting = this.#parking.find(entry, entry.id)
    if (waiting !== undefined) return parked(waiting)
    const historic = chain.isHistoric(entry)
    const wanted = !historic && expected?.(entry.id) === true
    const why = historic || wanted ? undefined : this.#uselessness(chain, entry)
    if (why !== undefined) return { kind: 'ignored', why }
    if (isOfEarlierKey(entry, author)) return { kind: 'ignored', why: 'other-key' }
    // last, for it costs more than all the rest
    if (!this.#isSigned(entry, author)) {
      // the key may have changed with a certificate that is not here: no fault of the sender
      const later = entry.height > (this.#roster.height ?? entry.height)
      return later ? { kind: 'ignored', why: 'other-key' } : { kind: 'refused', why: 'bad-signature' }
    }
    if (historic) return { kind: 'historic', entry }
    if (chain.place(entry) !== 'orphan') return this.#join(chain, entry)
    return this.#parking.park(entry, wanted) ? parked(entry) : { kind: 'ignored', why: 'too-many-open' }
  }

  /** Open entries of all accounts; what is parked is not counted. */
  get size(): number {
    return this.#size
  }

  /** Entries that wait for one before them. */
  get parked(): number {
    return this.#parking.size
  }

  /** Every account's newest entry. */
  frontier(): Frontier {
    return this.#tips(({ tip }) => tip)
  }

  /** Where every account stood at the newest certificate. */
  certified(): Frontier {
    return this.#tips(({ certified }) => certified)
  }

  /** What this peer vouches for now: the undisputed open entries of every account. */
  vector(): Vector {
    const runs: Run[] = []
    for (const { account, newest } of this.#inOrder()) {
      const ids = newest.undisputed(LONGEST_RUN).map(({ id }) => id)
      if (ids.length > 0) runs.push({ account, incarnation: newest.incarnation, from: newest.base + 1, ids })
    }
    return runs
  }

  /** An open entry. */
  find(position: Position, id: EntryId): Entry | undefined {
    return this.#chains.get(position.account)?.find(position, id)
  }

  /** Open entries of a chain by seq, both of a position where its author equivocated. */
  open(account: number, incarnation: number, from: number, to: number): Entry[] {
    const lane = this.#chains.get(account)?.lane(incarnation)
    if (lane === undefined) return []
    const entries: Entry[] = []
    for (let seq = Math.max(from, lane.base + 1); seq <= Math.min(to, lane.top); seq++) entries.push(...lane.at(seq))
    return entries
  }

  /** The last seq of a chain that is certified: the store has the entries up to it. */
  certifiedUpTo(account: number, incarnation: number): number {
    const tip = this.#chains.get(account)?.certified
    if (tip === undefined || incarnation > tip.incarnation) return 0
    return incarnation < tip.incarnation ? LARGEST_SEQ : tip.seq
  }

  /** Where the account stands; undefined where it never wrote. */
  tip(account: number): Tip | undefined {
    return this.#chains.get(account)?.tip
  }

  /** The open entries below a tip, oldest first; undefined where some are not held. */
  pathTo(tip: Tip): Entry[] | undefined {
    const chain = this.#chains.get(tip.account)
    const certified = chain?.certified
    return certified !== undefined && sameTip(tip, certified) ? [] : chain?.pathTo(tip)
  }

  /** What to ask others for in order to hold this entry; undefined where it is held, or would not be kept here. */
  lacking(name: Tip): Range | undefined {
    if (this.#roster.author(name.account) === undefined) return undefined
    const chain = this.#chains.get(name.account) ?? new Chain(name.account)
    return lackOf(chain, name, this.#share() - chain.size, this.#parking)
  }

  /** A proof against every account of which two open entries stand at one position, ascending by account. */
  proofs(): EvidenceBody[] {
    return this.#inOrder().flatMap(({ lanes }) => {
      const forked = lanes.find(({ forkedAt }) => forkedAt !== undefined)
      if (forked?.forkedAt === undefined) return []
      const [one, other] = forked.at(forked.forkedAt)
      return forkProof(one, other)
    })
  }

  /**
   * Adopt a certificate: its frontier and the roster that follows from it. Every entry that it certifies must be held.
   * What stood beside it, or was signed by a key that is no longer its author's, is void.
   */
  certify(frontier: Frontier, roster: Roster): Certified {
    const paths = frontier.map((tip) => {
      const path = this.pathTo(tip)
      if (path === undefined) throw new RangeError(`entries of account ${tip.account} up to ${tip.seq} are missing`)
      return path
    })
    const before = this.#roster
    this.#roster = roster
    const voided: Entry[][] = []
    for (const [i, tip] of frontier.entries()) {
      if (paths[i].length > 0) voided.push(this.#chainOf(tip.account).certify(tip))
    }
    const rekeyed = new Set<number>()
    for (const chain of this.#inOrder()) {
      if (!this.#hasNewKey(chain.account, before)) continue
      rekeyed.add(chain.account)
      voided.push(chain.retain((entry) => this.#isStillSigned(entry)))
    }
    this.#parking.drop((entry) => {
      const chain = this.#chainOf(entry.account)
      const stranded = chain.isHistoric(entry) || chain.isAstray(entry)
      return stranded || (rekeyed.has(entry.account) && !this.#isStillSigned(entry))
    })
    this.#size = 0
    for (const { size } of this.#chains.values()) this.#size += size
    return { entries: paths.flat(), voided: voided.flat() }
  }

  /**
   * Go on from a certificate of much later, without the entries in between: what stands on its frontier is kept, and all
   * else that is open is void.
   */
  leap(frontier: Frontier, roster: Roster): readonly Entry[] {
    this.#roster = roster
    const voided: Entry[][] = []
    for (const tip of frontier) voided.push(this.#chainOf(tip.account).leap(tip))
    for (const chain of this.#inOrder()) voided.push(chain.retain((entry) => this.#isStillSigned(entry)))
    this.#parking.drop(() => true)
    this.#size = 0
    for (const { size } of this.#chains.values()) this.#size += size
    return voided.flat()
  }

  #hasNewKey(account: number, before: Roster): boolean {
    const [now, earlier] = [this.#roster.author(account), before.author(account)]
    return now === undefined || earlier === undefined || !sameBytes(now.key, earlier.key)
  }

  #isStillSigned(entry: Entry): boolean {
    const author = this.#roster.author(entry.account)
    return author !== undefined && !isOfEarlierKey(entry, author) && this.#isSigned(entry, author)
  }

  #isSigned({ id, signature }: Entry, { key }: Author): boolean {
    return isSignedBy(key, id, signature, this.#scheme)
  }

  /** Why a new entry above the certified ones would not be kept whatever its signature. */
  #uselessness(chain: Chain, entry: Entry): Ignorance | undefined {
    if (chain.isAstray(entry)) return 'astray'
    const fork = chain.lane(entry.incarnation)?.forkedAt
    if (fork !== undefined && entry.seq >= fork) return 'equivocator'
    return chain.size >= this.#share() ? 'too-many-open' : undefined
  }

  /** Open entries that an account may have now. */
  #share(): number {
    const { open, total } = this.#limits
    return this.#size < total ? open : Math.min(open, LONGEST_RUN)
  }

  #join(chain: Chain, entry: Entry): Reception {
    let proof = this.#put(chain, entry)
    const entries = [entry]
    // those that waited for it may be waited for themselves
    for (let i = 0; i < entries.length; i++) {
      for (const next of this.#parking.takeAfter(entries[i])) {
        const another = this.#put(chain, next)
        proof ??= another
        entries.push(next)
      }
    }
    return proof === undefined ? { kind: 'accepted', entries } : { kind: 'forked', entries, proof }
  }

  #put(chain: Chain, entry: Entry): EvidenceBody | undefined {
    const [rival] = chain.lane(entry.incarnation)?.at(entry.seq) ?? []
    chain.put(entry)
    this.#size++
    return rival === undefined ? undefined : forkProof(rival, entry)
  }

  #tips(of: (chain: Chain) => Tip | undefined): Frontier {
    return this.#inOrder().flatMap((chain) => of(chain) ?? [])
  }

  #inOrder(): Chain[] {
    return [...this.#chains.values()].sort((a, b) => a.account - b.account)
  }

  #chainOf(account: number): Chain {
    let chain = this.#chains.get(account)
    if (chain === undefined) {
      chain = new Chain(account)
      this.#chains.set(account, chain)
    }
    return chain
  }
}

/** Whoever rotates its key signs with the old one until it knows the certificate that gives it the new one. */
const isOfEarlierKey = ({ height }: Entry, { since = 0 }: Author): boolean => height < since

function parked(entry: Entry): Reception {
  const { account, incarnation, seq, prev } = entry
  return { kind: 'parked', entry, missing: { account, incarnation, seq: seq - 1, id: prev } }
}
