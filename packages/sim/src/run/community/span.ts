import { type Slot, SlotGrid } from '@jazzgrid/units'
import type { Scenario } from '../../scenario/scenario.js'

/** The slots of a run: warm-up, then the recorded days. All series of a run start at `first`. */
export class Span {
  readonly grid: SlotGrid
  /** First slot of the warm-up, first recorded slot, and the first one after the run. */
  readonly first: Slot
  readonly recorded: Slot
  readonly end: Slot

  constructor({ time, market }: Pick<Scenario, 'time' | 'market'>) {
    this.grid = new SlotGrid(market.slotLength)
    this.recorded = this.grid.at(time.start)
    this.first = this.recorded - time.warmUpDays * this.grid.perDay
    this.end = this.recorded + time.days * this.grid.perDay
  }

  get slots(): number {
    return this.end - this.first
  }

  /** UTC ms. */
  get starts(): number {
    return this.grid.start(this.first)
  }

  get ends(): number {
    return this.grid.start(this.end)
  }
}
