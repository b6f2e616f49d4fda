import type { Replica } from '../../replica/replica.js'
import type {
  Decisions,
  Entries,
  Proof,
  SealMessages,
  SnapshotPart,
  Vectors,
  Want,
  WantIds,
} from '../message/sync-message.js'
import type { HostWant } from '../sync-action.js'
import { Allowance } from './allowance.js'
import { type Portion, portionOf, portionOfNames, positions } from './portion.js'

/** Most positions that one answer gives. */
export const MOST_GIVEN = 1024
/** Answers to one neighbour that the host may have under way. */
const MOST_PENDING = 4
/** An entry is counted as so many bytes. */
const ENTRY = 256

/** What is to be done for a neighbour that asked: answer at once, or let the host look. */
export type Served<A> =
  | { readonly at: 'once'; readonly answer: A }
  | { readonly at: 'host'; readonly portion: Omit<Portion, 'open'> }

/**
 * Answers what one neighbour asks: a bounded number of entries an answer, of answers at a time, and of bytes a second. Where
 * it has had its share, the answer is that there is no more, so that it does not wait; it may ask again.
 */
export class Service {
  readonly #replica: Pick<Replica, 'certifiedUpTo' | 'open' | 'find'>
  readonly #bytes = new Allowance(16 * 1024 * 1024, 2 * 1024 * 1024)
  /** What follows the entries that the host reads, by request; nothing for other answers. */
  readonly #pending = new Map<number, { readonly open: readonly Uint8Array[]; readonly most: number }>()

  constructor(replica: Pick<Replica, 'certifiedUpTo' | 'open' | 'find'>) {
    this.#replica = replica
  }

  entries(want: Want | WantIds, now: number): Served<Entries> {
    const { request } = want
    const most = Math.min(MOST_GIVEN, Math.floor(this.#bytes.left(now) / ENTRY))
    const portion =
      want.kind === 'want'
        ? portionOf(this.#replica, want.ranges, most)
        : portionOfNames(this.#replica, want.entries, most)
    const { ranges, names, open } = portion
    const stored = positions(ranges) + names.length
    const wires = open.map(({ wire }) => wire)
    this.#bytes.spend((stored + wires.length) * ENTRY, now)
    if (stored === 0) return { at: 'once', answer: { kind: 'entries', request, more: false, wires } }
    // what is open stands on what is stored: the one without the other is of no use
    if (this.#isBusy(request)) return { at: 'once', answer: { kind: 'entries', request, more: false, wires: [] } }
    this.#pending.set(request, { open: wires, most: 2 * stored })
    return { at: 'host', portion: { ranges, names } }
  }

  /** @returns the answer where the host is not to look. */
  other(want: HostWant, now: number): Decisions | Vectors | SealMessages | SnapshotPart | Proof | undefined {
    const { request } = want
    if (this.#bytes.left(now) > 0 && !this.#isBusy(request)) {
      this.#pending.set(request, { open: [], most: 0 })
      return undefined
    }
    switch (want.kind) {
      case 'want-decisions':
        return { kind: 'decisions', request, more: false, decisions: [] }
      case 'want-vectors':
        return { kind: 'vectors', request, more: false, vectors: [] }
      case 'want-messages':
        return { kind: 'messages', request, height: 0, messages: [] }
      case 'want-snapshot':
        return { ...want, kind: 'snapshot', parts: 0, bytes: new Uint8Array() }
      case 'want-proof':
        return { kind: 'proof', request, more: false, proofs: [] }
    }
  }

  /** The host has looked. @param wires what it read. @returns these with what follows them. */
  finishEntries(request: number, wires: readonly Uint8Array[]): readonly Uint8Array[] {
    const pending = this.#pending.get(request)
    this.#pending.delete(request)
    return pending === undefined ? wires : [...wires.slice(0, pending.most), ...pending.open]
  }

  finishOther(request: number, bytes: number, now: number): void {
    this.#pending.delete(request)
    this.#bytes.spend(Math.max(bytes, ENTRY), now)
  }

  #isBusy(request: number): boolean {
    return this.#pending.size >= MOST_PENDING || this.#pending.has(request)
  }
}
