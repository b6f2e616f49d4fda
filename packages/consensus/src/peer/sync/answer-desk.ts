import { type EntryId, encodeVector, type Range, type Replica, type SyncMessage, type Tip } from '@jazzgrid/ledger'
import type { Council } from '../../council/council.js'
import type { PeerEffect, StoreAsk } from '../peer-effect.js'
import type { Neighbour } from './neighbour.js'

/** Decisions that one answer brings. */
export const MOST_DECISIONS = 32
/** Entries of one range. */
const MOST_ENTRIES = 512

/** Gives neighbours what they ask for: what is open from memory, what is certified from the store. */
export class AnswerDesk {
  readonly #replica: Replica
  readonly #council: Council
  readonly #emit: (effect: PeerEffect) => void

  constructor(replica: Replica, council: Council, emit: (effect: PeerEffect) => void) {
    this.#replica = replica
    this.#council = council
    this.#emit = emit
  }

  entries(neighbour: Neighbour, request: number, ranges: readonly Range[]): void {
    for (const range of ranges) this.#give(neighbour, request, range)
  }

  named(neighbour: Neighbour, request: number, names: readonly Tip[]): void {
    for (const { account, incarnation, seq } of names) {
      this.#give(neighbour, request, { account, incarnation, from: seq, to: seq })
    }
  }

  decisions(neighbour: Neighbour, request: number, from: number, to: number): void {
    const last = Math.min(to, this.#council.state.height, from + MOST_DECISIONS - 1)
    this.#emit({ kind: 'read', for: neighbour.name, ask: { what: 'decisions', request, from, to: last } })
  }

  vectors(neighbour: Neighbour, request: number, roots: readonly EntryId[]): void {
    const vectors = roots
      .map((root) => this.#council.shelf.at(root))
      .filter((vector) => vector !== undefined)
      .map(encodeVector)
    this.#send(neighbour, { kind: 'vectors', request, more: false, vectors })
  }

  /** What the store had. */
  found(neighbour: Neighbour, ask: Exclude<StoreAsk, { what: 'rival' }>, found: readonly Uint8Array[]): void {
    const { request } = ask
    if (ask.what === 'chain') this.#send(neighbour, { kind: 'entries', request, more: false, wires: found })
    else {
      const decisions = found.map((bytes, i) => ({ height: ask.from + i, bytes }))
      this.#send(neighbour, { kind: 'decisions', request, more: false, decisions })
    }
  }

  #give(neighbour: Neighbour, request: number, range: Range): void {
    const { account, incarnation, from } = range
    const to = Math.min(range.to, from + MOST_ENTRIES - 1)
    const open = this.#replica.open(account, incarnation, from, to)
    const firstOpen = open.length > 0 ? open[0].seq : to + 1
    if (open.length > 0) {
      const wires = open.map(({ wire }) => wire)
      this.#send(neighbour, { kind: 'entries', request, more: firstOpen > from, wires })
    }
    if (firstOpen > from) {
      const ask = { what: 'chain', request, account, incarnation, from, to: firstOpen - 1 } as const
      this.#emit({ kind: 'read', for: neighbour.name, ask })
    }
  }

  #send(neighbour: Neighbour, message: SyncMessage): void {
    for (const effect of neighbour.send(message)) this.#emit(effect)
  }
}
