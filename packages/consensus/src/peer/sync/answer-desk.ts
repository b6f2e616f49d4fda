import { encodeVector, type HostWant, type SyncSession, snapshotPart } from '@jazzgrid/ledger'
import type { Council } from '../../council/council.js'
import type { RoundKeeper } from '../round-keeper.js'

/** Decisions that one answer brings. */
export const MOST_DECISIONS = 32

/** What a session gives, or a span of decisions that only the store has. */
export type Answer =
  | { readonly give: Parameters<SyncSession['give']>[0] }
  | { readonly read: { readonly from: number; readonly to: number } }

/** Answers what neighbours ask that is no entry: entries are the session's business. */
export class AnswerDesk {
  readonly #council: Council
  readonly #keeper: RoundKeeper

  constructor(council: Council, keeper: RoundKeeper) {
    this.#council = council
    this.#keeper = keeper
  }

  to(ask: HostWant): Answer {
    const { request } = ask
    switch (ask.kind) {
      case 'want-decisions': {
        const { from } = ask
        const to = Math.min(ask.to, this.#council.state.height, from + MOST_DECISIONS - 1)
        return from > to ? { give: { kind: 'decisions', request, decisions: [] } } : { read: { from, to } }
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
        return { give: { kind: 'proof', request, proofs: [] } }
      case 'want-snapshot':
        return { give: snapshotPart(request, ask.height, ask.part, undefined) }
    }
  }
}
