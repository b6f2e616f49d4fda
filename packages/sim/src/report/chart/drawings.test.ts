import { HOUR, MINUTE } from '@jazzgrid/units'
import { describe, expect, test } from 'vitest'
import { at, recordOf, SMALL_ROWS, shortTripRun, smallRun } from '../../../test/report/small-run.js'
import { smallScenario } from '../../../test/report/small-scenario.js'
import { focusRound } from '../book/focus-round.js'
import { energyBalance } from '../reading/energy-balance.js'
import { flows } from '../reading/flows.js'
import { provenance } from '../reading/provenance.js'
import { bySaving, statements } from '../reading/site-statements.js'
import { slotSeries } from '../reading/slot-series.js'
import { stores } from '../reading/stores.js'
import { unitLife } from '../reading/unit-life.js'
import { amountsIn } from '../text/amounts.js'
import { LocalTime } from '../text/local-time.js'
import { words } from '../text/words.js'
import { energyStackChart } from './energy-stack.js'
import { flowRibbons } from './flow-ribbons.js'
import { ladderTable } from './ladder.js'
import { priceTrendChart } from './price-trend.js'
import { provenanceBars } from './provenance-bars.js'
import { savingsChart } from './savings.js'
import { stateOfChargeChart } from './state-of-charge.js'
import { supplyDemandChart } from './supply-demand.js'
import { unitTimeline } from './unit-timeline.js'

const run = smallRun()
const scenario = smallScenario()
const slots = slotSeries(run)
const local = new LocalTime('Asia/Tokyo')
const yen = amountsIn('JPY')
const texts = { id: 'drawing', title: words('A drawing', '図'), description: words('It shows something.', '説明') }
const slotLength = 30 * MINUTE
/** Path data of the elements of this class. */
const paths = (svg: string, name: string) =>
  [...svg.matchAll(/<path d="([^"]*)" class="([^"]*)"/g)].flatMap(([, d, c]) => (c === name ? [d] : []))

describe('price trend', () => {
  const svg = priceTrendChart({ slots, slotLength, priceUnit: 'JPY/kWh', local }, texts)
  // 12:00-14:00 over x 52..930, 0..30 JPY/kWh over y 296..34
  const x = (time: number) => 52 + ((time - at('12:00')) / (2 * HOUR)) * 878
  const y = (price: number) => 296 - (price / 30) * 262
  const near = (value: number) => Math.round(value * 10) / 10

  test('the mean price is drawn in the middle of its slot, and a slot without trade is a gap', () => {
    const [first, second] = [x(at('12:15')), x(at('13:15'))]
    expect(paths(svg, 'line price')[0]).toBe(`M${near(first)} ${near(y(20.116))}h0M${near(second)} ${near(y(10))}h0`)
  })

  test('retail and feed-in are level lines over the whole day', () => {
    expect(paths(svg, 'line retail')[0]).toBe(`M52 ${near(y(26))}L930 ${near(y(26))}`)
    expect(paths(svg, 'line feed-in')[0]).toBe(`M52 ${near(y(8.5))}L930 ${near(y(8.5))}`)
  })

  test('a price that rose is an open box, and no box stands where nothing traded', () => {
    expect(paths(svg, 'candle rising')[0].match(/M/g)).toHaveLength(2)
    expect(paths(svg, 'candle falling')).toEqual([])
  })

  test('two bars of volume stand on the axis, 1.2 to 2.0 high', () => {
    const heights = [...paths(svg, 'volume')[0].matchAll(/v([\d.]+)/g)].map(([, height]) => Number(height))
    expect(heights).toEqual([43.2, 72])
  })

  test('where slots are too many for candles their span is a band', () => {
    const many = Object.fromEntries(
      Object.entries(slots).map(([name, values]) => [
        name,
        Float64Array.from({ length: 1488 }, (_, i) => (name === 'start' ? at('00:00') + i * slotLength : values[0])),
      ]),
    ) as unknown as typeof slots
    const month = priceTrendChart({ slots: many, slotLength, priceUnit: 'JPY/kWh', local }, texts)
    expect(paths(month, 'spread')).toHaveLength(1)
    expect(paths(month, 'wick')).toEqual([])
    expect([...month.matchAll(/>(07-\d\d)</g)].map(([, day]) => day).slice(0, 2)).toEqual(['07-20', '07-24'])
  })
})

test('supply and demand are steps, and the point is what was traded', () => {
  const svg = supplyDemandChart(focusRound(run)!, yen, texts)
  const [supply, demand] = [paths(svg, 'line sell')[0], paths(svg, 'line buy')[0]]
  expect(supply.match(/[ML]/g)).toHaveLength(6)
  expect(demand.match(/[ML]/g)).toHaveLength(6)
  // every step is level or upright
  for (const path of [supply, demand]) {
    const corners = path
      .split(/[ML]/)
      .slice(1)
      .map((corner) => corner.split(' '))
    for (let i = 1; i < corners.length; i++)
      expect(corners[i].some((each, axis) => each === corners[i - 1][axis])).toBe(true)
  }
  expect(svg).toContain('traded 1.2 kWh, 20.1 JPY/kWh')
  expect(svg).toContain('crossing 1.2 kWh, 20.2-20.2')
})

