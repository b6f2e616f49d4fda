import { at, type Markup } from '../page/markup.js'
import { LIFE_STEPS, type LifeStep, type UnitLife } from '../reading/unit-life.js'
import { type Amounts, decimal } from '../text/amounts.js'
import type { LocalTime } from '../text/local-time.js'
import { same, type Words, words } from '../text/words.js'
import { type DrawingTexts, drawing, svgPath, svgText } from './plane/drawing.js'

const WIDTH = 1040
const LEFT = 90
const RIGHT = 950
const LINE = 62

export const STEP_NAMES: Readonly<Record<LifeStep, Words>> = {
  forecast: words('forecast', '予測'),
  ordered: words('bid', '入札'),
  matched: words('match', '約定'),
  prepared: words('prepare', '準備'),
  delivered: words('deliver', '融通'),
  verified: words('verify', '検証'),
}

/** A verdict of another version is shown as it is. */
export function verdictName(verdict: string): Words {
  if (verdict === 'delivered') return words('delivered', '融通済み')
  return verdict === 'under-delivered' ? words('under-delivered', '不足') : same(verdict)
}

/** The life of one unit as a line of six stations. Stations are evenly spaced: their order counts, the clock is below. */
export function unitTimeline(life: UnitLife, amounts: Amounts, local: LocalTime, texts: DrawingTexts): Markup {
  const x = (i: number) => LEFT + (i * (RIGHT - LEFT)) / (LIFE_STEPS.length - 1)
  const details: Record<LifeStep, Words> = {
    forecast: same(local.day(life.times.forecast)),
    ordered: words(`orders ${life.sellOrder} and ${life.buyOrder}`, `注文 ${life.sellOrder} と ${life.buyOrder}`),
    matched: same(amounts.priceWithUnit(life.price)),
    prepared: words(`unit ${life.trade}`, `電力ユニット ${life.trade}`),
    delivered: same(`${decimal(life.delivered, 0, 0)} / ${decimal(life.matched, 0, 0)} Wh`),
    verified: verdictName(life.verdict),
  }
  const reached = LIFE_STEPS.map((step) => Number.isFinite(life.times[step]))
  const links = LIFE_STEPS.slice(1).map((_, i) =>
    svgPath(`M${at(x(i))} ${LINE}H${at(x(i + 1))}`, reached[i] && reached[i + 1] ? 'line station-link' : 'guide'),
  )
  const stations = LIFE_STEPS.map((step, i) =>
    [
      `<circle cx="${at(x(i))}" cy="${LINE}" r="9" class="${reached[i] ? 'station' : 'station missed'}"/>`,
      svgText(x(i), LINE - 24, STEP_NAMES[step], 'middle', 'strong'),
      svgText(x(i), LINE + 34, local.clock(life.times[step]), 'middle', 'strong'),
      reached[i] ? svgText(x(i), LINE + 54, details[step], 'middle', 'tick') : '',
    ].join(''),
  )
  return drawing(WIDTH, LINE + 68, texts, links.join('') + stations.join(''))
}
