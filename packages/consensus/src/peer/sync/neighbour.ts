import type { SyncSession } from '@jazzgrid/ledger'
import type { PeerName } from '../peer-effect.js'

/** Questions about a round whose heights are remembered: as many as a neighbour may leave unanswered, early and late. */
const MOST_ASKED = 32

/** What a peer knows of another one that it is connected to, over this connection. */
export class Neighbour {
  readonly name: PeerName
  /** The public key behind the name. */
  readonly key: Uint8Array | undefined
  /** Of the connection: an answer that was looked up for an earlier one is not given to this. */
  readonly number: number
  readonly session: SyncSession
  /** Of its newest certificate, as it said last; undefined before its first hello. */
  height: number | undefined
  /** When it was last asked what it knows of the round, UTC ms. */
  greetedAt = Number.NEGATIVE_INFINITY
  /** The height that it was deciding when it told everything that it holds of it, and this peer was deciding it too. */
  told = 0
  /** Heights at which it was asked what it holds, by request. */
  readonly #asked = new Map<number, number>()

  constructor(name: PeerName, key: Uint8Array | undefined, number: number, session: SyncSession) {
    this.name = name
    this.key = key
    this.number = number
    this.session = session
  }

  /** It is asked what it holds of this height. */
  asked(request: number, height: number): void {
    const [oldest] = this.#asked.keys()
    if (this.#asked.size >= MOST_ASKED) this.#asked.delete(oldest)
    this.#asked.set(request, height)
  }

  /** It has answered. @returns the height at which it was asked. */
  answered(request: number): number | undefined {
    const height = this.#asked.get(request)
    this.#asked.delete(request)
    return height
  }
}
