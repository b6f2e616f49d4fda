import { type Missing, type Question, type Standing, type SyncAction, SyncSession } from '@jazzgrid/ledger'
import { bytesToHex } from '@noble/hashes/utils.js'
import type { Council, Lack } from '../../council/council.js'
import { isWholeAnswer } from '../../seal/record/catch-up.js'
import { certificatePrefix } from '../../state/community-state.js'
import type { Chronicle } from '../history/chronicle.js'
import { HistoryDesk } from '../history/history-desk.js'
import { TransferDesk } from '../history/transfer-desk.js'
import type { PeerName, StoreAsk } from '../peer-effect.js'
import type { PeerPace } from '../peer-options.js'
import type { RoundKeeper } from '../round-keeper.js'
import { AnswerDesk, MOST_DECISIONS, readingCost } from './answer-desk.js'
import { DecisionDesk } from './decision-desk.js'
import { Hearing } from './hearing.js'
import { Lacking } from './lacking.js'
import type { Neighbour } from './neighbour.js'
import type { Neighbourhood } from './neighbourhood.js'
import { type NeighbourFault, penaltyFor } from './penalty.js'
import { type SessionTerms, sessionHost } from './session-host.js'
import type { SyncDeskHost } from './sync-desk-host.js'

type Heard = Extract<SyncAction, { do: 'hear' }>['message']

/** A neighbour that says hello is asked what it knows of the round, but not each time that it does [ms]. */
const GREETING_PAUSE = 1_000

/**
 * Anti-entropy: one session with each neighbour. Entries are the sessions' business; the desk takes in decisions, vectors
 * and what validators said, and asks for what a round cannot be worked out without.
 */
export class SyncDesk {
  readonly #terms: SessionTerms
  readonly #council: Council
  readonly #keeper: RoundKeeper
  readonly #neighbours: Neighbourhood
  readonly #account: number | undefined
  readonly #patience: number
  readonly #host: SyncDeskHost
  readonly #answers: AnswerDesk
  readonly #decisions: DecisionDesk
  readonly #lacking = new Lacking()
  readonly #hearing: Hearing
  readonly #transfer: TransferDesk
  readonly #jump: number

