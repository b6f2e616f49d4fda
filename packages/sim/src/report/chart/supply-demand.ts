import { crossing, steps } from '../book/crossing.js'
import type { FocusRound } from '../book/focus-round.js'
import { at, type Markup } from '../page/markup.js'
import { type Amounts, kwh } from '../text/amounts.js'
import { words } from '../text/words.js'
import { valueAxis } from './plane/axes.js'
import { type DrawingTexts, drawing, svgLine, svgPath, svgText } from './plane/drawing.js'
import { linePath, type Point } from './plane/path.js'
import { extent, linear, ticks, tickText } from './plane/scale.js'

const WIDTH = 600
const HEIGHT = 450
const PLANE = { left: 46, right: 584, top: 82, bottom: 396 }
/** Far beyond the crossing nothing happens any more; what is out of the picture is in the table. */
const BEYOND = 4

/** Supply and demand of one round as steps, and the point at which it traded. */
export function supplyDemandChart(round: FocusRound, amounts: Amounts, texts: DrawingTexts): Markup {
  const sides = [steps(round.before.offers), steps(round.before.bids)]
  const longest = Math.max(...sides.map((corners) => corners[corners.length - 1]?.[0] ?? 0))
  const crossed = crossing(round.before)
  const traded = Math.max(crossed?.volume ?? 0, round.volume)
  const across = ticks(0, Math.min(longest, BEYOND * traded) / 1000, 6)
  const reach = across[across.length - 1]
  const [supply, demand] = sides.map((corners) => within(corners, reach * 1000))
  const up = ticks(...extent([...supply, ...demand, [0, round.price]].map(([, price]) => price / 1000)), 6)
  const x = linear([0, reach], [PLANE.left, PLANE.right])
  const y = linear([up[0], up[up.length - 1]], [PLANE.bottom, PLANE.top])
  const drawn = (corners: readonly Point[]) =>
    linePath(corners.map(([quantity, price]): Point => [x(quantity / 1000), y(price / 1000)]))
  const point: Point = [x(round.volume / 1000), y(round.price / 1000)]
  const body =
    valueAxis(PLANE, y, up, amounts.priceUnit) +
    across
      .map(
        (mark) =>
          svgLine(x(mark), PLANE.top, x(mark), PLANE.bottom, mark === 0 ? 'axis' : 'grid') +
          svgText(x(mark), PLANE.bottom + 18, tickText(mark), 'middle', 'tick'),
      )
      .join('') +
    svgText(PLANE.right, PLANE.bottom + 40, words('cumulative energy [kWh]', '累積電力量 [kWh]'), 'end', 'tick') +
    svgPath(linePath([[PLANE.left, point[1]], point, [point[0], PLANE.bottom]]), 'guide') +
    svgPath(drawn(demand), 'line buy') +
    svgPath(drawn(supply), 'line sell') +
    (crossed ? ring([x(crossed.volume / 1000), y((crossed.offer + crossed.bid) / 2000)]) : '') +
    dot(point) +
    legend(
      `${kwh(round.volume)} kWh, ${amounts.priceWithUnit(round.price)}`,
      crossed ? `${kwh(crossed.volume)} kWh, ${amounts.price(crossed.offer)}-${amounts.price(crossed.bid)}` : '–',
    )
  return drawing(WIDTH, HEIGHT, texts, body)
}

/** The corners up to a quantity; a step that goes on beyond it is cut there. */
function within(corners: readonly Point[], reach: number): Point[] {
  const inside = corners.filter(([quantity]) => quantity <= reach)
  const last = inside[inside.length - 1]
  // corners come in pairs: an odd number means that the last step was cut
  return last !== undefined && inside.length % 2 === 1 ? [...inside, [reach, last[1]]] : inside
}

const dot = ([x, y]: Point): Markup => `<circle cx="${at(x)}" cy="${at(y)}" r="6" class="clearing"/>`
const ring = ([x, y]: Point): Markup => `<circle cx="${at(x)}" cy="${at(y)}" r="9" class="crossing"/>`

function legend(traded: string, crossed: string): Markup {
  const [first, second] = [12, 38]
  return (
    svgLine(46, first, 76, first, 'line sell') +
    svgText(84, first + 5, words('supply (sell)', '供給(売り)'), 'start', 'small') +
    svgLine(340, first, 370, first, 'line buy') +
    svgText(378, first + 5, words('demand (buy)', '需要(買い)'), 'start', 'small') +
    dot([61, second]) +
    svgText(84, second + 5, { en: `traded ${traded}`, ja: `約定 ${traded}` }, 'start', 'small strong') +
    ring([355, second]) +
    svgText(378, second + 5, { en: `crossing ${crossed}`, ja: `交点 ${crossed}` }, 'start', 'small')
  )
}
