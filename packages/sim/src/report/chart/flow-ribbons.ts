import { at, type Markup } from '../page/markup.js'
import type { FlowEnd, Flows } from '../reading/flows.js'
import { OTHERS } from '../reading/flows.js'
import { kwh } from '../text/amounts.js'
import { same, type Words, words } from '../text/words.js'
import { type DrawingTexts, drawing, hint, svgText } from './plane/drawing.js'
import { svgName } from './plane/name.js'

const WIDTH = 1040
const TOP = 40
const LEFT = 180
const RIGHT = 860
const BAR = 14
const GAP = 9

interface PlacedEnd {
  readonly top: number
  readonly height: number
  /** Where the next ribbon starts. */
  next: number
}

/** Who sold to whom: ribbons as wide as the energy they carry (a Sankey diagram of two columns). */
export function flowRibbons(flows: Flows, texts: DrawingTexts): Markup {
  const rows = Math.max(flows.sellers.length, flows.buyers.length, 1)
  const height = Math.max(220, rows * 30)
  const scale = (height - GAP * (rows - 1)) / Math.max(1, flows.total)
  const sellers = place(flows.sellers, scale, height)
  const buyers = place(flows.buyers, scale, height)
  const ribbons = flows.links.map((link) => {
    const width = link.energy * scale
    const from = sellers[link.seller]
    const to = buyers[link.buyer]
    const [y0, y1] = [from.next, to.next]
    from.next += width
    to.next += width
    const middle = (LEFT + RIGHT) / 2
    const d =
      `M${at(LEFT)} ${at(y0)}C${at(middle)} ${at(y0)} ${at(middle)} ${at(y1)} ${at(RIGHT)} ${at(y1)}` +
      `v${at(width)}C${at(middle)} ${at(y1 + width)} ${at(middle)} ${at(y0 + width)} ${at(LEFT)} ${at(y0 + width)}z`
    const name = `${endName(flows.sellers[link.seller]).en} → ${endName(flows.buyers[link.buyer]).en}`
    return `<path d="${d}" class="ribbon s${link.seller % 8}">${hint(`${name}: ${kwh(link.energy)} kWh`)}</path>`
  })
  const ends = (column: readonly FlowEnd[], placed: readonly PlacedEnd[], selling: boolean) =>
    column.map((end, i) => {
      const { top, height } = placed[i]
      const x = selling ? LEFT - BAR : RIGHT
      const middle = top + height / 2 + 4
      const [beside, room] = selling ? [x - 8, x - 8] : [x + BAR + 8, WIDTH - x - BAR - 8]
      return (
        `<rect x="${at(x)}" y="${at(top)}" width="${BAR}" height="${at(Math.max(1, height))}" class="end ${selling ? `s${i % 8}` : 'taker'}"/>` +
        svgName([beside, middle], endName(end), room, selling ? 'end' : 'start', 'small', `  ${kwh(end.energy)}`)
      )
    })
  const body =
    svgText(LEFT, TOP - 18, words('sold [kWh]', '売り [kWh]'), 'end', 'tick') +
    svgText(RIGHT, TOP - 18, words('bought [kWh]', '買い [kWh]'), 'start', 'tick') +
    `<g class="ribbons">${ribbons.join('')}</g>` +
    ends(flows.sellers, sellers, true).join('') +
    ends(flows.buyers, buyers, false).join('')
  return drawing(WIDTH, TOP + height + 12, texts, body)
}

/** The name of an end for people. */
export function endName({ name, ends }: FlowEnd): Words {
  if (name === OTHERS) return words(`${ends} others`, `他 ${ends} 件`)
  return Object.hasOwn(KINDS, name) ? KINDS[name] : same(name)
}

/** Kinds of devices, where flows are added up by them. */
const KINDS: Readonly<Record<string, Words>> = {
  pv: words('PV', '太陽光'),
  battery: words('batteries', '蓄電池'),
  ev: words('vehicles', '電気自動車'),
  household: words('loads', '需要'),
}

/** Both columns are as long as all rows would be: the one with fewer ends gets wider gaps. */
function place(ends: readonly FlowEnd[], scale: number, height: number): PlacedEnd[] {
  const used = ends.reduce((sum, end) => sum + end.energy * scale, 0)
  const gap = ends.length > 1 ? (height - used) / (ends.length - 1) : 0
  let top = TOP + (ends.length > 1 ? 0 : (height - used) / 2)
  return ends.map((end) => {
    const placed = { top, height: end.energy * scale, next: top }
    top += placed.height + gap
    return placed
  })
}
