import { encodeVector, type HostWant, type SyncSession } from '@jazzgrid/ledger'
import type { Council } from '../../council/council.js'
import type { HistoryAsk } from '../history/history-ask.js'
import type { HistoryDesk } from '../history/history-desk.js'
import type { StoreAsk } from '../peer-effect.js'
import type { RoundKeeper } from '../round-keeper.js'

/** Decisions that one answer brings. */
export const MOST_DECISIONS = 32

type Given = Parameters<SyncSession['give']>[0]
type DecisionsAsk = Extract<StoreAsk, { what: 'decisions' }>

/** What a session gives, or what only the store has. */
export type Answer = { readonly give: Given } | { readonly read: Omit<DecisionsAsk, 'session'> | HistoryAsk }

/** Much is read and parsed for little: who asks for what concerns nobody is to feel it. */
export const readingCost = ({ what }: StoreAsk, found: readonly Uint8Array[]): number =>
  what === 'results' ? found.reduce((sum, { length }) => sum + length, 0) : 0

/** Answers what neighbours ask that is no entry: entries are the session's business. */
export class AnswerDesk {
  readonly #council: Council
  readonly #keeper: RoundKeeper
  readonly #history: HistoryDesk

  constructor(council: Council, keeper: RoundKeeper, history: HistoryDesk) {
    this.#council = council
    this.#keeper = keeper
    this.#history = history
  }

  to(ask: HostWant): Answer {
    const { request } = ask
    switch (ask.kind) {
      case 'want-decisions': {
        const { from } = ask
        const to = Math.min(ask.to, this.#council.state.height, from + MOST_DECISIONS - 1)
        return from > to
          ? { give: { kind: 'decisions', request, decisions: [] } }
          : { read: { what: 'decisions', request, from, to } }
      }
      case 'want-vectors': {
        const held = ask.roots.map((root) => this.#council.shelf.at(root)).filter((vector) => vector !== undefined)
        return { give: { kind: 'vectors', request, vectors: held.map(encodeVector) } }
      }
      case 'want-messages': {
        const messages = this.#keeper.missing(ask.summary)
        return { give: { kind: 'messages', request, height: this.#keeper.height, messages } }
      }
      case 'want-proof':
      case 'want-snapshot': {
        const read = this.#history.ask(ask)
        return read === undefined ? { give: this.#history.nothing(ask) } : { read }
      }
    }
  }

  /** What the store had. */
  found(ask: DecisionsAsk | HistoryAsk, found: readonly Uint8Array[]): Given {
    if (ask.what !== 'decisions') return this.#history.found(ask, found)
    const decisions = found.map((bytes, i) => ({ height: ask.from + i, bytes }))
    return { kind: 'decisions', request: ask.request, decisions }
  }
}
