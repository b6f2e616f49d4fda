import { broken, invariant, type Wh, wh } from '@jazzgrid/units'
import { type J, JOULES_PER_WH } from './energy.js'

/** The two cumulative registers of a metering point; they only ever grow. What a register does not show yet is carried. */
export interface MeterState {
  readonly imported: J
  readonly exported: J
}

/** What the registers show at one moment, both multiples of the resolution. */
export interface MeterReading {
  readonly imported: Wh
  readonly exported: Wh
}

export const METER_AT_ZERO: MeterState = { imported: 0, exported: 0 }

/**
 * Count the net energy of the metering point over one step: positive was drawn from the grid, negative fed in. A step
 * counts into one register only, so steps should be no longer than the constancy of the flows behind them.
 */
export function stepMeter(state: MeterState, net: J): MeterState {
  if (!Number.isSafeInteger(net)) broken(`net energy ${net} J is whole`)
  return net >= 0
    ? { imported: state.imported + net, exported: state.exported }
    : { imported: state.imported, exported: state.exported - net }
}

/**
 * Read both registers, rounded down to the resolution (1 Wh, or 100 Wh as in many legal meters). Differences of
 * readings are off by less than one resolution, over a slot as over a year.
 */
export function readMeter(state: MeterState, resolution: Wh = wh(1)): MeterReading {
  invariant(resolution >= 1, `a register counts at least 1 Wh, not ${resolution}`)
  const shown = (joules: J): Wh => wh(Math.floor(joules / (JOULES_PER_WH * resolution)) * resolution)
  return { imported: shown(state.imported), exported: shown(state.exported) }
}
