import type { Markup } from '../page/markup.js'
import { type StoreSeries, spread } from '../reading/stores.js'
import type { LocalTime } from '../text/local-time.js'
import { type Words, words } from '../text/words.js'
import { timeAxis } from './plane/axes.js'
import { type DrawingTexts, drawing, svgLine, svgPath, svgText } from './plane/drawing.js'
import { svgName } from './plane/name.js'
import { bandPath, boxPath, linePath, type Point } from './plane/path.js'
import { linear, type Scale } from './plane/scale.js'

export interface StateOfCharge {
  readonly stores: readonly StoreSeries[]
  /** Starts of the recorded slots. */
  readonly starts: Float64Array
  readonly slotLength: number
  readonly local: LocalTime
}

/** More stores than this and the drawing shows their spread, then the first few. */
export const MOST_ROWS = 12
const FEW = 4
const WIDTH = 1040
const LEFT = 190
const RIGHT = 1000
const TOP = 16
const ROW = 64

/** One row a store: its state of charge 0..100 %, its band, and hatched where a vehicle is away. */
export function stateOfChargeChart({ stores, starts, slotLength, local }: StateOfCharge, texts: DrawingTexts): Markup {
  const from = starts[0] ?? 0
  const to = (starts[starts.length - 1] ?? 0) + slotLength
  const x = linear([from, to], [LEFT, RIGHT])
  // a state of charge is that at the end of its slot
  const xs = Array.from(starts, (start) => x(start + slotLength))
  const many = stores.length > MOST_ROWS
  const shown = many ? stores.slice(0, FEW) : stores
  const rows = shown.length + (many ? 1 : 0)
  const bottom = TOP + rows * ROW
  const drawn = shown.map((store, i) => storeRow(store, rowScale(i + (many ? 1 : 0)), xs, x, slotLength, starts))
  const body =
    timeAxis({ left: LEFT, right: RIGHT, top: TOP, bottom: bottom - 12 }, x, from, to, local) +
    hatch(texts.id) +
    (many ? spreadRow(stores, rowScale(0), xs) : '') +
    drawn.join('').replaceAll('url(#away)', `url(#${texts.id}-away)`)
  return drawing(WIDTH, bottom + 20, texts, body)
}

const rowScale = (row: number): Scale => linear([0, 1], [TOP + (row + 1) * ROW - 12, TOP + row * ROW + 6])

function storeRow(
  store: StoreSeries,
  y: Scale,
  xs: number[],
  x: Scale,
  slotLength: number,
  starts: Float64Array,
): Markup {
  const points = Array.from(store.soc, (soc, i): Point => [xs[i], y(soc)])
  let away = ''
  store.plugged.forEach((plugged, i) => {
    if (plugged) return
    const left = x(starts[i])
    away += boxPath(left, y(1), x(starts[i] + slotLength) - left, y(0) - y(1))
  })
  const kind = store.kind === 'ev' ? words('EV', '電気自動車') : words('battery', '蓄電池')
  return (
    frame(
      y,
      { en: store.name, ja: store.name },
      {
        en: `${kind.en}, ${store.capacity / 1000} kWh`,
        ja: `${kind.ja} ${store.capacity / 1000} kWh`,
      },
    ) +
    (away === '' ? '' : `<path d="${away}" fill="url(#away)"/>`) +
    svgLine(LEFT, y(store.minimumSoc), RIGHT, y(store.minimumSoc), 'limit') +
    svgLine(LEFT, y(store.maximumSoc), RIGHT, y(store.maximumSoc), 'limit') +
    svgPath(
      bandPath(
        xs,
        points.map(([, v]) => v),
        points.map(() => y(0)),
      ),
      `charge ${store.kind}`,
    ) +
    svgPath(linePath(points), `line ${store.kind}`)
  )
}

function spreadRow(stores: readonly StoreSeries[], y: Scale, xs: number[]): Markup {
  const { low, median, high } = spread(stores, xs.length)
  const heights = (values: Float64Array) => Array.from(values, y)
  return (
    frame(
      y,
      words(`all ${stores.length} stores`, `全 ${stores.length} 台`),
      words('median, 10-90 %', '中央値、10-90 %'),
    ) +
    svgPath(bandPath(xs, heights(high), heights(low)), 'charge battery') +
    svgPath(linePath(heights(median).map((v, i): Point => [xs[i], v])), 'line battery')
  )
}

function frame(y: Scale, name: Words, detail: Words): Markup {
  return (
    svgLine(LEFT, y(0), RIGHT, y(0), 'axis') +
    svgLine(LEFT, y(1), RIGHT, y(1), 'grid') +
    svgName([LEFT - 46, (y(0) + y(1)) / 2 - 1], name, LEFT - 46, 'end', 'small strong') +
    svgText(LEFT - 46, (y(0) + y(1)) / 2 + 15, detail, 'end', 'tick') +
    svgText(LEFT - 6, y(1) + 7, '100 %', 'end', 'tick') +
    svgText(LEFT - 6, y(0) + 1, '0', 'end', 'tick')
  )
}

function hatch(id: string): Markup {
  return (
    `<defs><pattern id="${id}-away" width="7" height="7" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">` +
    '<path d="M0 0V7" class="hatch"/></pattern></defs>'
  )
}
