import { sameBytes } from '../cbor/canonical-cbor.js'
import { LARGEST_ACCOUNT } from '../entry/entry.js'
import { Allowance } from './answering/allowance.js'
import { positions } from './answering/portion.js'
import { MOST_GIVEN, Service } from './answering/service.js'
import { OpenRequests } from './asking/open-requests.js'
import { Pursuit } from './asking/pursuit.js'
import { type Compared, Comparison } from './comparison.js'
import { answerParts } from './message/answer-parts.js'
import { FrameReader, framesOf } from './message/frames.js'
import {
  type Decisions,
  type Entries,
  type EntryName,
  type Hello,
  type Proof,
  type SealMessages,
  type SnapshotPart,
  SYNC_VERSION,
  type SyncMessage,
  type Vectors,
} from './message/sync-message.js'
import { ProofExchange } from './proof-exchange.js'
import {
  type Asked,
  mostAnswers,
  type Question,
  type SyncAction,
  type SyncFault,
  type SyncHost,
} from './sync-action.js'
import type { SyncPace, SyncTraffic } from './sync-pace.js'

/**
 * The exchange with one neighbour over one connection: finds out what either lacks, asks for it, and answers. A state
 * machine: every call gets what happened and the time [ms], and returns what the host is to do. Frames must come in order;
 * when the connection ends, the session is thrown away and a new one begins.
 */
export class SyncSession {
  readonly #host: SyncHost
  readonly #comparison: Comparison
  readonly #pursuit: Pursuit
  readonly #reader = new FrameReader()
  readonly #requests: OpenRequests
  readonly #proofs = new ProofExchange()
  readonly #service: Service
  /** Comparisons that the neighbour may begin, and fewer that this peer does: none of an honest one is left unanswered. */
  readonly #hellos = new Allowance(8, 2)
  /** Entries that it may hand in without being asked. */
  readonly #handedIn = new Allowance(64, 4)
  readonly #greetings = new Allowance(4, 1)
  readonly #traffic = { sent: 0, sentBytes: 0, received: 0, receivedBytes: 0 }
  #over = false
  #actions: SyncAction[] = []

  constructor(host: SyncHost, { patience }: SyncPace = { patience: 5_000 }) {
    this.#host = host
    this.#requests = new OpenRequests(patience)
    this.#comparison = new Comparison(host.replica)
    this.#pursuit = new Pursuit(host.replica)
    this.#service = new Service(host.replica)
  }

