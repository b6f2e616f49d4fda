import type { W, Wh } from '@jazzgrid/units'

/** A request to one port of a device. Absolute, revised as a whole and short-lived, so that a late or lost one does no harm. */
export interface Setpoint {
  readonly id: string
  /** Grows with every revision; an older one never overrides a newer one. */
  readonly rev: number
  readonly port: number
  readonly target: SetpointTarget
  /** UTC ms; at once when absent. */
  readonly startAt?: number
  /** UTC ms; then the device falls back to its default. */
  readonly expiresAt: number
  /** Move no more than this in either direction. */
  readonly energyCap?: Wh
}

/** Power is signed, positive into the device: a fixed value, a band to stay within, or the device's own default. */
export type SetpointTarget =
  | { readonly kind: 'power'; readonly power: W }
  | { readonly kind: 'band'; readonly least: W; readonly most: W }
  | { readonly kind: 'release' }