test('the ladder shows offers above bids, best prices in the middle', () => {
  const html = ladderTable(focusRound(run)!.after, yen, words('book', '板'), focusRound(run)!)
  const rows = [
    ...html.matchAll(/<tr class="(ask|bid)"><td[^>]*>([^<]*)<\/td><th scope="row">([^<]*)<\/th><td[^>]*>([^<]*)/g),
  ]
  expect(rows.map(([, side, sell, price, buy]) => [side, sell, price, buy])).toEqual([
    ['ask', '3.0', '21.0', ''],
    ['ask', '0.3', '20.2', ''],
    ['bid', '', '19.6', '2.0'],
    ['bid', '', '19.0', '0.4'],
  ])
  expect(html).toContain('spread 0.6')
  expect(html).toContain('売り')
})

test('the ladder before a round cannot be misread: prices run down, and the trade stands where it was made', () => {
  const focus = focusRound(run)!
  const html = ladderTable(focus.before, yen, words('book', '板'), focus)
  const rows = [...html.matchAll(/<td[^>]*>([^<]*)<\/td><th scope="row">([^<]*)<\/th><td[^>]*>([^<]*)/g)]
  expect(rows.map(([, sell, price, buy]) => [sell, price, buy])).toEqual([
    ['3.0', '21.0', ''],
    ['1.0', '20.2', '1.2'],
    ['0.5', '20.0', ''],
    ['', '19.6', '2.0'],
    ['', '19.0', '0.4'],
  ])
  expect(html.indexOf('1.2 kWh trade, on average at 20.1')).toBeGreaterThan(html.indexOf('>20.2<'))
  expect(html.indexOf('1.2 kWh trade, on average at 20.1')).toBeLessThan(html.indexOf('>20.0<'))
  expect(html).not.toMatch(/spread \d|crossed/)
})

test('levels beyond those shown are summed up as over and under', () => {
  const levels = Array.from({ length: 10 }, (_, i) => ({ price: 20_000 + i * 100, quantity: 1000, orders: 1 }))
  const html = ladderTable({ slot: 0, time: 0, offers: levels, bids: [] }, yen, words('book', '板'), focusRound(run)!)
  expect(html).toContain('<td>2.0</td><th scope="row">OVER</th>')
  expect(html).not.toContain('UNDER')
})

test('ribbons are as wide as the energy they carry', () => {
  const svg = flowRibbons(flows(run, scenario, 'site'), texts)
  const widths = [...svg.matchAll(/v([\d.]+)C/g)].map(([, width]) => Number(width))
  expect(widths).toHaveLength(3)
  expect(widths[0] / widths[2]).toBeCloseTo(2000 / 500, 1)
  expect(svg).toContain('mall → shop: 0.7 kWh')
})

test('a state that is not known is a gap, and the hours away are hatched', () => {
  const svg = stateOfChargeChart(
    { stores: stores(run, scenario, slots.start), starts: slots.start, slotLength, local },
    texts,
  )
  expect(paths(svg, 'line battery')[0]).toMatch(/^M[\d. ]+h0M[\d. ]+L[\d. ]+$/)
  expect(svg.match(/fill="url\(#drawing-away\)"/g)).toHaveLength(1)
  expect(svg).toContain('id="drawing-away"')
})

