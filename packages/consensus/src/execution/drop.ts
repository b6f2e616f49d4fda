import type { Position } from '@jazzgrid/ledger'

/**
 * Why an entry that is in a cut had no effect. Every peer drops it for the same reason, for it is judged by the state and
 * by the cut alone. What the market refuses is not dropped: it has a fate with a refusal.
 *
 * | reason | |
 * |---|---|
 * | `equivocator` | its author is convicted in this very round, or was before |
 * | `not-a-member` | its author was evicted |
 * | `other-history` | it names a certificate that this community does not have, or one of too long ago |
 * | `ahead-of-time` | it names a certificate that was not there when its round was cut |
 * | `not-a-validator` | only validators vote |
 * | `already-voted` | the same vote was cast before |
 * | `no-such-change` | the change is not possible: a number in use or out of turn, an unsound key, a stranger, the last validator |
 * | `convicts-nobody` | the evidence proves nothing, or against somebody who is suspended already |
 * | `late-reading` | its slot is settled |
 * | `early-reading` | its slot had not ended when the round was cut |
 * | `second-reading` | the account has already read its meter for the slot |
 */
export type DropReason =
  | 'equivocator'
  | 'not-a-member'
  | 'other-history'
  | 'ahead-of-time'
  | 'not-a-validator'
  | 'already-voted'
  | 'no-such-change'
  | 'convicts-nobody'
  | 'late-reading'
  | 'early-reading'
  | 'second-reading'

export interface Drop extends Position {
  readonly reason: DropReason
}
