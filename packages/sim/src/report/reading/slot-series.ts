import type { RunRecord } from '../../record/run-record.js'
import { numbers } from './columns.js'

/** The recorded slots in time order, one value a slot. Prices micro/Wh (NaN where nothing traded), energies Wh. */
export interface SlotSeries {
  readonly start: Float64Array
  readonly open: Float64Array
  readonly low: Float64Array
  readonly high: Float64Array
  readonly close: Float64Array
  readonly mean: Float64Array
  readonly expected: Float64Array
  readonly retail: Float64Array
  readonly feedIn: Float64Array
  readonly traded: Float64Array
  readonly selfSupply: Float64Array
  readonly generation: Float64Array
  readonly load: Float64Array
  readonly imported: Float64Array
  readonly exported: Float64Array
}

export function slotSeries(run: RunRecord): SlotSeries {
  const column = (name: string) => numbers(run, 'slots', name)
  return {
    start: column('slot_ms'),
    open: column('open_price_micro_per_wh'),
    low: column('low_price_micro_per_wh'),
    high: column('high_price_micro_per_wh'),
    close: column('close_price_micro_per_wh'),
    mean: column('mean_price_micro_per_wh'),
    expected: column('expected_price_micro_per_wh'),
    retail: column('retail_micro_per_wh'),
    feedIn: column('feed_in_micro_per_wh'),
    traded: column('traded_wh'),
    selfSupply: column('self_supply_wh'),
    generation: column('generation_wh'),
    load: column('load_wh'),
    imported: column('import_wh'),
    exported: column('export_wh'),
  }
}