  get traffic(): SyncTraffic {
    return { ...this.#traffic }
  }

  /** Requests that the neighbour has not answered yet. */
  get waiting(): number {
    return this.#requests.waiting
  }

  /** Compare with the neighbour: on connection, from time to time, and before each cut. */
  compare(now: number): SyncAction[] {
    this.#requests.expire(now)
    if (this.#requests.waiting === 0) this.#pursuit.renew()
    // a hello that is not answered yet is not repeated: the channel loses nothing but all
    if (!this.#comparison.isPending && this.#greetings.left(now) >= 1) {
      this.#greetings.spend(1, now)
      this.#greet()
    }
    const proofs = this.#proofs.toShow(this.#host.replica.proofs())
    if (proofs.length > 0) this.#send({ kind: 'evidence', proofs })
    return this.#done()
  }

  /** Ask for something that this peer knows of. @returns undefined where the neighbour leaves too much unanswered. */
  ask(question: Question, now: number): Asked | undefined {
    this.#requests.expire(now)
    if (this.#over || !this.#requests.isReady(now)) return undefined
    const request = this.#requests.begin(mostAnswers(question), now)
    this.#send({ ...question, request })
    return { request, actions: this.#done() }
  }

  /** The neighbour passed on entries that wait for these: ask it for them, now or as soon as it answers. */
  seek(missing: readonly EntryName[], now: number): SyncAction[] {
    this.#requests.expire(now)
    this.#pursuit.seek(missing)
    this.#want(now)
    return this.#done()
  }

  /** Give the neighbour entries that it did not ask for: see `Entries`. */
  handIn(wires: readonly Uint8Array[]): SyncAction[] {
    this.#sendParts({ kind: 'entries', request: 0, more: false, wires })
    return this.#done()
  }

  /** Entries that were read for a request; what is more than a frame is split. */
  giveEntries(request: number, wires: readonly Uint8Array[]): SyncAction[] {
    this.#sendParts({ kind: 'entries', request, more: false, wires: this.#service.finishEntries(request, wires) })
    return this.#done()
  }

  /** The answer to what the host was asked, or that there is none. @param cost bytes read for it, where it says less. */
  give(
    answer: Omit<Decisions, 'more'> | Omit<Vectors, 'more'> | Omit<Proof, 'more'> | SealMessages | SnapshotPart,
    now: number,
    cost = 0,
  ): SyncAction[] {
    const before = this.#traffic.sentBytes
    if (answer.kind === 'snapshot' || answer.kind === 'messages') this.#send(answer)
    else this.#sendParts({ ...answer, more: false })
    this.#service.finishOther(answer.request, Math.max(cost, this.#traffic.sentBytes - before), now)
    return this.#done()
  }

  /** A frame came. */
  take(frame: Uint8Array, now: number): SyncAction[] {
    this.#traffic.received++
    this.#traffic.receivedBytes += frame.length
    if (this.#over) return []
    this.#requests.expire(now)
    const message = this.#reader.take(frame)
    if (typeof message === 'string') this.#blame('malformed', message)
    else if (message !== undefined) this.#hear(message, now)
    return this.#done()
  }

  #hear(message: SyncMessage, now: number): void {
    switch (message.kind) {
      case 'hello':
        this.#hearHello(message, now)
        break
      case 'frontier': {
        const met = this.#comparison.frontier(message)
        if (met !== undefined) this.#send(met.answer)
        this.#learn(met?.compared, message.kind, now)
        break
      }
      case 'ahead':
        this.#learn(this.#comparison.ahead(message), message.kind, now)
        break
      case 'want':
      case 'want-ids': {
        const served = this.#service.entries(message, now)
        if (served.at === 'once') this.#sendParts(served.answer)
        else this.#actions.push({ do: 'read', request: message.request, portion: served.portion })
        break
      }
      case 'entries':
        if (message.request === 0) this.#takeHandedIn(message, now)
        else if (this.#wasAsked(message, message.wires.length, message.more, now)) this.#takeIn(message, now)
        break
      case 'decisions':
        if (this.#wasAsked(message, message.decisions.length, message.more, now)) this.#pass(message)
        break
      case 'vectors':
        if (this.#wasAsked(message, message.vectors.length, message.more, now)) this.#pass(message)
        break
      case 'messages':
        if (this.#wasAsked(message, message.messages.length, false, now)) this.#pass(message)
        break
      case 'snapshot':
        if (this.#wasAsked(message, 1, false, now)) this.#pass(message)
        break
      case 'proof':
        if (this.#wasAsked(message, message.proofs.length, message.more, now)) this.#pass(message)
        break
      case 'want-decisions':
      case 'want-vectors':
      case 'want-messages':
      case 'want-snapshot':
      case 'want-proof': {
        const answer = this.#service.other(message, now)
        if (answer === undefined) this.#actions.push({ do: 'answer', ask: message })
        else this.#send(answer)
        break
      }
      case 'evidence': {
        const proofs = this.#proofs.toHear(message.proofs)
        if (proofs.length > 0) this.#pass({ kind: 'evidence', proofs })
        break
      }
      case 'fragment':
        this.#blame('malformed', 'misfit fragment')
    }
  }

  #hearHello({ version, network, height, certificate, root }: Hello, now: number): void {
    const foreign = !sameBytes(network, this.#host.network)
    if (version !== SYNC_VERSION || foreign) {
      this.#blame(foreign ? 'other-network' : 'other-version', String(version))
      this.#over = true
      return
    }
    if (!this.#comparison.isPending) {
      if (this.#hellos.left(now) < 1) return
      this.#hellos.spend(1, now)
      this.#greet()
    }
    this.#actions.push({ do: 'note', standing: { height, certificate } })
    const parts = this.#comparison.meet(root)
    if (parts === 'equal') this.#actions.push({ do: 'compared', compared: NOTHING_DIFFERS })
    else for (const part of parts) this.#send(part)
  }

  #learn(compared: Compared | undefined, kind: string, now: number): void {
    if (compared === undefined) {
      this.#blame('unasked', kind)
      return
    }
    this.#actions.push({ do: 'compared', compared })
    this.#pursuit.learn(compared)
    this.#want(now)
  }

  #takeIn({ wires, more }: Entries, now: number): void {
    const { missing, faults } = this.#host.takeIn(wires)
    for (const fault of faults) this.#blame('bad-entry', fault)
    this.#pursuit.seek(missing)
    if (!more) this.#want(now)
  }

  /** Entries of somebody who keeps no ledger, or what it is lost without. */
  #takeHandedIn({ wires }: Entries, now: number): void {
    if (this.#handedIn.left(now) < wires.length) {
      this.#blame('unasked', 'entries')
      return
    }
    this.#handedIn.spend(wires.length, now)
    for (const fault of this.#host.takeIn(wires).faults) this.#blame('bad-entry', fault)
  }

  #want(now: number): void {
    if (this.#over || !this.#requests.isReady(now)) return
    const ranges = this.#pursuit.next()
    if (ranges.length === 0) return
    const most = 2 * Math.min(MOST_GIVEN, positions(ranges))
    this.#send({ kind: 'want', request: this.#requests.begin(most, now), ranges })
  }

  #wasAsked(
    { request, kind }: { readonly request: number; readonly kind: string },
    items: number,
    more: boolean,
    now: number,
  ): boolean {
    const asked = this.#requests.answer(request, items, more, now)
    if (!asked) this.#blame('unasked', kind)
    return asked
  }

  #greet(): void {
    const { network } = this.#host
    const root = this.#comparison.root()
    this.#send({ kind: 'hello', version: SYNC_VERSION, network, ...this.#host.standing(), root })
  }

  #sendParts(answer: Entries | Decisions | Vectors | Proof): void {
    for (const part of answerParts(answer)) this.#send(part)
  }

  #send(message: SyncMessage): void {
    if (this.#over) return
    for (const frame of framesOf(message)) {
      this.#traffic.sent++
      this.#traffic.sentBytes += frame.length
      this.#actions.push({ do: 'send', frame })
    }
  }

  #pass(message: Extract<SyncAction, { do: 'hear' }>['message']): void {
    this.#actions.push({ do: 'hear', message })
  }

  #blame(fault: SyncFault, detail: string): void {
    this.#actions.push({ do: 'blame', fault, detail })
  }

  #done(): SyncAction[] {
    const actions = this.#actions
    this.#actions = []
    return actions
  }
}

const NOTHING_DIFFERS: Compared = { from: 0, to: LARGEST_ACCOUNT, tips: [] }
