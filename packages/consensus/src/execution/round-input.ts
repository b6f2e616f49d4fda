import type { Entry, Frontier } from '@jazzgrid/ledger'
import type { Slot } from '@jazzgrid/units'

/** What a certificate decides about: the entries of a cut, in which round they are executed, and from which slot on. */
export interface RoundInput {
  /** One more than the state's. */
  readonly height: number
  /** The round's time: UTC ms, later than the state's or equal to the start of the community. */
  readonly at: number
  /** Slots before it are left to the supplier: the certificate would come too late for them. */
  readonly firstSlot: Slot
  /** Every account's newest entry, the round included. */
  readonly frontier: Frontier
  /** The entries of the cut, ascending by account, each account's in its own order. */
  readonly entries: readonly Entry[]
}
