import { at, type Markup, withMinus } from '../page/markup.js'
import type { Statement } from '../reading/site-statements.js'
import { type Amounts, signed } from '../text/amounts.js'
import { type Words, words } from '../text/words.js'
import { type DrawingTexts, drawing, hint, svgLine, svgText } from './plane/drawing.js'
import { svgName } from './plane/name.js'
import { linear } from './plane/scale.js'

const WIDTH = 1040
const LEFT = 210
const RIGHT = 960
const ROW = 27
/** From each end of a long list. */
const ENDS = 8

interface Row {
  readonly name: Words | string
  readonly saved: number
}

/** Who gained and who lost, most first: bars to the right gained, bars to the left lost. */
export function savingsChart(sorted: readonly Statement[], amounts: Amounts, texts: DrawingTexts): Markup {
  const rows = shownRows(sorted)
  const all = rows.map(({ saved }) => saved)
  // room for the text of a bar at either end
  const x = linear(
    [Math.min(0, ...all), Math.max(0, 1, ...all)],
    [LEFT + (all.some((each) => each < 0) ? 80 : 0), RIGHT - 60],
  )
  const bars = rows.map(({ name, saved }, i) => {
    const y = 8 + i * ROW
    const left = Math.min(x(0), x(saved))
    const text = withMinus(signed(amounts.money(saved)))
    return (
      svgName([LEFT - 12, y + 15], name, LEFT - 12, 'end', 'small') +
      `<rect x="${at(left)}" y="${at(y)}" width="${at(Math.max(1, Math.abs(x(saved) - x(0))))}" height="19" class="${saved < 0 ? 'lost' : 'gained'}">` +
      `${hint(text)}</rect>` +
      svgText(
        saved < 0 ? left - 6 : x(saved) + 6,
        y + 14,
        `${saved < 0 ? '▼' : saved > 0 ? '▲' : '='} ${text}`,
        saved < 0 ? 'end' : 'start',
        'small',
      )
    )
  })
  const bottom = 8 + rows.length * ROW
  return drawing(
    WIDTH,
    bottom + 26,
    texts,
    bars.join('') +
      svgLine(x(0), 2, x(0), bottom, 'axis firm') +
      svgText(
        x(0),
        bottom + 18,
        words(`saved [${amounts.currency}]`, `節約額 [${amounts.currency}]`),
        'middle',
        'tick',
      ),
  )
}

function shownRows(sorted: readonly Statement[]): Row[] {
  const row = ({ account, saved }: Statement): Row => ({ name: account, saved })
  if (sorted.length <= 2 * ENDS + 4) return sorted.map(row)
  const between = sorted.slice(ENDS, -ENDS)
  const mean = between.reduce((sum, { saved }) => sum + saved, 0) / between.length
  const name = words(`mean of ${between.length} more`, `他 ${between.length} 件の平均`)
  return [...sorted.slice(0, ENDS).map(row), { name, saved: mean }, ...sorted.slice(-ENDS).map(row)]
}
