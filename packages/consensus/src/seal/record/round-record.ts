import type { Dispatch } from '../message.js'
import type { Candidate, Proposal } from '../proposal.js'
import type { Stage, Vote } from '../vote.js'
import type { Filing } from './filing.js'
import { nameOf, Tally } from './tally.js'

/** What was heard of one attempt. */
export class RoundRecord {
  readonly tallies: Readonly<Record<Stage, Tally>> = { prevote: new Tally(), precommit: new Tally() }
  /** Only one validator may propose in an attempt, so there is one, or two that convict it. */
  readonly #proposals: Dispatch<Proposal>[] = []

  add(dispatch: Dispatch<Proposal | Vote>): Filing {
    const { message } = dispatch
    if (message.kind === 'vote') return this.tallies[message.stage].add(dispatch as Dispatch<Vote>)
    if (this.#proposals.some(({ name }) => name === dispatch.name)) return { verdict: 'known' }
    if (this.#proposals.length > 1) return { verdict: 'stray' }
    this.#proposals.push(dispatch as Dispatch<Proposal>)
    const [{ message: first }] = this.#proposals
    return first === message ? { verdict: 'fresh' } : { verdict: 'fresh', against: first }
  }

  get proposals(): readonly Proposal[] {
    return this.#proposals.map(({ message }) => message)
  }

  candidate(value: string): Candidate | undefined {
    return this.proposals.find((proposal) => nameOf(proposal.valueId) === value)
  }

  *dispatches(): Iterable<Dispatch> {
    yield* this.#proposals
    yield* this.tallies.prevote.dispatches()
    yield* this.tallies.precommit.dispatches()
  }
}
