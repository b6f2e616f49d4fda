/** Delays of the seal [ms]; parameters of the market. */
export interface SealTiming {
  /** How long a proposer that has a quorum's closes waits for the others'. */
  readonly grace: number
  /** From a quorum's closes (later attempts: from their start) until a missing proposal is given up. */
  readonly propose: number
  /** From a quorum's votes of one stage, of which no value has a quorum, until the rest is given up. */
  readonly vote: number
  /** Added to each with every further attempt. */
  readonly growth: number
}

/**
 * With 40 ms a hop and gossip of two hops a proposal with all closes is there after 80 ms, with one validator silent after
 * grace + 80, and 80 more where an entry must be fetched. Votes wait for the slowest to fetch: 160. The rest is room
 * for clocks that differ; what is too short only costs an attempt, for all delays grow.
 */
export const SEAL_TIMING: SealTiming = { grace: 150, propose: 400, vote: 250, growth: 150 }
