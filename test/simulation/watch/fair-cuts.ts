import type { CommunityState, Member, Outcome } from '@jazzgrid/consensus'
import type { Entry } from '@jazzgrid/ledger'
import { hexOf } from '../community/hex.js'
import type { Home } from '../community/home.js'

/** What an honest home held that no certificate covered. */
type Held = Map<string, Pick<Entry, 'account' | 'incarnation' | 'seq'>>

/**
 * Judges every cut by what honest homes held when they gave their closes away:
 *
 * - nothing injected: each entry of a cut was held by an honest validator before it closed;
 * - nothing censored: what was held by every honest validator whose close the cut is made of is in it. Only honest
 *   authors have that right: who lies in one entry has its chain cut short there, and who begins anew gives up the rest.
 */
export class FairCuts {
  readonly #honest: ReadonlySet<number>
  readonly #held = new Map<Home, Held>()
  readonly #closed = new Map<number, Map<number, Held>>()
  readonly #certified = new Set<string>()
  /** The newest incarnation of each account that any honest home knew when it closed. */
  readonly #newest = new Map<number, number>()

  constructor(honest: ReadonlySet<number>) {
    this.#honest = honest
  }

  /** What it read from its disk. */
  start(home: Home): void {
    const held: Held = new Map()
    for (const { account, incarnation, from, ids } of home.peer!.replica.vector()) {
      ids.forEach((id, i) => {
        held.set(hexOf(id), { account, incarnation, seq: from + i })
      })
    }
    this.#held.set(home, held)
  }

  receive(home: Home, entries: readonly Entry[]): void {
    const held = this.#held.get(home)
    for (const entry of entries) if (!this.#certified.has(hexOf(entry.id))) held?.set(hexOf(entry.id), entry)
  }

  /** A close leaves the house; what is repeated after a restart was judged before. */
  close(home: Home, height: number): void {
    const { account } = home
    if (account === undefined) return
    const closed = this.#closed.get(height) ?? new Map<number, Held>()
    this.#closed.set(height, closed)
    if (!closed.has(account)) closed.set(account, new Map(this.#held.get(home)))
  }

  /** @param closers accounts whose closes the cut is made of. */
  judge({ value, runs }: Outcome, closers: readonly number[]): string[] {
    const closed = this.#closed.get(value.height) ?? new Map<number, Held>()
    const cut = new Set(runs.flatMap(({ ids }) => ids.map(hexOf)))
    const faults: string[] = []
    for (const id of cut) {
      const isHeld = [...closed].some(([, held]) => held.has(id))
      if (!isHeld) faults.push(`an entry was injected into height ${value.height}: no honest close lists it`)
      this.#certified.add(id)
    }
    for (const held of closed.values()) {
      for (const { account, incarnation } of held.values()) {
        if (incarnation > (this.#newest.get(account) ?? 0)) this.#newest.set(account, incarnation)
      }
    }
    const honest = closers.filter((account) => this.#honest.has(account))
    const [first, ...others] = honest.map((account) => closed.get(account))
    for (const [id, { account, incarnation, seq }] of first ?? []) {
      const isTimely = others.every((held) => held?.has(id))
      if (!isTimely || cut.has(id) || this.#certified.has(id) || !this.#honest.has(account)) continue
      if (incarnation < (this.#newest.get(account) ?? 0)) continue
      faults.push(`entry ${account}.${incarnation}.${seq} was censored at height ${value.height}`)
    }
    return faults
  }

  /** What is certified is no longer held open, nor what a member wrote that has another key now, or is none any more. */
  certified(home: Home, { runs, state }: Outcome, before: CommunityState): void {
    const held = this.#held.get(home)
    if (held === undefined) return
    for (const { ids } of runs) for (const id of ids) held.delete(hexOf(id))
    const changed = new Set(
      state.members.filter((member) => isAnother(member, before.members[member.account])).map(({ account }) => account),
    )
    if (changed.size > 0) for (const [id, { account }] of held) if (changed.has(account)) held.delete(id)
  }
}

const isAnother = (member: Member, before: Member | undefined): boolean =>
  before !== undefined && (member.key !== before.key || member.standing !== before.standing)
