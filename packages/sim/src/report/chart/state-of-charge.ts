import { type Markup, at as px } from '../page/markup.js'
import { LACK, lackOf, type StoreSeries, spread } from '../reading/stores.js'
import { fineEnergy } from '../text/amounts.js'
import type { LocalTime } from '../text/local-time.js'
import { inBoth, type Words, words } from '../text/words.js'
import { timeAxis } from './plane/axes.js'
import { type DrawingTexts, drawing, hint, svgLine, svgPath, svgText } from './plane/drawing.js'
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
/** Where names end, left of the scale. */
const NAMES = 136
const TOP = 16
const ROW = 64

/**
 * One row a store: its state of charge 0..100 %, its band, hatched where a vehicle is away, dotted where it stands at home
 * without being plugged in, and a mark where a trip ended that lacked energy.
 */
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
  const slots: Slots = { starts, xs, x, slotLength, id: texts.id }
  const drawn = shown.map((store, i) => storeRow(store, rowScale(i + (many ? 1 : 0)), slots))
  const body =
    timeAxis({ left: LEFT, right: RIGHT, top: TOP, bottom: bottom - 12 }, x, from, to, local) +
    patterns(texts.id) +
    (many ? spreadRow(stores, rowScale(0), xs) : '') +
    drawn.join('')
  return drawing(WIDTH, bottom + 20, texts, body)
}

interface Slots {
  readonly starts: Float64Array
  /** Where each slot ends [px]. */
  readonly xs: readonly number[]
  readonly x: Scale
  readonly slotLength: number
  /** Of the drawing, which its patterns are named after. */
  readonly id: string
}

const rowScale = (row: number): Scale => linear([0, 1], [TOP + (row + 1) * ROW - 12, TOP + row * ROW + 6])

function storeRow(store: StoreSeries, y: Scale, slots: Slots): Markup {
  const { xs, id } = slots
  const points = Array.from(store.soc, (soc, i): Point => [xs[i], y(soc)])
  const lack = lackOf(store)
  const kind = store.kind === 'ev' ? words('EV', '電気自動車') : words('battery', '蓄電池')
  return (
    frame(
      y,
      { en: store.name, ja: store.name },
      {
        en: `${kind.en}, ${store.capacity / 1000} kWh`,
        ja: `${kind.ja} ${store.capacity / 1000} kWh`,
      },
      ...(lack.energy > 0 ? [lackText(lack.energy)] : []),
    ) +
    shaded((i) => !store.plugged[i] && !store.unplugged[i], `${id}-away`, y, slots) +
    shaded((i) => store.unplugged[i], `${id}-unplugged`, y, slots) +
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
    svgPath(linePath(points), `line ${store.kind}`) +
    lackMarks(store, y, xs)
  )
}

/** The slots of which this holds, filled with a pattern. */
function shaded(holds: (slot: number) => boolean, pattern: string, y: Scale, { starts, x, slotLength }: Slots): Markup {
  let boxes = ''
  let from = -1
  for (let i = 0; i <= starts.length; i++) {
    const held = i < starts.length && holds(i)
    if (held && from < 0) from = i
    if (held || from < 0) continue
    const left = x(starts[from])
    boxes += boxPath(left, y(1), x(starts[i - 1] + slotLength) - left, y(0) - y(1))
    from = -1
  }
  return boxes === '' ? '' : `<path d="${boxes}" fill="url(#${pattern})"/>`
}

/** From the middle of a mark to its words, and to the end of them [px]. */
const GAP = 13
const WORDS = GAP + 114

/** Where a trip ended that the battery could not supply: a mark, and beside it how much was lacking where there is room. */
function lackMarks({ stranded }: StoreSeries, y: Scale, xs: readonly number[]): Markup {
  const top = y(0.9)
  const ends = Array.from(stranded, (energy, i) => ({ energy, at: xs[i] })).filter(({ energy }) => energy >= LACK)
  let free = LEFT
  return ends
    .map(({ energy, at }, k) => {
      const text = lackText(energy)
      const mark =
        `<path d="M${px(at - 8)} ${px(top + 14)}h16l-8 -14z" class="lack">${hint(inBoth(text))}</path>` +
        svgLine(at, top + 5, at, top + 9, 'lack-sign') +
        svgLine(at, top + 12, at, top + 12.1, 'lack-sign')
      const [before, next] = [free, (ends[k + 1]?.at ?? Number.POSITIVE_INFINITY) - GAP]
      const after = at + WORDS <= Math.min(next, WIDTH)
      free = at + (after ? WORDS : GAP)
      if (after) return mark + svgText(at + GAP, top + 13, text, 'start', 'small strong halo')
      const onlyLeft = at + WORDS > WIDTH && at - WORDS >= before && next > at
      return onlyLeft ? mark + svgText(at - GAP, top + 13, text, 'end', 'small strong halo') : mark
    })
    .join('')
}

const lackText = (energy: number): Words => words(`lacked ${fineEnergy(energy)}`, `${fineEnergy(energy)} 不足`)

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

/** The name of a row with what is known of it below, and its scale. */
function frame(y: Scale, name: Words, ...details: Words[]): Markup {
  const first = (y(0) + y(1)) / 2 + 7 - 8 * details.length
  return (
    svgLine(LEFT, y(0), RIGHT, y(0), 'axis') +
    svgLine(LEFT, y(1), RIGHT, y(1), 'grid') +
    svgName([NAMES, first], name, NAMES, 'end', 'small strong') +
    details.map((detail, i) => svgText(NAMES, first + 16 * (i + 1), detail, 'end', 'tick')).join('') +
    svgText(LEFT - 6, y(1) + 7, '100 %', 'end', 'tick') +
    svgText(LEFT - 6, y(0) + 1, '0', 'end', 'tick')
  )
}

function patterns(id: string): Markup {
  return (
    `<defs><pattern id="${id}-away" width="7" height="7" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">` +
    `<path d="M0 0V7" class="hatch"/></pattern>` +
    `<pattern id="${id}-unplugged" width="10" height="10" patternUnits="userSpaceOnUse">` +
    `<path d="M3 3h0M8 8h0" class="dots"/></pattern></defs>`
  )
}
