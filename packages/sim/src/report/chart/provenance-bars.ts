import { at, type Markup } from '../page/markup.js'
import { type Provenance, SOURCES, type Source } from '../reading/provenance.js'
import { energy, percent } from '../text/amounts.js'
import { type Words, words } from '../text/words.js'
import { type DrawingTexts, drawing, hint, svgText } from './plane/drawing.js'
import { svgName } from './plane/name.js'

const WIDTH = 1040
const LEFT = 210
const RIGHT = 930
const ROW = 27
const TOP = 40
/** Narrower than this a percentage does not fit into its part. */
const NARROWEST = 38

export const SOURCE_NAMES: Readonly<Record<Source, Words>> = {
  own: words('own', '自家'),
  pv: words("neighbours' PV", '近隣の太陽光'),
  store: words("neighbours' storage", '近隣の蓄電'),
  supplier: words('supplier', '小売'),
}

/** One bar of a name. */
export type ProvenanceBar = Omit<Provenance, 'site'> & { readonly name: Words | string }

/** One bar a name: which share of the energy it took came from where. */
export function provenanceBars(named: readonly ProvenanceBar[], texts: DrawingTexts): Markup {
  const legend = SOURCES.map((source, i) => {
    const x = LEFT + i * 180
    return (
      `<rect x="${at(x)}" y="8" width="18" height="14" class="part from-${source}"/>` +
      svgText(x + 26, 20, SOURCE_NAMES[source], 'start', 'small')
    )
  })
  const bars = named.map(({ name, energy: from, total }, row) => {
    const y = TOP + row * ROW
    let x = LEFT
    const parts = SOURCES.map((source) => {
      const share = total > 0 ? from[source] / total : 0
      const width = share * (RIGHT - LEFT)
      if (width <= 0) return ''
      const part =
        `<rect x="${at(x)}" y="${at(y)}" width="${at(width)}" height="19" class="part from-${source}">` +
        `${hint(`${SOURCE_NAMES[source].en}: ${energy(from[source])}`)}</rect>` +
        (width >= NARROWEST ? svgText(x + width / 2, y + 14, percent(share), 'middle', `on-${source} small`) : '')
      x += width
      return part
    })
    return (
      svgName([LEFT - 12, y + 14], name, LEFT - 12, 'end', 'small') +
      parts.join('') +
      (total > 0 ? '' : svgText(LEFT, y + 14, words('no load', '需要なし'), 'start', 'small muted')) +
      svgText(WIDTH - 4, y + 14, energy(total), 'end', 'small muted')
    )
  })
  return drawing(WIDTH, TOP + named.length * ROW + 4, texts, legend.join('') + bars.join(''))
}
