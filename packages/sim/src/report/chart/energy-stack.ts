import type { Markup } from '../page/markup.js'
import type { EnergyBalance } from '../reading/energy-balance.js'
import type { LocalTime } from '../text/local-time.js'
import { type Words, words } from '../text/words.js'
import { timeAxis, valueAxis } from './plane/axes.js'
import { type DrawingTexts, drawing, svgLine, svgPath, svgText } from './plane/drawing.js'
import { boxPath } from './plane/path.js'
import { linear, ticks, tickText } from './plane/scale.js'

export interface EnergyStack {
  readonly balance: EnergyBalance
  readonly starts: Float64Array
  readonly slotLength: number
  readonly local: LocalTime
}

interface Layer {
  readonly values: Float64Array
  readonly name: Words
  readonly style: string
}

const WIDTH = 1040
/** Bars narrower than this [px] have no outline. */
const THINNEST = 6
const PLANE = { left: 52, right: 870, top: 30, bottom: 350 }

/** Where the energy of each slot came from (up) and where it went (down); both sides are equally long. */
export function energyStackChart({ balance, starts, slotLength, local }: EnergyStack, texts: DrawingTexts): Markup {
  const sources: Layer[] = [
    { values: balance.generation, name: words('generation', '発電'), style: 'pv' },
    { values: balance.discharge, name: words('discharge', '放電'), style: 'discharge' },
    { values: balance.imported, name: words('import', '受電'), style: 'import' },
  ]
  const uses: Layer[] = [
    { values: balance.load, name: words('load', '需要'), style: 'load' },
    { values: balance.charge, name: words('charge', '充電'), style: 'charging' },
    { values: balance.exported, name: words('export', '送電'), style: 'export' },
  ]
  const longest = (layers: readonly Layer[]) =>
    Math.max(0, ...Array.from(starts, (_, i) => layers.reduce((sum, { values }) => sum + values[i], 0))) / 1000
  const reach = Math.max(longest(sources), longest(uses), 0.001)
  const marks = ticks(-reach, reach, 10)
  const from = starts[0] ?? 0
  const to = (starts[starts.length - 1] ?? 0) + slotLength
  const x = linear([from, to], [PLANE.left, PLANE.right])
  const y = linear([marks[0], marks[marks.length - 1]], [PLANE.bottom, PLANE.top])
  // with many slots, gaps and outlines would be all there is to see
  const thin = x(from + slotLength) - x(from) < THINNEST
  const [margin, kind] = thin ? [0, 'part thin'] : [0.08, 'part']
  const stack = (layers: readonly Layer[], sign: 1 | -1): Markup => {
    const reached = new Float64Array(starts.length)
    return layers
      .map(({ values, style }) => {
        let boxes = ''
        values.forEach((value, i) => {
          if (!(value > 0)) return
          const near = y((sign * reached[i]) / 1000)
          reached[i] += value
          const far = y((sign * reached[i]) / 1000)
          const left = x(starts[i])
          const width = x(starts[i] + slotLength) - left
          boxes += boxPath(left + width * margin, Math.min(near, far), width * (1 - 2 * margin), Math.abs(far - near))
        })
        return svgPath(boxes, `${kind} ${style}`)
      })
      .join('')
  }
  const legend = (layers: readonly Layer[], top: number) =>
    layers
      .map(({ name, style }, i) => {
        const middle = top + i * 24
        return (
          svgPath(boxPath(PLANE.right + 16, middle - 7, 18, 14), `part ${style}`) +
          svgText(PLANE.right + 42, middle + 4, name, 'start', 'small')
        )
      })
      .join('')
  const body =
    valueAxis(PLANE, y, marks, 'kWh', (value) => tickText(Math.abs(value))) +
    timeAxis(PLANE, x, from, to, local) +
    stack(sources, 1) +
    stack(uses, -1) +
    svgLine(PLANE.left, y(0), PLANE.right, y(0), 'axis firm') +
    svgText(PLANE.right + 16, PLANE.top + 8, words('came from ↑', '供給 ↑'), 'start', 'tick') +
    legend([...sources].reverse(), PLANE.top + 32) +
    svgText(PLANE.right + 16, y(0) + 40, words('went to ↓', '消費 ↓'), 'start', 'tick') +
    legend(uses, y(0) + 64)
  return drawing(WIDTH, PLANE.bottom + 28, texts, body)
}