describe('a car that lacked energy and is not plugged in', () => {
  const [, car] = stores(shortTripRun(), scenario, slots.start)
  const drawn = (change: Partial<typeof car> = {}, starts = slots.start) =>
    stateOfChargeChart({ stores: [{ ...car, ...change }], starts, slotLength, local }, texts)
  // 12:00-14:00 over x 190..1000; a mark has 13 px to its words
  const ended = 190 + 0.75 * 810

  test('the end of its trip has a mark with its words, in both languages', () => {
    const [mark, ...more] = [...drawn().matchAll(/<path d="M([\d.]+) [^"]*" class="lack"><title>([^<]*)</g)]
    expect(more).toEqual([])
    expect([Number(mark[1]), mark[2]]).toEqual([Math.round((ended - 8) * 10) / 10, 'lacked 0.4 kWh / 0.4 kWh 不足'])
    expect(drawn()).toContain(
      `<text x="${ended + 13}" y="39.6" class="small strong halo"><tspan lang="en">lacked 0.4 kWh</tspan>`,
    )
  })

  test('the hours away are hatched, those unplugged at home dotted', () => {
    const filled = (pattern: string) =>
      drawn().match(new RegExp(`<path d="M([\\d.]+) [\\d.]+h([\\d.]+)[^"]*" fill="url\\(#${pattern}`))
    expect(filled('drawing-away')?.slice(1).map(Number)).toEqual([190 + 202.5, 405])
    expect(filled('drawing-unplugged')?.slice(1).map(Number)).toEqual([190 + 607.5, 202.5])
  })

  test('words that would run into each other or out of the drawing give way, marks never do', () => {
    const all = { stranded: Float64Array.of(400, 400, 400, 400) }
    const said = (svg: string) => [...svg.matchAll(/<text x="([\d.]+)"[^>]* class="small strong halo"/g)]
    expect(drawn(all).match(/class="lack"/g)).toHaveLength(4)
    expect(said(drawn(all)).map(([, x]) => Number(x))).toEqual([405.5, 608, 810.5])
    // twelve slots to an hour instead of two: the mark of the next one stands where the words would
    const close = Float64Array.from({ length: 24 }, (_, i) => at('12:00') + i * 5 * MINUTE)
    const dense = { soc: new Float64Array(24), plugged: Array(24).fill(true), unplugged: Array(24).fill(false) }
    const crowded = drawn({ ...dense, stranded: new Float64Array(24).fill(400) }, close)
    expect([crowded.match(/class="lack"/g)?.length, said(crowded).length]).toEqual([24, 0])
    expect(crowded).toContain('class="tick"><tspan lang="en">lacked 9.6 kWh</tspan>')
    const late = { stranded: Float64Array.of(0, 0, 0, 400) }
    expect(drawn(late)).toContain('<text x="987" y="39.6" text-anchor="end" class="small strong halo">')
  })

  test('a store that lacked nothing has no mark', () => {
    expect(drawn({ stranded: new Float64Array(4) })).not.toContain('lack')
  })
})

test('what came in and what went out are equally long in every slot', () => {
  const balance = energyBalance(run, slots.start)
  for (let i = 0; i < slots.start.length; i++) {
    const came = balance.generation[i] + balance.discharge[i] + balance.imported[i]
    expect(came).toBe(balance.load[i] + balance.charge[i] + balance.exported[i])
  }
  const svg = energyStackChart({ balance, starts: slots.start, slotLength, local }, texts)
  const boxes = (name: string) => paths(svg, `part ${name}`)[0].match(/M/g)?.length ?? 0
  // one of each is the key
  expect([boxes('pv'), boxes('import'), boxes('charging')]).toEqual([2, 3, 1])
})

test('the bars of many slots touch each other and have no outline, which would be all there is to see', () => {
  const starts = Float64Array.from({ length: 480 }, (_, i) => at('00:00') + i * slotLength)
  const [some, none] = [new Float64Array(480).fill(1000), new Float64Array(480)]
  const balance = { generation: some, discharge: none, imported: none, load: some, charge: none, exported: none }
  const [bars] = paths(energyStackChart({ balance, starts, slotLength, local }, texts), 'part thin pv')
  const [one, next] = [...bars.matchAll(/M([\d.]+) [\d.]+h([\d.]+)/g)].map(([, left, width]) => [+left, +width])
  expect(one[0] + one[1]).toBeCloseTo(next[0], 0)
})

test('bars of savings point to the right for who gained and to the left for who lost, with their sign', () => {
  const svg = savingsChart(bySaving(statements(run, scenario)), yen, texts)
  expect([...svg.matchAll(/[▲▼=] [+\u2212]?\d+/g)].map(([text]) => text)).toEqual(['▲ +40', '▲ +7', '= 0', '▼ \u22121'])
})

test('of a thousand sites the ends are shown, and the mean of those between', () => {
  const rows = Array.from({ length: 1000 }, (_, i) => ({
    ...statements(run, scenario)[0],
    account: `s${i}`,
    saved: (500 - i) * 1e6,
  }))
  const svg = savingsChart(bySaving(rows), yen, texts)
  expect(svg.match(/<rect/g)).toHaveLength(17)
  expect(svg).toContain('mean of 984 more')
})

test('the parts of a provenance bar fill it', () => {
  const svg = provenanceBars(
    provenance(run, scenario).map(({ site, ...rest }) => ({ name: site, ...rest })),
    texts,
  )
  const widths = [...svg.matchAll(/width="([\d.]+)" height="19"/g)].map(([, width]) => Number(width))
  // one: 2 parts, two: 1, shop: 2; the mall used nothing
  expect(widths).toHaveLength(5)
  expect(widths.reduce((sum, width) => sum + width, 0)).toBeCloseTo(3 * 720, 0)
})

test('a step that was never reached is an open station without a time', () => {
  const cut = SMALL_ROWS.deliveries.map((row) => row.map((cell, i) => (i === 7 ? undefined : cell)))
  const life = unitLife(recordOf({ ...SMALL_ROWS, deliveries: [cut[1]] }))!
  const svg = unitTimeline(life, yen, local, texts)
  expect(svg.match(/class="station"/g)).toHaveLength(5)
  expect(svg.match(/class="station missed"/g)).toHaveLength(1)
  expect(svg).toContain('>11:30<')
})
