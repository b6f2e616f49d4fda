import type { W } from '@jazzgrid/units'
import type { MeterReading } from './model/meter.js'

/** `measured` by the device now, `stale` from before, `estimated` by somebody who had to. */
export type Quality = 'measured' | 'stale' | 'estimated'

/** What a port tells about itself. What a device does not report is absent, never zero. */
export interface Reading {
  readonly port: number
  /** UTC ms. */
  readonly at: number
  readonly quality: Quality
  /** Positive into the device. */
  readonly power?: W
  /** Cumulative: `imported` into the device, `exported` out of it. */
  readonly registers?: MeterReading
  /** State of charge, 0 to 1. */
  readonly soc?: number
}
