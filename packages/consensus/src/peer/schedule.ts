import { nextCut } from '../council/deadline.js'
import type { Genesis } from '../genesis/genesis.js'
import type { PeerEffect, PeerTimer } from './peer-effect.js'
import type { PeerPace } from './peer-options.js'

/** When a peer wants to be woken. */
export class Schedule {
  readonly #genesis: Genesis
  readonly #pace: PeerPace
  readonly #emit: (effect: PeerEffect) => void
  #isWaiting = false

  constructor(genesis: Genesis, pace: PeerPace, emit: (effect: PeerEffect) => void) {
    this.#genesis = genesis
    this.#pace = pace
    this.#emit = emit
  }

  /** The next moment at which a round is cut, and a little before it. */
  cut(now: number): void {
    const { collectTime } = this.#genesis
    const cut = nextCut(this.#genesis, now)
    const before = cut - Math.min(this.#pace.beforeCut, collectTime / 2)
    if (before > now) this.wake({ kind: 'before-cut' }, before - now)
    this.wake({ kind: 'cut' }, cut - now)
  }

  /** While something is lacking, one timer runs for all of it. */
  again(): void {
    if (!this.#isWaiting) this.wake({ kind: 'again' }, this.#pace.again)
    this.#isWaiting = true
  }

  /** What is lacking is to be asked for again now. */
  rang(): void {
    this.#isWaiting = false
  }

  sync(): void {
    this.wake({ kind: 'sync' }, this.#pace.sync)
  }

  listen(): void {
    this.wake({ kind: 'listen' }, this.#pace.greet)
  }

  greet(peer: string): void {
    this.wake({ kind: 'greet', peer }, this.#pace.greet)
  }

  wake(timer: PeerTimer, delay: number): void {
    this.#emit({ kind: 'timer', timer, delay })
  }
}
