import {
  type Frontier,
  frontierRoot,
  type Hello,
  type Missing,
  type Replica,
  type SyncMessage,
  sameBytes,
} from '@jazzgrid/ledger'
import type { Chance } from '@jazzgrid/units'
import { bytesToHex } from '@noble/hashes/utils.js'
import type { Council, Lack } from '../../council/council.js'
import { certificatePrefix } from '../../state/community-state.js'
import { stretchBelow } from '../entry-desk.js'
import type { PeerEffect, PeerName, StoreAsk } from '../peer-effect.js'
import type { RoundEvent } from '../round-event.js'
import type { RoundKeeper } from '../round-keeper.js'
import { AnswerDesk, MOST_DECISIONS } from './answer-desk.js'
import { DecisionDesk } from './decision-desk.js'
import { aheadOf, isEmpty, type Wish, wishFor } from './exchange-of-entries.js'
import { helloOf } from './hello.js'
import { Lacking } from './lacking.js'
import { Neighbour } from './neighbour.js'

/** What entries brought: `faulty` where one of them is what no honest peer passes on. */
export type Taken = 'news' | 'nothing' | 'faulty'

/** What the desk may do beside answering. */
export interface SyncHost {
  effect(effect: PeerEffect): void
  take(wires: readonly Uint8Array[], from: PeerName): Taken
  events(events: readonly RoundEvent[]): void
}

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
  readonly #answers: AnswerDesk
  readonly #decisions: DecisionDesk
  readonly #lacking = new Lacking()

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
    this.#answers = new AnswerDesk(options.replica, options.council, options.host.effect)
    this.#decisions = new DecisionDesk(options.keeper)
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
    if (neighbour !== undefined && ask.what !== 'rival') this.#answers.found(neighbour, ask, found)
  }

  /** A round cannot be worked out without these. */
  lack(lack: Lack, now: number): void {
    if (this.#lacking.lack(lack)) this.#ask(now)
  }

  lackDecision(height: number, now: number): void {
    if (this.#lacking.lackDecision(height)) this.#ask(now)
  }

  /** @returns whether anything is still lacking. */
  askAgain(now: number): boolean {
    if (this.#lacking.isEmpty) return false
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
    this.#lacking.clear()
    const next = this.#decisions.next(height)
    if (next !== undefined) {
      this.#host.events(next.events)
      return
    }
    const further = [...this.#neighbours.values()].filter((neighbour) => neighbour.height > height)
    if (further.length > 0) this.#wantDecisions(this.#chance.pick(further), now)
  }

  #greet(neighbour: Neighbour, now: number): void {
    neighbour.greetedAt = now
    this.#send(neighbour, helloOf(this.#network, this.#council.state, this.#replica))
    const summary = this.#keeper.summary()
    if (summary.length > 0) this.#send(neighbour, { kind: 'seal', summary })
  }

  #hear(neighbour: Neighbour, message: SyncMessage, now: number): void {
    switch (message.kind) {
      case 'hello':
        this.#hearHello(neighbour, message, now)
        return
      case 'frontier':
        this.#compare(neighbour, message.tips, now)
        this.#send(neighbour, { kind: 'ahead', tips: aheadOf(message.tips, this.#replica.frontier()) })
        return
      case 'ahead':
        this.#compare(neighbour, message.tips, now)
        return
      case 'want':
        this.#answers.entries(neighbour, message.request, message.ranges)
        return
      case 'want-ids':
        this.#answers.named(neighbour, message.request, message.entries)
        return
      case 'entries':
        neighbour.answers(message.request, message.more)
        this.#hearEntries(neighbour, message, now)
        return
      case 'want-decisions':
        this.#answers.decisions(neighbour, message.request, message.from, message.to)
        return
      case 'decisions':
        if (neighbour.answers(message.request, message.more)) this.#hearDecisions(neighbour, message.decisions)
        return
      case 'want-vectors':
        this.#answers.vectors(neighbour, message.request, message.roots)
        return
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
    if (neighbour.tips.length > 0 && this.#account !== undefined) neighbour.confirm(this.#account, this.#replica)
    if (taken === 'news' && !more) this.#want(neighbour, wishFor(neighbour.tips, this.#replica), now)
  }

  #hearHello(neighbour: Neighbour, hello: Hello, now: number): void {
    if (!sameBytes(hello.network, this.#network)) {
      this.#blame(neighbour.name, 'other network')
      return
    }
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
    if (this.#account !== undefined) neighbour.confirm(this.#account, this.#replica)
    this.#want(neighbour, wishFor(tips, this.#replica), now)
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

  #hearDecisions(neighbour: Neighbour, decisions: readonly { readonly bytes: Uint8Array }[]): void {
    for (const { bytes } of decisions) {
      const { fault, events } = this.#decisions.hear(bytes)
      if (fault !== undefined) this.#blame(neighbour.name, fault)
      this.#host.events(events)
    }
  }

  #hearVectors(vectors: readonly Uint8Array[], neighbour: Neighbour, now: number): void {
    const roots = this.#council.shelf.take(vectors)
    if (roots === undefined) this.#blame(neighbour.name, 'bad vector')
    const news = roots?.some((root) => this.#lacking.vectors.some((wanted) => sameBytes(wanted, root)))
    if (news) this.#host.events(this.#keeper.retry(now))
  }

  /** Ask some neighbours for what a round lacks: those that are asked change from time to time. */
  #ask(now: number): void {
    for (const neighbour of this.#some(3)) {
      for (const message of this.#lacking.questions(() => neighbour.request(now))) this.#send(neighbour, message)
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
