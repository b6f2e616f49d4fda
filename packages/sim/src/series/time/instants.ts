import { SeriesFault } from '../series-fault.js'
import type { Stamp } from './time-stamp.js'
import type { Zone } from './zone.js'

export interface StampedRow {
  readonly text: string
  readonly stamp: Stamp
  readonly line: number
}

/**
 * The instants of stamped rows, strictly rising. A local time that comes twice (clocks set back) is told apart by the
 * order of the rows, and refused where order cannot tell.
 * @param sort rows may come in any order and are sorted; then a time that comes twice cannot be told apart
 * @returns instants [UTC ms] and the index of the row of each
 */
export function instantsOf(rows: readonly StampedRow[], zone: Zone, sort: boolean): { at: number[]; row: number[] } {
  let previous = Number.NEGATIVE_INFINITY
  const found = rows.map(({ stamp, text, line }, row) => {
    const utc = 'utc' in stamp ? stamp.utc : instantOf(stamp.wall, text, line, zone, sort || row === 0, previous)
    previous = utc
    return { utc, row }
  })
  if (sort) found.sort((a, b) => a.utc - b.utc || a.row - b.row)
  for (let i = 1; i < found.length; i++) {
    if (found[i].utc > found[i - 1].utc) continue
    const [a, b] = [rows[found[i - 1].row], rows[found[i].row]]
    if (found[i].utc === found[i - 1].utc) {
      const remedy = 'Remove one; for a file with several series in rows set key'
      throw new SeriesFault({ line: b.line }, `the time ${b.text} is already on line ${a.line}`, remedy)
    }
    const problem = `the time ${b.text} comes after ${a.text} of line ${a.line}: rows are not in order of time`
    throw new SeriesFault({ line: b.line }, problem, 'Sort the file, or set order: any')
  }
  return { at: found.map(({ utc }) => utc), row: found.map(({ row }) => row) }
}

function instantOf(wall: number, text: string, line: number, zone: Zone, alone: boolean, previous: number): number {
  const instants = zone.instants(wall)
  if (instants.length === 0) {
    const problem = `${text} does not exist in ${zone.name}, where clocks were set forward over it`
    const remedy = 'The file keeps standard time: set zone to a fixed offset such as +01:00, or UTC'
    throw new SeriesFault({ line }, problem, remedy)
  }
  if (instants.length > 1 && alone) {
    const problem = `${text} comes twice in ${zone.name}, where clocks were set back, and nothing before it tells which`
    throw new SeriesFault({ line }, problem, 'Write stamps with an offset, begin an hour earlier, or sort the file')
  }
  // neither later than the row before: left to the check of order, which names both lines
  return instants.find((instant) => instant > previous) ?? instants[instants.length - 1]
}
