import type { Range, Run, SyncMessage } from '@jazzgrid/ledger'
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

  /** What to ask of a neighbour. @param request gives the number of each question, or none where it is asked enough. */
  questions(request: () => number | undefined): SyncMessage[] {
    const questions: SyncMessage[] = []
    const height = this.#decision
    const first = height === undefined ? undefined : request()
    if (height !== undefined && first !== undefined) {
      questions.push({ kind: 'want-decisions', request: first, from: height, to: height })
    }
    const second = this.#lack === undefined ? undefined : request()
    if (this.#lack !== undefined && second !== undefined) {
      const { vectors, runs } = this.#lack
      if (vectors.length > 0) questions.push({ kind: 'want-vectors', request: second, roots: vectors })
      else questions.push({ kind: 'want', request: second, ranges: runs.map(rangeOf) })
    }
    return questions
  }
}

/** Equal where the same is lacking: that is asked for again after a while, not at once. */
const nameOf = ({ vectors, runs }: Lack): string =>
  [...vectors, ...runs.map(({ ids }) => ids[ids.length - 1])].map(bytesToHex).join(' ')

const rangeOf = ({ account, incarnation, from, ids }: Run): Range => ({
  account,
  incarnation,
  from,
  to: from + ids.length - 1,
})
