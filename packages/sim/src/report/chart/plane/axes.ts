import { DAY, HOUR } from '@jazzgrid/units'
import type { Markup } from '../../page/markup.js'
import type { LocalTime } from '../../text/local-time.js'
import type { Words } from '../../text/words.js'
import { svgLine, svgText } from './drawing.js'
import { type Scale, tickText } from './scale.js'

/** The rectangle of a drawing that holds the data, in pixels. */
export interface Plane {
  readonly left: number
  readonly right: number
  readonly top: number
  readonly bottom: number
}

/** Horizontal grid lines with their values to the left, and the unit above them. */
export function valueAxis(
  plane: Plane,
  y: Scale,
  values: readonly number[],
  unit: Words | string,
  text: (value: number) => string = tickText,
): Markup {
  const rows = values.map(
    (value) =>
      svgLine(plane.left, y(value), plane.right, y(value), value === 0 ? 'axis' : 'grid') +
      svgText(plane.left - 8, y(value) + 4, text(value), 'end', 'tick'),
  )
  return rows.join('') + svgText(Math.max(0, plane.left - 44), plane.top - 12, unit, 'start', 'tick')
}

/** Local hours below the plane (days where the span is long), a firmer line at midnight. */
export function timeAxis(plane: Plane, x: Scale, from: number, to: number, local: LocalTime): Markup {
  const span = to - from
  const byDay = span > 4 * DAY
  const hours = byDay ? 24 : span > 1.5 * DAY ? 6 : span > 12 * HOUR ? 3 : 1
  const marks = local.marks(from, to, hours)
  const every = byDay ? Math.ceil(marks.length / 10) : 1
  return marks
    .map((mark, i) => {
      const midnight = local.minuteOfDay(mark) === 0
      const text = byDay ? local.day(mark).slice(5) : local.clock(mark)
      return (
        svgLine(x(mark), plane.top, x(mark), plane.bottom, midnight ? 'grid midnight' : 'grid') +
        (i % every === 0 ? svgText(x(mark), plane.bottom + 18, text, 'middle', 'tick') : '')
      )
    })
    .join('')
}
