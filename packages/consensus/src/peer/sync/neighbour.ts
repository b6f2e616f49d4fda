import { compareProgress, FrameReader, type Frontier, framesOf, type Replica, type SyncMessage } from '@jazzgrid/ledger'
import type { PeerEffect, PeerName } from '../peer-effect.js'

/** Requests to one neighbour that may be open at a time; one that does not answer is asked no more until it does. */
const MOST_OPEN = 8

/** What a peer knows of another one that it is connected to. */
export class Neighbour {
  readonly name: PeerName
  readonly reader = new FrameReader()
  /** Of its newest certificate, as far as it said. */
  height = 0
  /** Its newest entries, as it said last. */
  tips: Frontier = []
  /** When a hello was sent last, UTC ms. */
  greetedAt = Number.NEGATIVE_INFINITY
  /** It showed what it knows of this peer's own chain. */
  confirmed = false
  readonly #open = new Map<number, number>()
  #requests = 0

  constructor(name: PeerName) {
    this.name = name
  }

  /**
   * Compare what it knows of this peer's own chain. A claim is no proof: one that knows more counts once the entries are
   * here.
   */
  confirm(account: number, replica: Replica): void {
    const claimed = this.tips.find((tip) => tip.account === account)
    const own = replica.tip(account) ?? { account, incarnation: 0, seq: 0 }
    this.confirmed = claimed === undefined || compareProgress(claimed, own) <= 0
  }

  send(message: SyncMessage): PeerEffect[] {
    return framesOf(message).map((frame) => ({ kind: 'send', to: this.name, frame }))
  }

  /** @returns the number of a new request; undefined while too many wait for an answer. */
  request(now: number): number | undefined {
    for (const [number, since] of this.#open) if (now - since > 5_000) this.#open.delete(number)
    if (this.#open.size >= MOST_OPEN) return undefined
    this.#open.set(++this.#requests, now)
    return this.#requests
  }

  /** Whether the answer was asked for. The last part of it closes the request. */
  answers(request: number, more: boolean): boolean {
    if (!this.#open.has(request)) return false
    if (!more) this.#open.delete(request)
    return true
  }
}
