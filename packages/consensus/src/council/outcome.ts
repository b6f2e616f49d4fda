import type { Frontier, Run } from '@jazzgrid/ledger'
import type { Value } from '../certificate/value.js'
import type { RoundResult } from '../execution/round-result.js'
import type { CommunityState } from '../state/community-state.js'

/** A value with everything behind it: what a peer knows that has executed a round itself. */
export interface Outcome {
  readonly value: Value
  /** The entries of the round, as ids. */
  readonly runs: readonly Run[]
  readonly frontier: Frontier
  /** After the round; its certificate is still that of the round before. */
  readonly state: CommunityState
  readonly result: RoundResult
}
