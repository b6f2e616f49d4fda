import { type EntryName, MOST_GIVEN, type Question } from '@jazzgrid/ledger'
import { bytesToHex } from '@noble/hashes/utils.js'
import type { Lack } from '../../council/council.js'

/** What a round cannot be worked out without: vectors, entries, or the decision itself. */
export class Lacking {
  #lack: Lack | undefined
  #decision: number | undefined

  get isEmpty(): boolean {
    return this.#lack === undefined && this.#decision === undefined
  }

  /** Roots. */
  get vectors(): readonly Uint8Array[] {
    return this.#lack?.vectors ?? []
  }

  /** @returns whether that is new. */
  lack(lack: Lack): boolean {
    const isNew = this.#lack === undefined || nameOf(this.#lack) !== nameOf(lack)
    this.#lack = lack
    return isNew
  }

  lackDecision(height: number): boolean {
    const isNew = this.#decision !== height
    this.#decision = height
    return isNew
  }

  clear(): void {
    this.#lack = undefined
    this.#decision = undefined
  }

  /** What to ask of a neighbour. */
  get questions(): Question[] {
    const questions: Question[] = []
    const height = this.#decision
    if (height !== undefined) questions.push({ kind: 'want-decisions', from: height, to: height })
    if (this.#lack === undefined) return questions
    const { vectors } = this.#lack
    if (vectors.length > 0) questions.push({ kind: 'want-vectors', roots: vectors })
    else questions.push({ kind: 'want-ids', entries: namesIn(this.#lack) })
    return questions
  }
}

/** Equal where the same is lacking: that is asked for again after a while, not at once. */
const nameOf = ({ vectors, runs }: Lack): string =>
  [...vectors, ...runs.flatMap(({ ids }) => [ids[0], ids[ids.length - 1]])].map(bytesToHex).join(' ')

/** As many as one answer gives: what is behind them is asked for when they are here. */
const namesIn = ({ runs }: Lack): EntryName[] =>
  runs
    .flatMap(({ account, incarnation, from, ids }) => ids.map((id, i) => ({ account, incarnation, seq: from + i, id })))
    .slice(0, MOST_GIVEN)
