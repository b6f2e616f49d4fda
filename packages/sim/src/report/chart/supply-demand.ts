import { crossing, steps } from '../book/crossing.js'
import type { FocusRound } from '../book/focus-round.js'
import type { Markup } from '../page/markup.js'
import { at } from '../page/markup.js'
import type { Amounts } from '../text/amounts.js'
import { kwh } from '../text/amounts.js'
import { words } from '../text/words.js'
import { valueAxis } from './plane/axes.js'
import { type DrawingTexts, drawing, svgLine, svgPath, svgText } from './plane/drawing.js'
import { linePath, type Point } from './plane/path.js'
import { extent, linear, ticks, tickText } from './plane/scale.js'

const WIDTH = 600
const HEIGHT = 420
const PLANE = { left: 52, right: 584, top: 40, bottom: 364 }

/** Supply and demand of one round as steps, and the point at which it traded. */
export function supplyDemandChart(round: FocusRound, amounts: Amounts, texts: DrawingTexts): Markup {
  const supply = steps(round.before.offers)
  const demand = steps(round.before.bids)
  const end = (corners: readonly (readonly [number, number])[]) => corners[corners.length - 1]?.[0] ?? 0
  const crossed = crossing(round.before)
  // far beyond the crossing nothing happens any more: what is out of the picture is in the table
  const widest = Math.min(Math.max(end(supply), end(demand)), 4 * Math.max(crossed?.volume ?? 0, round.volume))
  const across = ticks(0, widest / 1000, 6)
  const prices = [...supply, ...demand].filter(([quantity]) => quantity <= widest).map(([, price]) => price / 1000)
  const up = ticks(...extent(prices), 6)
  const x = linear([0, across[across.length - 1]], [PLANE.left, PLANE.right])
  const y = linear([up[0], up[up.length - 1]], [PLANE.bottom, PLANE.top])
  const clip = (corners: readonly [number, number][]) => {
    const inside = corners.filter(([quantity]) => x(quantity / 1000) <= PLANE.right)
    const points = inside.map(([quantity, price]): Point => [x(quantity / 1000), y(price / 1000)])
    if (inside.length < corners.length && points.length > 0) points.push([PLANE.right, points[points.length - 1][1]])
    return points
  }
  const point: Point = [x(round.volume / 1000), y(round.price / 1000)]
  const named = (corners: readonly Point[], text: ReturnType<typeof words>, offset: number) => {
    const last = corners[corners.length - 1]
    return last === undefined ? '' : svgText(last[0] - 6, last[1] + offset, text, 'end', 'strong halo')
  }
  const supplyPoints = clip(supply)
  const demandPoints = clip(demand)
  const right = point[0] > (PLANE.left + PLANE.right) * 0.6
  const body =
    valueAxis(PLANE, y, up, amounts.priceUnit) +
    across
      .map(
        (mark) =>
          svgLine(x(mark), PLANE.top, x(mark), PLANE.bottom, mark === 0 ? 'axis' : 'grid') +
          svgText(x(mark), PLANE.bottom + 18, tickText(mark), 'middle', 'tick'),
      )
      .join('') +
    svgText(PLANE.right, PLANE.bottom + 38, words('cumulative energy [kWh]', '累積電力量 [kWh]'), 'end', 'tick') +
    svgPath(linePath(demandPoints), 'line buy') +
    svgPath(linePath(supplyPoints), 'line sell') +
    named(supplyPoints, words('supply (sell)', '供給(売り)'), -9) +
    named(demandPoints, words('demand (buy)', '需要(買い)'), 19) +
    svgPath(linePath([[PLANE.left, point[1]], point, [point[0], PLANE.bottom]]), 'guide') +
    `<circle cx="${at(point[0])}" cy="${at(point[1])}" r="6" class="clearing"/>` +
    svgText(
      point[0] + (right ? -12 : 12),
      point[1] - 12,
      `${kwh(round.volume)} kWh · ${amounts.priceWithUnit(round.price)}`,
      right ? 'end' : 'start',
      'strong halo',
    )
  return drawing(WIDTH, HEIGHT, texts, body)
}
