import type { Markup } from '../page/markup.js'
import type { SlotSeries } from '../reading/slot-series.js'
import type { LocalTime } from '../text/local-time.js'
import { words } from '../text/words.js'
import { timeAxis, valueAxis } from './plane/axes.js'
import { type DrawingTexts, drawing, svgLine, svgPath, svgText } from './plane/drawing.js'
import { bandPath, boxPath, linePath, type Point } from './plane/path.js'
import { extent, linear, type Scale, ticks } from './plane/scale.js'

export interface PriceTrend {
  readonly slots: SlotSeries
  /** ms */
  readonly slotLength: number
  readonly priceUnit: string
  readonly local: LocalTime
}

const WIDTH = 1040
const PRICES = { left: 52, right: 930, top: 34, bottom: 296 }
const VOLUMES = { left: 52, right: 930, top: 336, bottom: 408 }
/** Narrower than this a candle is a smear; the span from low to high is drawn as a band instead. */
const NARROWEST_CANDLE = 4

/** Prices of every delivery slot between feed-in and retail, and the traded energy below, on one time axis. */
export function priceTrendChart({ slots, slotLength, priceUnit, local }: PriceTrend, texts: DrawingTexts): Markup {
  const count = slots.start.length
  const from = slots.start[0] ?? 0
  const to = (slots.start[count - 1] ?? 0) + slotLength
  const x = linear([from, to], [PRICES.left, PRICES.right])
  const perKwh = (values: Float64Array) => Array.from(values, (value) => value / 1000)
  const [low, high] = extent(...[slots.low, slots.high, slots.retail, slots.feedIn, slots.mean].map(perKwh))
  const marks = ticks(Math.min(0, low), high, 6)
  const y = linear([marks[0], marks[marks.length - 1]], [PRICES.bottom, PRICES.top])
  const middle = Array.from(slots.start, (start) => x(start + slotLength / 2))
  const points = (values: Float64Array): Point[] => middle.map((at, i): Point => [at, y(values[i] / 1000)])
  const edges = [...Array.from(slots.start, x), x(to)]
  const heights = (values: Float64Array) => [...values, values[count - 1]].map((value) => y(value / 1000))
  const width = Math.abs(x(from + slotLength) - x(from))
  const body =
    svgPath(bandPath(edges, heights(slots.retail), heights(slots.feedIn)), 'corridor') +
    valueAxis(PRICES, y, marks, priceUnit) +
    timeAxis({ ...PRICES, bottom: VOLUMES.bottom }, x, from, to, local) +
    svgPath(steps(edges, heights(slots.retail)), 'line retail') +
    svgPath(steps(edges, heights(slots.feedIn)), 'line feed-in') +
    (width >= NARROWEST_CANDLE
      ? candles(slots, middle, y, width)
      : svgPath(
          bandPath(
            middle,
            points(slots.high).map(([, v]) => v),
            points(slots.low).map(([, v]) => v),
          ),
          'spread',
        )) +
    svgPath(linePath(points(slots.expected)), 'line expected') +
    svgPath(linePath(points(slots.mean)), 'line price') +
    endLabels(slots, y) +
    volumes(slots, x, slotLength)
  return drawing(WIDTH, 436, texts, body)
}

/** Low to high as a wick, open to close as a box: open boxes rose, filled boxes fell. */
function candles(slots: SlotSeries, middle: readonly number[], y: Scale, slotWidth: number): Markup {
  const width = Math.min(11, slotWidth * 0.55)
  let wicks = ''
  let rising = ''
  let falling = ''
  middle.forEach((centre, i) => {
    const [open, close, high, low] = [slots.open[i], slots.close[i], slots.high[i], slots.low[i]].map((v) =>
      y(v / 1000),
    )
    if (![open, close, high, low].every(Number.isFinite)) return
    wicks += linePath([
      [centre, high],
      [centre, Math.min(open, close)],
    ])
    wicks += linePath([
      [centre, Math.max(open, close)],
      [centre, low],
    ])
    const box = boxPath(centre - width / 2, Math.min(open, close), width, Math.max(1.5, Math.abs(open - close)))
    if (close <= open) rising += box
    else falling += box
  })
  return svgPath(wicks, 'wick') + svgPath(rising, 'candle rising') + svgPath(falling, 'candle falling')
}

function steps(edges: readonly number[], heights: readonly number[]): string {
  const corners: Point[] = []
  for (let i = 0; i + 1 < edges.length; i++) {
    if (i > 0 && heights[i] === heights[i - 1]) corners.pop()
    else corners.push([edges[i], heights[i]])
    corners.push([edges[i + 1], heights[i]])
  }
  return linePath(corners)
}

/** Names of the lines where they end, moved apart where they would touch. */
function endLabels(slots: SlotSeries, y: Scale): Markup {
  const last = (values: Float64Array) => values.findLast((value) => Number.isFinite(value)) ?? Number.NaN
  const named = [
    { text: words('retail', '小売'), y: y(last(slots.retail) / 1000), line: 'line retail' },
    { text: words('market', '市場'), y: y(last(slots.mean) / 1000), line: 'line price' },
    { text: words('expected', '予想'), y: y(last(slots.expected) / 1000), line: 'line expected' },
    { text: words('feed-in', '売電'), y: y(last(slots.feedIn) / 1000), line: 'line feed-in' },
  ].filter((each) => Number.isFinite(each.y))
  named.sort((a, b) => a.y - b.y)
  let lowest = Number.NEGATIVE_INFINITY
  return named
    .map((each) => {
      lowest = Math.max(each.y, lowest + 17)
      return (
        svgLine(PRICES.right + 6, lowest, PRICES.right + 30, lowest, each.line) +
        svgText(PRICES.right + 36, lowest + 4, each.text, 'start', 'small')
      )
    })
    .join('')
}

function volumes(slots: SlotSeries, x: Scale, slotLength: number): Markup {
  const marks = ticks(0, extent(slots.traded)[1] / 1000, 2)
  const y = linear([0, marks[marks.length - 1]], [VOLUMES.bottom, VOLUMES.top])
  let bars = ''
  slots.traded.forEach((traded, i) => {
    if (!(traded > 0)) return
    const left = x(slots.start[i])
    const width = x(slots.start[i] + slotLength) - left
    const top = y(traded / 1000)
    bars += boxPath(left + width * 0.12, top, width * 0.76, VOLUMES.bottom - top)
  })
  return (
    valueAxis(VOLUMES, y, marks, 'kWh') +
    svgPath(bars, 'volume') +
    svgText(VOLUMES.right + 6, VOLUMES.bottom - 4, words('traded', '取引量'), 'start', 'small')
  )
}
