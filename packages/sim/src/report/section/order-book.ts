import type { BookLevel } from '../book/book-at.js'
import { ladderOf } from '../book/focus-round.js'
import { ladderTable } from '../chart/ladder.js'
import { supplyDemandChart } from '../chart/supply-demand.js'
import { behind, dataTable } from '../page/data-table.js'
import { figure, label, type Markup } from '../page/markup.js'
import { type Section, scrolling, THE_NUMBERS } from '../page/section.js'
import type { ReportView } from '../report-view.js'
import { kwh } from '../text/amounts.js'
import { words } from '../text/words.js'

export function orderBookSection(view: ReportView): Section {
  const { focus, amounts, local, scenario } = view
  const title = words('One order book', '板(オーダーブック)の一例')
  if (!focus) {
    const intro = words('Nothing was traded between sites.', '拠点間の取引はなかった。')
    return { id: 'order-book', title, intro, body: '' }
  }
  const product = `${local.clock(focus.slot)}-${local.clock(focus.slot + scenario.market.slotLength)}`
  const { book, instant } = ladderOf(focus)
  const oneByOne = scenario.market.mechanism === 'continuous'
  const shown =
    instant === 'after'
      ? words('what still rests in the book after the round', '約定後に残った注文')
      : words(
          'all orders that met in the round, before any of them traded, one row a price: bids as high as offers or higher are what trades',
          'この回に出会った全注文を約定前の姿で値段ごとに一行。売りの値段以上の買いが約定する',
        )
  const caption =
    instant === 'after'
      ? words(`Product ${product}, after the round`, `商品 ${product}、約定後`)
      : words(`Product ${product}, before the round`, `商品 ${product}、約定前`)
  const point = `${kwh(focus.volume)} kWh, ${amounts.priceWithUnit(focus.price)}`
  const curves = words('Supply and demand of the round', 'この回の供給と需要')
  const drawing = supplyDemandChart(focus, amounts, {
    id: 'supply-demand',
    title: curves,
    description: words(`Traded: ${point}.`, `約定 ${point}。`),
  })
  return {
    id: 'order-book',
    title,
    intro: words(
      `Product ${product} on ${local.day(focus.slot)}, in the round of ${local.stamp(focus.time)}. The ladder: ${shown.en}. The curves: all orders that met in the round; the ring is where they cross, the point what was traded between sites at its mean price. ${oneByOne ? 'Continuous trade takes orders one by one, and some' : 'Some'} buyers add a premium for renewable or local units that the curves do not show: ${oneByOne ? 'both' : 'that'} may move the point away from the ring.`,
      `${local.day(focus.slot)} の商品 ${product}、${local.stamp(focus.time)} の回。板は${shown.ja}。曲線はこの回に出会った全注文。輪は交点、点は拠点間の約定量と平均価格。${oneByOne ? '連続取引は注文を一件ずつ処理し、また' : ''}再エネや地産への上乗せは曲線に含まれないため、輪と点は異なりうる。`,
    ),
    body:
      `<div class="pair"><div>${ladderTable(book, amounts, caption, focus)}</div>` +
      `<div><h3>${label(curves)}</h3>${scrolling(curves, drawing)}</div></div>` +
      behind(THE_NUMBERS, levels(view)),
  }
}

/** A step curve has as many rows as a side has prices; the tail is in the orders table. */
const MOST_LEVELS = 40

function levels({ focus, amounts }: ReportView): Markup {
  const side = (levels: readonly BookLevel[], caption: ReturnType<typeof words>) => {
    let sum = 0
    const rows = levels.slice(0, MOST_LEVELS).map(({ price, quantity, orders }) => {
      sum += quantity
      return [figure(amounts.price(price)), figure(kwh(quantity)), figure(kwh(sum)), `${orders}`]
    })
    return dataTable(
      caption,
      [
        { head: amounts.priceUnit, kind: 'number' },
        { head: 'kWh', kind: 'number' },
        { head: words('cumulative kWh', '累積 kWh'), kind: 'number' },
        { head: words('orders', '注文数'), kind: 'number' },
      ],
      rows,
    )
  }
  return (
    side(focus!.before.offers, words('Supply before the round, best price first', '供給(約定前、最良価格から)')) +
    side(focus!.before.bids, words('Demand before the round, best price first', '需要(約定前、最良価格から)'))
  )
}
