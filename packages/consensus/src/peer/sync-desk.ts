import {
  compareProgress,
  decodeVector,
  encodeVector,
  type Frontier,
  frontierRoot,
  type Hello,
  type Missing,
  type Range,
  type Replica,
  type Run,
  SYNC_VERSION,
  type SyncMessage,
  sameBytes,
} from '@jazzgrid/ledger'
import type { Chance } from '@jazzgrid/units'
import { bytesToHex, hexToBytes } from '@noble/hashes/utils.js'
import type { Council, Lack } from '../council/council.js'
import { type Decision, decodeDecision } from '../council/decision.js'
import { certificatePrefix } from '../state/community-state.js'
import { stretchBelow } from './entry-desk.js'
import { aheadOf, isEmpty, type Wish, wishFor } from './exchange-of-entries.js'
import { Neighbour } from './neighbour.js'
import type { PeerEffect, PeerName, StoreAsk } from './peer-effect.js'
import type { RoundEvent, RoundKeeper } from './round-keeper.js'

/** What entries brought: `faulty` where one of them is what no honest peer passes on. */
export type Taken = 'news' | 'nothing' | 'faulty'

/** What the desk may do beside answering. */
export interface SyncHost {
  effect(effect: PeerEffect): void
  take(wires: readonly Uint8Array[], from: PeerName): Taken
  events(events: readonly RoundEvent[]): void
}

/** Decisions that are asked for, and kept until their turn comes. */
const MOST_DECISIONS = 32
/** Of an entry that is not there, the next ones are of no use yet. */
const MOST_ENTRIES = 512
/** A hello is answered, but not each of a flood of them [ms]. */
const GREETING_PAUSE = 1_000
const FAULTY = 10

/**
 * Anti-entropy: what gossip lost, or swallowed while the peer was cut off, is asked of neighbours. Each says where it
 * stands; where that differs they compare frontiers and ask for what they lack.
 */
export class SyncDesk {
  readonly #network: Uint8Array
  readonly #replica: Replica
  readonly #council: Council
  readonly #keeper: RoundKeeper
  readonly #chance: Chance
  readonly #account: number | undefined
  readonly #host: SyncHost
  readonly #neighbours = new Map<PeerName, Neighbour>()
  readonly #backlog = new Map<number, Decision>()
  #lack: Lack | undefined
  #decision: number | undefined

  constructor(options: {
    readonly network: Uint8Array
    readonly replica: Replica
    readonly council: Council
    readonly keeper: RoundKeeper
    readonly chance: Chance
    readonly account?: number
    readonly host: SyncHost
  }) {
    this.#network = options.network
    this.#replica = options.replica
    this.#council = options.council
    this.#keeper = options.keeper
    this.#chance = options.chance
    this.#account = options.account
    this.#host = options.host
  }

