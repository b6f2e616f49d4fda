import type { Wh } from '@jazzgrid/units'

/** What the market knows of an account (a site behind one metering point). */
export interface MarketAccount {
  /** Number of the feeder that the site hangs on; `local` means from the same one. */
  readonly feeder: number
  /** Most energy that the site's contract lets through in one slot [Wh]; absent = no limit. An order above it is refused. */
  readonly maxEnergyPerSlot?: Wh
}
