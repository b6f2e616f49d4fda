import type { RunRecord } from '../../record/run-record.js'
import { numbers } from './columns.js'

/**
 * Energy of all sites per slot [Wh], as the meters saw it: what came (generation, discharge, import) and where it went
 * (load, charge, export). Import and export are the sums over the connection points, so trade between two sites is in
 * both of them.
 */
export interface EnergyBalance {
  readonly generation: Float64Array
  readonly discharge: Float64Array
  readonly imported: Float64Array
  readonly load: Float64Array
  readonly charge: Float64Array
  readonly exported: Float64Array
}

/** @param starts starts of the recorded slots, ascending. */
export function energyBalance(run: RunRecord, starts: Float64Array): EnergyBalance {
  const row = new Map(Array.from(starts, (start, i) => [start, i]))
  const slot = numbers(run, 'readings', 'slot_ms')
  const sum = (...names: string[]) => {
    const sums = new Float64Array(starts.length)
    for (const name of names) {
      const values = numbers(run, 'readings', name)
      for (let i = 0; i < slot.length; i++) {
        const at = row.get(slot[i])
        if (at !== undefined && Number.isFinite(values[i])) sums[at] += values[i]
      }
    }
    return sums
  }
  return {
    generation: sum('generation_wh'),
    discharge: sum('battery_discharge_wh', 'ev_discharge_wh'),
    imported: sum('import_wh'),
    load: sum('load_wh'),
    charge: sum('battery_charge_wh', 'ev_charge_wh'),
    exported: sum('export_wh'),
  }
}