  /** Neighbours that have shown what they know of this peer's own chain. */
  get confirmations(): number {
    return [...this.#neighbours.values()].filter(({ confirmed }) => confirmed).length
  }

  /** Neighbours that know of a later decision. */
  beyond(height: number): number {
    return [...this.#neighbours.values()].filter((neighbour) => neighbour.height > height).length
  }

  connected(name: PeerName, now: number): void {
    const neighbour = new Neighbour(name)
    this.#neighbours.set(name, neighbour)
    this.#greet(neighbour, now)
  }

  disconnected(name: PeerName): void {
    this.#neighbours.delete(name)
  }

  greetSome(count: number, now: number): void {
    for (const neighbour of this.#some(count)) this.#greet(neighbour, now)
  }

  frame(name: PeerName, frame: Uint8Array, now: number): void {
    const neighbour = this.#neighbours.get(name)
    const message = neighbour?.reader.take(frame)
    if (neighbour === undefined || message === undefined) return
    if (typeof message === 'string') this.#blame(name, `frame ${message}`)
    else this.#hear(neighbour, message, now)
  }

  /** What the store had to an ask of this neighbour. */
  answer(name: PeerName, ask: StoreAsk, found: readonly Uint8Array[]): void {
    const neighbour = this.#neighbours.get(name)
    if (neighbour === undefined || ask.what === 'rival') return
    if (ask.what === 'chain') {
      this.#send(neighbour, { kind: 'entries', request: ask.request, more: false, wires: found })
    } else {
      const decisions = found.map((bytes, i) => ({ height: ask.from + i, bytes }))
      this.#send(neighbour, { kind: 'decisions', request: ask.request, more: false, decisions })
    }
  }

  /** A round cannot be worked out without these. */
  lack(lack: Lack, now: number): void {
    const isNew = this.#lack === undefined || nameOf(this.#lack) !== nameOf(lack)
    this.#lack = lack
    if (isNew) this.#ask(now)
  }

  lackDecision(height: number, now: number): void {
    const isNew = this.#decision !== height
    this.#decision = height
    if (isNew) this.#ask(now)
  }

  /** @returns whether anything is still lacking. */
  askAgain(now: number): boolean {
    if (this.#lack === undefined && this.#decision === undefined) return false
    this.#ask(now)
    return true
  }

  /** Entries wait for others that come before them. */
  askBelow(missing: readonly Missing[], from: PeerName, now: number): void {
    const neighbour = this.#neighbours.get(from) ?? this.#some(1)[0]
    if (neighbour === undefined || missing.length === 0) return
    const ranges = missing.slice(0, 16).map((gap) => stretchBelow(gap, this.#replica))
    this.#want(neighbour, { ranges, entries: [] }, now)
  }

  /** A height is decided: on to what is known of the next. */
  decided(height: number, now: number): void {
    this.#lack = undefined
    this.#decision = undefined
    for (const old of this.#backlog.keys()) if (old <= height) this.#backlog.delete(old)
    const next = this.#backlog.get(height + 1)
    if (next !== undefined) this.#adopt(next, undefined)
    else {
      const further = [...this.#neighbours.values()].filter((neighbour) => neighbour.height > height)
      if (further.length > 0) this.#wantDecisions(this.#chance.pick(further), now)
    }
  }

  #greet(neighbour: Neighbour, now: number): void {
    const { height, certificate } = this.#council.state
    neighbour.greetedAt = now
    this.#send(neighbour, {
      kind: 'hello',
      version: SYNC_VERSION,
      network: this.#network,
      height,
      certificate: hexToBytes(certificate).slice(0, 8),
      root: frontierRoot(this.#replica.frontier()),
    })
    const summary = this.#keeper.summary()
    if (summary.length > 0) this.#send(neighbour, { kind: 'seal', summary })
  }

  #hear(neighbour: Neighbour, message: SyncMessage, now: number): void {
    switch (message.kind) {
      case 'hello':
        return this.#hearHello(neighbour, message, now)
      case 'frontier':
        this.#compare(neighbour, message.tips, now)
        this.#send(neighbour, { kind: 'ahead', tips: aheadOf(message.tips, this.#replica.frontier()) })
        return
      case 'ahead':
        return this.#compare(neighbour, message.tips, now)
      case 'want':
        for (const range of message.ranges) this.#give(neighbour, message.request, range)
        return
      case 'want-ids':
        for (const { seq, ...rest } of message.entries) {
          this.#give(neighbour, message.request, { ...rest, from: seq, to: seq })
        }
        return
      case 'entries':
        neighbour.answers(message.request, message.more)
        this.#hearEntries(neighbour, message, now)
        return
      case 'want-decisions': {
        const { request, from, to } = message
        const last = Math.min(to, this.#council.state.height, from + MOST_DECISIONS - 1)
        const ask = { what: 'decisions', request, from, to: last } as const
        this.#host.effect({ kind: 'read', for: neighbour.name, ask })
        return
      }
      case 'decisions':
        if (!neighbour.answers(message.request, message.more)) return
        for (const { bytes } of message.decisions) this.#hearDecision(bytes, neighbour)
        return
      case 'want-vectors': {
        const vectors = message.roots
          .map((root) => this.#council.shelf.at(root))
          .filter((vector) => vector !== undefined)
          .map(encodeVector)
        this.#send(neighbour, { kind: 'vectors', request: message.request, more: false, vectors })
        return
      }
      case 'vectors':
        if (neighbour.answers(message.request, message.more)) this.#hearVectors(message.vectors, neighbour, now)
        return
      case 'seal': {
        const messages = this.#keeper.missing(message.summary)
        if (messages.length > 0) this.#send(neighbour, { kind: 'messages', messages })
        return
      }
      case 'messages':
        for (const wire of message.messages) {
          const { verdict, events } = this.#keeper.message(wire, now)
          if (verdict === 'invalid') this.#blame(neighbour.name, 'bad seal message')
          this.#host.events(events)
        }
        return
      case 'want-snapshot':
        this.#send(neighbour, { ...message, kind: 'snapshot', parts: 0, bytes: new Uint8Array() })
        return
      case 'snapshot':
      case 'evidence':
      case 'fragment':
        return
    }
  }

  /** Whoever brought something may have more; whoever did not is not asked again before it says so. */
  #hearEntries(neighbour: Neighbour, { wires, more }: Extract<SyncMessage, { kind: 'entries' }>, now: number): void {
    const taken = this.#host.take(wires, neighbour.name)
    if (taken === 'faulty') this.#blame(neighbour.name, 'bad entry')
    if (neighbour.tips.length > 0) this.#confirm(neighbour)
    if (taken === 'news' && !more) this.#want(neighbour, wishFor(neighbour.tips, this.#replica), now)
  }

  #hearHello(neighbour: Neighbour, hello: Hello, now: number): void {
    if (!sameBytes(hello.network, this.#network)) return this.#blame(neighbour.name, 'other network')
    const { height } = this.#council.state
    neighbour.height = hello.height
    if (now - neighbour.greetedAt >= GREETING_PAUSE) this.#greet(neighbour, now)
    if (hello.height > height) this.#wantDecisions(neighbour, now)
    else this.#compareHistory(neighbour, hello, now)
    const own = this.#replica.frontier()
    if (sameBytes(hello.root, frontierRoot(own))) neighbour.confirmed = true
    else this.#send(neighbour, { kind: 'frontier', from: 0, to: 2 ** 31 - 1, tips: own })
  }

  /** Another decision at a height of ours would show that more than f validators lied. */
  #compareHistory(neighbour: Neighbour, { height, certificate }: Hello, now: number): void {
    const known = certificatePrefix(this.#council.state, height)
    if (height === 0 || known === undefined || known === bytesToHex(certificate)) return
    const request = neighbour.request(now)
    if (request !== undefined) this.#send(neighbour, { kind: 'want-decisions', request, from: height, to: height })
  }

  #compare(neighbour: Neighbour, tips: Frontier, now: number): void {
    neighbour.tips = tips
    this.#confirm(neighbour)
    this.#want(neighbour, wishFor(tips, this.#replica), now)
  }

  /** A claim is no proof: whoever knows more of the own chain counts once the entries are here. */
  #confirm(neighbour: Neighbour): void {
    if (this.#account === undefined) return
    const claimed = neighbour.tips.find(({ account }) => account === this.#account)
    const own = this.#replica.tip(this.#account) ?? { account: this.#account, incarnation: 0, seq: 0 }
    neighbour.confirmed = claimed === undefined || compareProgress(claimed, own) <= 0
  }

  #want(neighbour: Neighbour, wish: Wish, now: number): void {
    if (isEmpty(wish)) return
    const request = neighbour.request(now)
    if (request === undefined) return
    if (wish.ranges.length > 0) this.#send(neighbour, { kind: 'want', request, ranges: wish.ranges })
    else this.#send(neighbour, { kind: 'want-ids', request, entries: wish.entries })
  }

  #wantDecisions(neighbour: Neighbour, now: number): void {
    const request = neighbour.request(now)
    const from = this.#council.state.height + 1
    if (request === undefined || neighbour.height < from) return
    const to = Math.min(neighbour.height, from + MOST_DECISIONS - 1)
    this.#send(neighbour, { kind: 'want-decisions', request, from, to })
  }

  /** Open entries from memory, certified ones from the store. */
  #give(
    neighbour: Neighbour,
    request: number,
    range: { account: number; incarnation: number; from: number; to: number },
  ) {
    const { account, incarnation, from } = range
    const to = Math.min(range.to, from + MOST_ENTRIES - 1)
    const open = this.#replica.open(account, incarnation, from, to)
    const firstOpen = open.length > 0 ? open[0].seq : to + 1
    if (open.length > 0) {
      const wires = open.map(({ wire }) => wire)
      this.#send(neighbour, { kind: 'entries', request, more: firstOpen > from, wires })
    }
    if (firstOpen > from) {
      const ask = { what: 'chain', request, account, incarnation, from, to: firstOpen - 1 } as const
      this.#host.effect({ kind: 'read', for: neighbour.name, ask })
    }
  }

  #hearDecision(bytes: Uint8Array, neighbour: Neighbour): void {
    const decision = decodeDecision(bytes)
    if (decision === undefined) return this.#blame(neighbour.name, 'bad decision')
    const { height } = decision.certificate.value
    if (height <= this.#keeper.height) this.#adopt(decision, neighbour)
    else if (height > this.#keeper.height && this.#backlog.size < MOST_DECISIONS) this.#backlog.set(height, decision)
  }

  #adopt({ certificate, runs }: Decision, from: Neighbour | undefined): void {
    const { adoption, events } = this.#keeper.adopt(certificate, runs)
    if (adoption === 'invalid') {
      this.#backlog.clear()
      if (from !== undefined) this.#blame(from.name, 'bad certificate')
    }
    this.#host.events(events)
  }

  #hearVectors(vectors: readonly Uint8Array[], neighbour: Neighbour, now: number): void {
    const wanted = this.#lack?.vectors ?? []
    let news = false
    for (const bytes of vectors) {
      const vector = decodeVector(bytes)
      if (vector === undefined) return this.#blame(neighbour.name, 'bad vector')
      const root = this.#council.shelf.put(vector)
      news ||= wanted.some((other) => sameBytes(other, root))
    }
    if (news) this.#host.events(this.#keeper.retry(now))
  }

  /** Ask some neighbours for what a round lacks: those that are asked change from time to time. */
  #ask(now: number): void {
    for (const neighbour of this.#some(3)) {
      if (this.#decision !== undefined) {
        const request = neighbour.request(now)
        const height = this.#decision
        if (request !== undefined) {
          this.#send(neighbour, { kind: 'want-decisions', request, from: height, to: height })
        }
      }
      if (this.#lack === undefined) continue
      const { vectors, runs } = this.#lack
      const request = neighbour.request(now)
      if (request === undefined) continue
      if (vectors.length > 0) this.#send(neighbour, { kind: 'want-vectors', request, roots: vectors })
      else this.#send(neighbour, { kind: 'want', request, ranges: runs.map(rangeOf) })
    }
  }

  #some(count: number): readonly Neighbour[] {
    return this.#chance.shuffled([...this.#neighbours.values()]).slice(0, count)
  }

  #send(neighbour: Neighbour, message: SyncMessage): void {
    for (const effect of neighbour.send(message)) this.#host.effect(effect)
  }

  #blame(peer: PeerName, reason: string): void {
    this.#host.effect({ kind: 'penalise', peer, reason, points: FAULTY })
  }
}

/** Equal where the same is lacking: that is asked for again after a while, not at once. */
const nameOf = ({ vectors, runs }: Lack): string =>
  [...vectors, ...runs.map(({ ids }) => ids[ids.length - 1])].map(bytesToHex).join(' ')

const rangeOf = ({ account, incarnation, from, ids }: Run): Range => ({
  account,
  incarnation,
  from,
  to: from + ids.length - 1,
})
