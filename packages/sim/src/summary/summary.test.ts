import { expect, test } from 'vitest'
import { recordOf, SMALL_ROWS, smallRun } from '../../test/report/small-run.js'
import { siteOf, smallScenario } from '../../test/report/small-scenario.js'
import { townRun, townScenario } from '../../test/report/town-run.js'
import { TABLE_COLUMNS } from '../record/run-record.js'
import { summary } from './summary.js'
import { textWidth } from './terminal-text.js'

const text = summary(smallRun(), smallScenario(), { columns: 80, color: false })

test('a run is summed up in prices, energy, bills, stores, one book, winners and losers', () => {
  expect(text).toBe(`corner
4 sites, 7 agents  continuous market  2019-07-20 Asia/Tokyo  seed 7  actor

price        mean 13.8 JPY/kWh   lowest 10.0 at 13:00   highest 20.1 at 12:00
traded       3.2 kWh   3 units   self-supply 0.3 kWh
all bills    51 JPY   with the market, stores priced in
saved        46 JPY (47.4 %) against batteries for own use
             51 JPY (50.0 %) against idle batteries
energy used  63 % renewable   63 % local
deliveries   3 delivered   1 under-delivered

price by slot, JPY/kWh, from feed-in to retail
        26.0 │
             │█
         8.5 │█ ▂
              12

state of charge of 2 stores by slot, 0 to 100 %
one-battery  │▄ ▆▆ 50-75 %
two-car      │▆▆▅▅ 60-80 %

book of 12:00-12:30 after the round of 2019-07-20 11:30
1.2 kWh traded in it at 20.1 JPY/kWh
     SELL     PRICE   BUY
      3.0      21.0
      0.3      20.2
               19.6   2.0
               19.0   0.4

saved against a day without market, most and least
▲        +40 JPY  one
▲         +7 JPY  shop
▼         -1 JPY  mall
`)
})

test.each([40, 60, 80, 120])('no line is wider than %i columns, whatever the names are', (columns) => {
  const sites = smallScenario().sites.map((site) => ({
    ...site,
    devices: site.devices.map((device) => ({ ...device, name: `${device.name}-with-a-very-long-name-家庭用蓄電池` })),
  }))
  const rows = SMALL_ROWS.statements.map((row) => [
    row[0] === 'one' ? '浦和美園の一軒家'.repeat(9) : row[0],
    ...row.slice(1),
  ])
  const scenario = smallScenario({ sites: [...sites, siteOf('浦和美園の一軒家'.repeat(9), 'house', 'local', [])] })
  const run = recordOf({ ...SMALL_ROWS, statements: rows }, { scenario: 'a-scenario-with-a-long-name'.repeat(4) })
  for (const line of summary(run, scenario, { columns, color: false }).split('\n')) {
    expect(textWidth(line), line).toBeLessThanOrEqual(columns)
  }
})

test('where nobody lost, the list does not speak of the least', () => {
  const statements = SMALL_ROWS.statements.filter(([account]) => account !== 'mall')
  const lines = summary(recordOf({ ...SMALL_ROWS, statements }), smallScenario(), { columns: 80, color: false }).split(
    '\n',
  )
  const heading = lines.indexOf('saved against a day without market, most')
  expect(lines.slice(heading + 1).filter(Boolean)).toEqual(['▲        +40 JPY  one', '▲         +7 JPY  shop'])
})

test.each([
  [1, '2019-07-20 Asia/Tokyo'],
  [2, '2019-07-20 and the next day Asia/Tokyo'],
  [7, '2019-07-20 and 6 more days Asia/Tokyo'],
])('%i days are named', (days, expected) => {
  const scenario = smallScenario()
  const long = { ...scenario, time: { ...scenario.time, days } }
  expect(summary(smallRun(), long, { columns: 120, color: false }).split('\n')[1]).toContain(expected)
})

const CODE = new RegExp(`${String.fromCharCode(27)}\\[\\d+m`, 'g')

test('colour adds codes and changes no character', () => {
  const colored = summary(smallRun(), smallScenario(), { columns: 80, color: true })
  const lines = (each: string) =>
    each
      .replaceAll(CODE, '')
      .split('\n')
      .map((line) => line.trimEnd())
  expect(lines(colored)).toEqual(lines(text))
  expect(text).not.toContain('\u001b')
})

test('in ASCII every character is ASCII', () => {
  expect(summary(smallRun(), smallScenario(), { columns: 80, color: false, ascii: true })).toMatch(/^[\n -~]*$/)
})

test('a run without trade, stores and deliveries has nothing to draw but still says so', () => {
  const slots = SMALL_ROWS.slots.filter((_, i) => i % 2 === 1)
  const scenario = smallScenario({ sites: [siteOf('two', 'house', 'cheapest', [])] })
  const quiet = summary(recordOf({ slots }), scenario, { columns: 80, color: false })
  expect(quiet).toContain('mean –   lowest – at –')
  expect(quiet).toContain('deliveries   none')
  expect(quiet).not.toMatch(/NaN|undefined|book of|state of charge/)
})

test('a thousand stores are summed up by their median', () => {
  const many = summary(townRun(1000, 12), townScenario(1000), { columns: 80, color: false })
  expect(many).toContain('of 1,000 stores')
  expect(many).toContain('median       │')
  expect(many.split('\n').length).toBeLessThan(45)
})

test('driving is summed up where there is any, and what batteries lacked is not hidden', () => {
  const agents = SMALL_ROWS.agents.map((row) => [...row])
  const [driven, stranded] = [TABLE_COLUMNS.agents.indexOf('driven_wh'), TABLE_COLUMNS.agents.indexOf('stranded_wh')]
  agents[0][driven] = 6_000
  const told = () => summary(recordOf({ ...SMALL_ROWS, agents }), smallScenario(), { columns: 80, color: false })
  expect(told()).toContain('driven       6.0 kWh   every trip on the battery\n')
  agents[1][stranded] = 1_500
  expect(told()).toContain('driven       6.0 kWh   1.5 kWh of the trips more than the batteries held\n')
})
