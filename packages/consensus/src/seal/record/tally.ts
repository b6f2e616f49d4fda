import { bytesToHex } from '@noble/hashes/utils.js'
import type { Signature } from '../../certificate/endorsement.js'
import type { Dispatch } from '../message.js'
import type { Vote } from '../vote.js'
import type { Filing } from './filing.js'

/** Name of the vote for no value. */
export const NIL = 'nil'

/** Hex of the id. */
export const nameOf = (valueId: Uint8Array | null): string => (valueId === null ? NIL : bytesToHex(valueId))

/**
 * Votes of one stage of one attempt. Of a validator that votes twice both votes are kept and both count: the others may
 * have seen either, and two quorums share an honest member all the same. A third is dropped.
 */
export class Tally {
  readonly #byVoter = new Map<number, Dispatch<Vote>[]>()
  readonly #byValue = new Map<string, Signature[]>()

  add(dispatch: Dispatch<Vote>): Filing {
    const { message: vote, name } = dispatch
    const cast = this.#byVoter.get(vote.account)
    if (cast === undefined) this.#byVoter.set(vote.account, [dispatch])
    else if (cast.some((other) => other.name === name)) return { verdict: 'known' }
    else if (cast.length > 1) return { verdict: 'stray' }
    else cast.push(dispatch)
    const value = nameOf(vote.valueId)
    const backers = this.#byValue.get(value)
    if (backers === undefined) this.#byValue.set(value, [vote])
    else backers.push(vote)
    return cast === undefined ? { verdict: 'fresh' } : { verdict: 'fresh', against: cast[0].message }
  }

  /** How many validators voted. */
  get voters(): number {
    return this.#byVoter.size
  }

  hasVote(account: number): boolean {
    return this.#byVoter.has(account)
  }

  /** The value, or `NIL`, for which so many voted. */
  backed(quorum: number): string | undefined {
    for (const [value, backers] of this.#byValue) if (backers.length >= quorum) return value
    return undefined
  }

  /** Signatures under the votes for a value. */
  backers(value: string): readonly Signature[] {
    return this.#byValue.get(value) ?? []
  }

  *dispatches(): Iterable<Dispatch<Vote>> {
    for (const cast of this.#byVoter.values()) yield* cast
  }
}
