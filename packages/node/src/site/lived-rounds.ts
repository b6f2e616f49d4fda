import type { Genesis, Outcome } from '@jazzgrid/consensus'
import { type Entry, LARGEST_SEQ, type LedgerStore, readEntry } from '@jazzgrid/ledger'
import type { OrderRequest } from '@jazzgrid/market'
import type { Slot } from '@jazzgrid/units'
import { isOwners } from './owner-tag.js'

/** What the ledger knows of a site's life before its peer was started again. */
export class LivedRounds {
  readonly #genesis: Genesis
  readonly #outcomes = new Map<number, Outcome>()
  readonly #states = new Map<number, Outcome>()
  /** By round time: the height that the site knew when it wrote. */
  readonly #written = new Map<number, number>()
  readonly #readings = new Set<Slot>()
  /** By round time: what the owner ordered past the agents. */
  readonly #placed = new Map<number, OrderRequest[]>()

  constructor(genesis: Genesis) {
    this.#genesis = genesis
  }

  /** Hear of the rounds in order. */
  add(outcome: Outcome): void {
    this.#outcomes.set(outcome.value.at, outcome)
    this.#states.set(outcome.value.height, outcome)
  }

  /** Read what the account wrote itself, certified or not. */
  async readOwn(store: LedgerStore, account: number): Promise<void> {
    for (const position of await store.lastPositions()) {
      if (position.account !== account) continue
      for await (const wire of store.chain(account, position.incarnation, 1, LARGEST_SEQ)) {
        const entry = readEntry(wire)
        if (!('reason' in entry)) this.#note(entry)
      }
    }
  }

  /** What was certified for the round of this time. */
  outcome(at: number): Outcome | undefined {
    return this.#outcomes.get(at)
  }

  hasReading(slot: Slot): boolean {
    return this.#readings.has(slot)
  }

  /** The height whose market the agents saw when they decided in this round; undefined where they did not decide. */
  seen(at: number): number | undefined {
    return this.#written.get(at)
  }

  placed(at: number): readonly OrderRequest[] {
    return this.#placed.get(at) ?? []
  }

  state(height: number): Outcome | undefined {
    return this.#states.get(height)
  }

  #note({ account, time, height, body }: Entry): void {
    const { startsAt, roundLength } = this.#genesis
    const at = startsAt + Math.floor((time - startsAt) / roundLength) * roundLength
    if (!this.#written.has(at)) this.#written.set(at, height)
    if (body.kind === 'reading') this.#readings.add(body.slot)
    if (body.kind !== 'order' || !isOwners(body.tag)) return
    const placed = this.#placed.get(at) ?? []
    this.#placed.set(at, placed)
    placed.push({ account, ...body })
  }
}
