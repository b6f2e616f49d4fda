import { type Decision, decodeDecision } from '../../council/decision.js'
import type { RoundEvent } from '../round-event.js'
import type { RoundKeeper } from '../round-keeper.js'
import { MOST_DECISIONS } from './answer-desk.js'
import type { NeighbourFault } from './penalty.js'

/** What a neighbour's decision came to. */
export interface Heard {
  /** The neighbour has dropped what this height took in: only its snapshot is of use. */
  readonly isThin?: boolean
  /** Why the neighbour should have known better; undefined where there is nothing to blame. */
  readonly fault?: NeighbourFault
  readonly events: readonly RoundEvent[]
}

const NOTHING: Heard = { events: [] }

/** Takes in what others decided, each height in its turn. */
export class DecisionDesk {
  readonly #keeper: RoundKeeper
  readonly #waiting = new Map<number, Decision>()

  constructor(keeper: RoundKeeper) {
    this.#keeper = keeper
  }

  hear(bytes: Uint8Array): Heard {
    const decision = decodeDecision(bytes)
    if (decision === undefined) return { fault: 'bad-decision', events: [] }
    const { height } = decision.certificate.value
    if (height <= this.#keeper.height) return this.#adopt(decision)
    if (this.#waiting.size < MOST_DECISIONS) this.#waiting.set(height, decision)
    return NOTHING
  }

  /** A height is decided. @returns undefined where nothing is known of the next. */
  next(height: number): Heard | undefined {
    for (const old of this.#waiting.keys()) if (old <= height) this.#waiting.delete(old)
    const next = this.#waiting.get(height + 1)
    return next === undefined ? undefined : { events: this.#adopt(next).events } // nobody knows any more who sent it
  }

  #adopt({ certificate, runs }: Decision): Heard {
    const { height } = certificate.value
    if (runs === undefined) return { isThin: height === this.#keeper.height, events: [] }
    const { adoption, events } = this.#keeper.adopt(certificate, runs)
    if (adoption !== 'invalid') return { events }
    this.#waiting.clear()
    return { fault: 'bad-certificate', events }
  }
}