  constructor(
    terms: SessionTerms & {
      readonly keeper: RoundKeeper
      readonly neighbours: Neighbourhood
      /** Whom the peer writes for. */
      readonly account: number | undefined
      /** See `PeerPace`. */
      readonly pace: Pick<PeerPace, 'patience' | 'jump'>
      readonly chronicle: Chronicle
      readonly host: SyncDeskHost
    },
  ) {
    this.#terms = terms
    this.#council = terms.council
    this.#keeper = terms.keeper
    this.#neighbours = terms.neighbours
    this.#account = terms.account
    this.#patience = terms.pace.patience
    this.#jump = terms.pace.jump
    this.#host = terms.host
    this.#answers = new AnswerDesk(terms.council, terms.keeper, new HistoryDesk(terms))
    this.#decisions = new DecisionDesk(terms.keeper)
    this.#hearing = new Hearing(terms.council, terms.keeper, this.#decisions, this.#lacking)
    this.#transfer = new TransferDesk(
      () => terms.chronicle.follower(),
      (name, question, now) => {
        const neighbour = this.#neighbours.get(name)
        return neighbour !== undefined && this.#question(neighbour, question, now)
      },
      terms.neighbours,
    )
  }

  /** Other validators that are connected and have said hello. */
  get reached(): number {
    return this.#neighbours.count(({ height }) => height !== undefined)
  }

  /** Other validators that have told what they hold of the height that is being decided, and are deciding it themselves. */
  get told(): number {
    return this.#neighbours.count(({ told }) => told === this.#keeper.height)
  }

  connected(name: PeerName, now: number): void {
    const host = sessionHost(this.#terms, (wires) => this.#host.take(wires, name))
    const neighbour = this.#neighbours.add(name, new SyncSession(host, { patience: this.#patience }))
    this.#greet(neighbour, now)
  }

  disconnected(name: PeerName, now: number): void {
    this.#neighbours.remove(name)
    this.#transfer.forget(name, now)
  }

  greet(name: PeerName, now: number): void {
    const neighbour = this.#neighbours.get(name)
    if (neighbour !== undefined) this.#greet(neighbour, now)
  }

  greetSome(count: number, now: number): void {
    this.#transfer.tick(now)
    for (const neighbour of this.#neighbours.shuffled.slice(0, count)) this.#greet(neighbour, now)
  }

  /** Ask those who have not told yet what they hold of the height that is being decided. */
  listen(now: number): void {
    for (const neighbour of this.#neighbours.all) {
      if (neighbour.told !== this.#keeper.height) this.#askMessages(neighbour, now)
    }
  }

  frame(name: PeerName, frame: Uint8Array, now: number): void {
    const neighbour = this.#neighbours.get(name)
    if (neighbour !== undefined) this.#carry(neighbour, neighbour.session.take(frame, now), now)
  }

  /** What the store had to an ask of this neighbour. */
  found(name: PeerName, ask: Exclude<StoreAsk, { what: 'rival' }>, found: readonly Uint8Array[], now: number): void {
    const neighbour = this.#neighbours.get(name)
    if (neighbour?.number !== ask.session) return
    const { session } = neighbour
    const isEntries = ask.what === 'entries'
    const given = isEntries
      ? session.giveEntries(ask.request, found)
      : session.give(this.#answers.found(ask, found), now, readingCost(ask, found))
    this.#carry(neighbour, given, now)
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

  /** Entries that came by gossip wait for others that come before them. */
  seek(missing: readonly Missing[], from: PeerName, now: number): void {
    const neighbour = this.#neighbours.get(from) ?? this.#neighbours.shuffled[0]
    if (neighbour !== undefined && missing.length > 0) {
      this.#carry(neighbour, neighbour.session.seek(missing, now), now)
    }
  }

  /** A height is decided: on to what is known of the next. */
  decided(height: number, now: number): void {
    this.#lacking.clear()
    const next = this.#decisions.next(height)
    if (next !== undefined) {
      this.#host.events(next.events)
      return
    }
    const further = this.#neighbours.shuffled.find((neighbour) => (neighbour.height ?? 0) > height)
    if (further !== undefined) this.#wantDecisions(further, now)
  }

  #greet(neighbour: Neighbour, now: number): void {
    this.#carry(neighbour, neighbour.session.compare(now), now)
    this.#askMessages(neighbour, now)
  }

  #askMessages(neighbour: Neighbour, now: number): void {
    if (this.#keeper.isAtRest(now)) return
    const summary = this.#keeper.summary()
    if (summary.length === 0) return
    neighbour.greetedAt = now
    const asked = neighbour.session.ask({ kind: 'want-messages', summary }, now)
    if (asked === undefined) return
    neighbour.asked(asked.request, this.#keeper.height)
    this.#carry(neighbour, asked.actions, now)
  }

  #carry(neighbour: Neighbour, actions: readonly SyncAction[], now: number): void {
    for (const action of actions) this.#do(neighbour, action, now)
  }

  #do(neighbour: Neighbour, action: SyncAction, now: number): void {
    const { name, number: session } = neighbour
    switch (action.do) {
      case 'send':
        this.#host.effect({ kind: 'send', to: name, frame: action.frame })
        return
      case 'read': {
        const { request, portion } = action
        this.#host.effect({ kind: 'read', for: name, ask: { what: 'entries', session, request, ...portion } })
        return
      }
      case 'answer': {
        const answer = this.#answers.to(action.ask)
        if ('give' in answer) this.#carry(neighbour, neighbour.session.give(answer.give, now), now)
        else this.#host.effect({ kind: 'read', for: name, ask: { ...answer.read, session } })
        return
      }
      case 'note':
        this.#note(neighbour, action.standing, now)
        return
      case 'compared': {
        const { from, to, tips } = action.compared
        const by = this.#neighbours.account(neighbour)
        const own = this.#account
        if (by === undefined || own === undefined || own < from || own > to) return
        this.#host.confirm(
          by,
          tips.find(({ account }) => account === own),
        )
        return
      }
      case 'hear':
        this.#hear(neighbour, action.message, now)
        return
      case 'blame':
        this.#blame(name, action.fault)
    }
  }

  #note(neighbour: Neighbour, standing: Standing, now: number): void {
    const { name } = neighbour
    const { height } = this.#council.state
    neighbour.height = standing.height
    if (now - neighbour.greetedAt >= GREETING_PAUSE) this.#askMessages(neighbour, now)
    if (standing.height - height > this.#jump) this.#transfer.seek(name, now)
    if (standing.height > height) this.#wantDecisions(neighbour, now)
    else this.#compareHistory(neighbour, standing, now)
  }

  #hear(neighbour: Neighbour, message: Heard, now: number): void {
    if (message.kind === 'evidence') this.#host.proofs(message.proofs)
    if (message.kind === 'snapshot' || message.kind === 'proof') this.#take(neighbour, message, now)
    if (message.kind === 'evidence' || message.kind === 'snapshot' || message.kind === 'proof') return
    const asked = message.kind === 'messages' ? neighbour.answered(message.request) : undefined
    for (const { fault, isThin, events } of this.#hearing.of(message, now)) {
      if (fault !== undefined) this.#blame(neighbour.name, fault)
      if (isThin) this.#transfer.seek(neighbour.name, now)
      this.#host.events(events)
    }
    if (message.kind !== 'messages' || asked !== message.height) return
    if (isWholeAnswer(message.messages)) neighbour.told = asked
    else this.#askMessages(neighbour, now)
  }

  #take(neighbour: Neighbour, message: Extract<Heard, { kind: 'snapshot' | 'proof' }>, now: number): void {
    const { name } = neighbour
    const { blame, isExpired, done } =
      message.kind === 'snapshot' ? this.#transfer.part(name, message, now) : this.#transfer.trail(name, message, now)
    if (blame !== undefined) this.#blame(name, blame)
    if (done !== undefined) this.#host.leap(done)
    if (isExpired) this.#host.expired()
  }

  /** Another decision at a height of ours would show that more than f validators lied. */
  #compareHistory(neighbour: Neighbour, { height, certificate }: Standing, now: number): void {
    const known = certificatePrefix(this.#council.state, height)
    if (height === 0 || known === undefined || known === bytesToHex(certificate)) return
    this.#question(neighbour, { kind: 'want-decisions', from: height, to: height }, now)
  }

  #wantDecisions(neighbour: Neighbour, now: number): void {
    const from = this.#council.state.height + 1
    const to = Math.min(neighbour.height ?? 0, from + MOST_DECISIONS - 1)
    if (from <= to && !this.#transfer.isBusy) this.#question(neighbour, { kind: 'want-decisions', from, to }, now)
  }

  /** Ask some neighbours for what a round lacks: those that are asked change from time to time. */
  #ask(now: number): void {
    let asked = 0
    for (const neighbour of this.#neighbours.shuffled) {
      const put = this.#lacking.questions.map((question) => this.#question(neighbour, question, now))
      if (put.includes(true) && ++asked === 3) return
    }
  }

  /** @returns whether the neighbour could be asked. */
  #question(neighbour: Neighbour, question: Question, now: number): boolean {
    const asked = neighbour.session.ask(question, now)
    if (asked !== undefined) this.#carry(neighbour, asked.actions, now)
    return asked !== undefined
  }

  #blame(peer: PeerName, fault: NeighbourFault): void {
    this.#host.effect({ kind: 'penalise', peer, reason: fault, points: penaltyFor(fault) })
  }
}
