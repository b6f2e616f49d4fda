import type { DropReason } from '../execution/drop.js'
import type { Ballot, Member, Scheduled } from '../state/community-state.js'
import { changeOf, isPossible, isValidating } from './member-change.js'

/** Rounds between the vote that decides a change and the first round under it: everybody knows the new validators first. */
export const NOTICE = 2

/** Counts the votes on who belongs. */
export class BallotBox {
  #ballots: Ballot[]
  #scheduled: Scheduled[]
  readonly #quorum: number

  /** @param quorum votes that decide. */
  constructor(ballots: readonly Ballot[], scheduled: readonly Scheduled[], quorum: number) {
    this.#ballots = [...ballots]
    this.#scheduled = [...scheduled]
    this.#quorum = quorum
  }

  get ballots(): readonly Ballot[] {
    return this.#ballots
  }

  get scheduled(): readonly Scheduled[] {
    return this.#scheduled
  }

  /** Take out the changes that begin with this height, in the order in which they were decided. */
  due(height: number): string[] {
    const due = this.#scheduled.filter((change) => change.height <= height).map(({ change }) => change)
    this.#scheduled = this.#scheduled.filter((change) => change.height > height)
    return due
  }

  /** @param members as of this round. @returns why the vote does not count; undefined where it does. */
  cast(voter: number, change: string, height: number, members: readonly Member[]): DropReason | undefined {
    if (members[voter] === undefined || !isValidating(members[voter])) return 'not-a-validator'
    if (!isPossible(changeOf(change), members)) return 'no-such-change'
    if (this.#scheduled.some((other) => other.change === change)) return 'already-voted'
    const open = this.#ballots.find((ballot) => ballot.change === change)
    if (open?.voters.includes(voter)) return 'already-voted'
    const voters = [...(open?.voters ?? []), voter].sort((a, b) => a - b)
    const others = this.#ballots.filter((ballot) => ballot.change !== change)
    // who lost the vote in the meantime is not counted
    const valid = voters.filter((account) => isValidating(members[account]))
    if (valid.length < this.#quorum) this.#ballots = [...others, { change, voters }]
    else {
      this.#ballots = others
      this.#scheduled.push({ height: height + NOTICE, change })
    }
    return undefined
  }
}
