import type { W } from '@jazzgrid/units'

/** What a device is; the kind decides which model and which agent it has. */
export type DeviceKind = 'pv' | 'battery' | 'ev' | 'load'

/** Power limits of a port, both >= 0: `into` the device (load) and `outOf` it (generation). */
export interface Rating {
  readonly into: W
  readonly outOf: W
}
