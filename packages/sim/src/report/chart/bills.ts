import { at, type Markup, withMinus } from '../page/markup.js'
import { type KeyFigures, savedShare } from '../reading/key-figures.js'
import { type Amounts, percent } from '../text/amounts.js'
import { type Words, words } from '../text/words.js'
import { type DrawingTexts, drawing, svgLine, svgText } from './plane/drawing.js'
import { linear } from './plane/scale.js'

const WIDTH = 1040
const LEFT = 300
const RIGHT = 680

/** What all sites pay together, against the same day without a community. A bill below zero is an income. */
export function billsChart(figures: KeyFigures, amounts: Amounts, texts: DrawingTexts): Markup {
  const rows: { name: Words; bill: number; style: string }[] = [
    { name: words('with the market', '市場あり'), bill: figures.bill, style: 'price-bar' },
    {
      name: words('no market, batteries for own use', '市場なし、蓄電池は自家用'),
      bill: figures.selfConsumptionBill,
      style: 'plain-bar',
    },
    {
      name: words('no market, batteries idle', '市場なし、蓄電池なし'),
      bill: figures.supplierOnlyBill,
      style: 'plain-bar',
    },
  ]
  const known = rows.filter(({ bill }) => Number.isFinite(bill))
  const bills = known.map(({ bill }) => bill)
  const x = linear([Math.min(0, ...bills), Math.max(0, 1, ...bills)], [LEFT, RIGHT])
  const bars = known.map(({ name, bill, style }, i) => {
    const y = 12 + i * 38
    const share = savedShare(figures.bill, bill)
    const saved =
      withMinus(amounts.moneyWithUnit(bill - figures.bill)) + (Number.isNaN(share) ? '' : ` (${percent(share, 1)})`)
    const note = i === 0 ? '' : words(`saved ${saved}`, `節約 ${saved}`)
    return (
      svgText(LEFT - 12, y + 18, name, 'end', i === 0 ? 'strong' : '') +
      `<rect x="${at(Math.min(x(0), x(bill)))}" y="${at(y)}" width="${at(Math.abs(x(bill) - x(0)))}" height="26" rx="2" class="${style}"/>` +
      svgText(Math.max(x(0), x(bill)) + 10, y + 18, withMinus(amounts.moneyWithUnit(bill)), 'start', 'strong') +
      svgText(WIDTH - 4, y + 18, note, 'end', 'muted')
    )
  })
  return drawing(
    WIDTH,
    12 + known.length * 38,
    texts,
    bars.join('') + svgLine(x(0), 4, x(0), 4 + known.length * 38, 'axis firm'),
  )
}
