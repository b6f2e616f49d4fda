import { type Chance, type Price, price, type W, type Wh, watt, wh } from '@jazzgrid/units'
import type { Zone } from '../../series/time/zone.js'
import type { Path } from '../file/tree.js'
import type { Mistakes } from '../mistake.js'
import type { ParsedScenario } from '../parse-scenario.js'
import type { RunSpan } from '../run-span.js'

/** What every part of a scenario is built with. */
export interface Building {
  readonly parsed: ParsedScenario
  readonly mistakes: Mistakes
  readonly zone: Zone
  readonly span: RunSpan
  /** Streams below are named after what they are for. */
  readonly chance: Chance
  /** The values per slot of the series at this path; undefined where reading it failed, which is already a mistake. */
  series(path: Path): readonly number[] | undefined
}

/** Say what is wrong, unless it is about a value that nobody wrote because what was written is a mistake already. */
export function complain(building: Pick<Building, 'parsed' | 'mistakes'>, path: Path, problem: string, remedy: string) {
  if (building.parsed.doubtful(path)) return
  building.mistakes.add(building.parsed.place(path), building.parsed.text(path), problem, remedy)
}

// human units are multiples of a thousandth (the schema says so); the round only undoes binary fractions
export const wattsOf = (kilowatts: number): W => watt(Math.round(kilowatts * 1000))
export const wattHoursOf = (kilowattHours: number): Wh => wh(Math.round(kilowattHours * 1000))
export const priceOf = (perKwh: number): Price => price(Math.round(perKwh * 1000))
