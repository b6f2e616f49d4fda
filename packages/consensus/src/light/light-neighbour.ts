import {
  type Entries,
  FrameReader,
  framesOf,
  type Hello,
  MOST_PROOFS,
  type Proof,
  type Question,
  type WantProof,
} from '@jazzgrid/ledger'
import type { PeerName } from '../peer/peer-effect.js'

/** How long [ms] an answer may take, and each further part of it. */
const PATIENCE = 10_000

/** What a neighbour said: to be heard, nothing yet, or what is wrong with it. */
export type Said =
  | { readonly kind: 'proof'; readonly question: WantProof; readonly answer: Proof }
  | { readonly kind: 'entries'; readonly wires: readonly Uint8Array[] }
  | { readonly kind: 'hello'; readonly hello: Hello }
  | { readonly kind: 'fault'; readonly reason: string }

/** A peer that serves a light client: it is asked one thing at a time, and believed nothing. */
export class LightNeighbour {
  readonly name: PeerName
  readonly #reader = new FrameReader()
  #requests = 0
  #restsUntil = Number.NEGATIVE_INFINITY
  #open:
    | { readonly request: number; readonly question: Question; readonly left: number; readonly until: number }
    | undefined

  constructor(name: PeerName) {
    this.name = name
  }

  /** Whether it may be asked: it has answered, or has had its time, and does not rest. */
  isFree(now: number): boolean {
    return now >= this.#restsUntil && (this.#open === undefined || now >= this.#open.until)
  }

  /** Ask it nothing for a while: else two that answer with nothing, or with lies, would be asked in turn without end. */
  rest(until: number): void {
    this.#restsUntil = until
  }

  /** @returns frames to send. */
  ask(question: Question, now: number): readonly Uint8Array[] {
    this.#requests++
    this.#open = { request: this.#requests, question, left: MOST_PROOFS, until: now + PATIENCE }
    return framesOf({ ...question, request: this.#requests })
  }

  hear(frame: Uint8Array, now: number): Said | undefined {
    const message = this.#reader.take(frame)
    if (message === undefined) return undefined
    if (typeof message === 'string') return { kind: 'fault', reason: message }
    switch (message.kind) {
      case 'hello':
        return { kind: 'hello', hello: message }
      case 'proof':
      case 'entries':
        return this.#hearAnswer(message, now)
      default:
        return undefined // what peers tell each other
    }
  }

  #hearAnswer(answer: Proof | Entries, now: number): Said | undefined {
    const open = this.#open
    if (open === undefined || answer.request !== open.request) {
      // what comes too late was asked of somebody else in the meantime
      return answer.request <= this.#requests ? undefined : { kind: 'fault', reason: 'unasked answer' }
    }
    const items = answer.kind === 'proof' ? answer.proofs.length : answer.wires.length
    const left = open.left - items
    const isSound = left >= 0 && (items > 0 || !answer.more)
    this.#open = isSound && answer.more ? { ...open, left, until: now + PATIENCE } : undefined
    if (!isSound) return { kind: 'fault', reason: 'endless answer' }
    const { question } = open
    if (answer.kind === 'proof' && question.kind === 'want-proof') {
      return { kind: 'proof', question: { ...question, request: open.request }, answer }
    }
    if (answer.kind === 'entries' && question.kind === 'want-ids') return { kind: 'entries', wires: answer.wires }
    return { kind: 'fault', reason: 'other answer' }
  }
}
