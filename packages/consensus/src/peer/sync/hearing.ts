import { type Decisions, type SealMessages, sameBytes, type Vectors } from '@jazzgrid/ledger'
import type { Council } from '../../council/council.js'
import type { RoundKeeper } from '../round-keeper.js'
import type { DecisionDesk, Heard } from './decision-desk.js'
import type { Lacking } from './lacking.js'

/** Takes in what neighbours gave about rounds, item by item. */
export class Hearing {
  readonly #council: Council
  readonly #keeper: RoundKeeper
  readonly #decisions: DecisionDesk
  readonly #lacking: Lacking

  constructor(council: Council, keeper: RoundKeeper, decisions: DecisionDesk, lacking: Lacking) {
    this.#council = council
    this.#keeper = keeper
    this.#decisions = decisions
    this.#lacking = lacking
  }

  *of(message: Decisions | Vectors | SealMessages, now: number): Iterable<Heard> {
    switch (message.kind) {
      case 'decisions':
        for (const { bytes } of message.decisions) yield this.#decisions.hear(bytes)
        return
      case 'vectors':
        yield this.#vectors(message, now)
        return
      case 'messages':
        for (const wire of message.messages) yield this.#message(wire, now)
        return
    }
  }

  #vectors({ vectors }: Vectors, now: number): Heard {
    const roots = this.#council.shelf.take(vectors)
    if (roots === undefined) return { fault: 'bad-vector', events: [] }
    const isNews = roots.some((root) => this.#lacking.vectors.some((wanted) => sameBytes(wanted, root)))
    return { events: isNews ? this.#keeper.retry(now) : [] }
  }

  #message(wire: Uint8Array, now: number): Heard {
    const { verdict, events } = this.#keeper.message(wire, now)
    return verdict === 'invalid' ? { fault: 'bad-seal-message', events } : { events }
  }
}
