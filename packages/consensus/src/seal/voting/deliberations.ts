import { sameBytes } from '@jazzgrid/ledger'
import { valueId } from '../../certificate/value.js'
import type { Chamber } from '../chamber.js'
import type { Close } from '../close.js'
import type { Candidate } from '../proposal.js'
import { nameOf } from '../record/tally.js'
import type { SealEffect } from '../seal-step.js'

/** `unknown`: something behind the closes is not here yet. */
export type Judgement = 'sound' | 'unsound' | 'unknown'

/** What the chamber said of the values of one height: each is worked out once, or again when something has come. */
export class Deliberations {
  readonly #chamber: Chamber
  readonly #height: number
  readonly #emit: (effect: SealEffect) => void
  readonly #judgements = new Map<string, Judgement>()
  /** Whose closes cannot be used now, and whose never. */
  readonly #unusable = { now: new Set<number>(), ever: new Set<number>() }
  /** Number of closes with which no value could be made. */
  #triedWith = 0

  constructor(chamber: Chamber, height: number, emit: (effect: SealEffect) => void) {
    this.#chamber = chamber
    this.#height = height
    this.#emit = emit
  }

  /** Whether the value is what its closes make. */
  judge(candidate: Candidate): Judgement {
    const name = nameOf(candidate.valueId)
    const known = this.#judgements.get(name)
    if (known !== undefined) return known
    const deliberation = this.#chamber.deliberate(this.#height, candidate.closes, candidate.value.firstSlot)
    if (deliberation.kind === 'wanting') this.#want(candidate.closes)
    const same = deliberation.kind === 'value' && sameBytes(valueId(deliberation.value), candidate.valueId)
    const judgement = deliberation.kind === 'wanting' ? 'unknown' : same ? 'sound' : 'unsound'
    this.#judgements.set(name, judgement)
    return judgement
  }

  isTimely({ value }: Candidate): boolean {
    return this.#chamber.isTimely(value)
  }

  /**
   * A fresh value from a quorum of these closes: of those that list most, for they leave out least. A close whose vector
   * does not come, or that makes no sense, is passed over for the next. undefined where too few can be used.
   */
  compose(closes: readonly Close[], quorum: number): Candidate | undefined {
    if (closes.length <= this.#triedWith) return undefined
    const { now, ever } = this.#unusable
    for (;;) {
      const usable = closes.filter(({ account }) => !now.has(account) && !ever.has(account))
      if (usable.length < quorum) break
      const chosen = usable
        .sort((a, b) => b.count - a.count || a.account - b.account)
        .slice(0, quorum)
        .sort((a, b) => a.account - b.account)
      const deliberation = this.#chamber.deliberate(this.#height, chosen)
      if (deliberation.kind === 'value') {
        const { value } = deliberation
        const id = valueId(value)
        this.#judgements.set(nameOf(id), 'sound')
        return { value, valueId: id, closes: chosen }
      }
      const blocked = deliberation.kind === 'wanting' ? now : ever
      const before = now.size + ever.size
      for (const account of deliberation.of) blocked.add(account)
      if (now.size + ever.size === before) break
    }
    this.#triedWith = closes.length
    this.#want(closes.filter(({ account }) => !ever.has(account)))
    return undefined
  }

  /** What was wanting may be here. */
  retry(): void {
    this.#unusable.now.clear()
    this.#triedWith = 0
    for (const [name, judgement] of this.#judgements) if (judgement === 'unknown') this.#judgements.delete(name)
  }

  #want(closes: readonly Close[]): void {
    this.#emit({ kind: 'want', want: { what: 'cut', closes } })
  }
}
