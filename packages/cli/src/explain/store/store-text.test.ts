import {
  amountsIn,
  LocalTime,
  type Row,
  type RunTable,
  TABLE_COLUMNS,
  TableBuilder,
  type TableName,
} from '@jazzgrid/sim'
import { MINUTE } from '@jazzgrid/units'
import { expect, test } from 'vitest'
import { answerText } from '../answer.js'
import { gather } from '../evidence.js'
import type { Language } from '../phrases.js'
import type { Question } from '../question.js'
import { RowText } from '../row-text.js'
import { storeLines } from './store-text.js'

const SLOT = 30 * MINUTE
const NOON = Date.UTC(2019, 6, 20, 3) // 12:00 in Tokyo

/** Energy positive into the store; soc at the end of the slot. */
// biome-ignore format: a table
const AGENTS: readonly (readonly (string | number | undefined)[])[] = [
  // slot, agent, kind, site, energy, planned, forecast, soc, plugged, driven, stranded, reasons
  [NOON, 'h1-battery', 'battery', 'h1', 800, 800, undefined, 0.6, 1, 0, 0, 'takes-surplus'],
  [NOON, 'h1-car', 'ev', 'h1', 0, 0, undefined, 0.2, 0, 999, 0, 'away'],
  [NOON, 'h1-load', 'household', 'h1', 300, undefined, 290, undefined, 1, 0, 0, ''],
  [NOON + SLOT, 'h1-battery', 'battery', 'h1', -400, -1000, undefined, 0.55, 1, 0, 0, 'keeps-contract+covers-own-load'],
  [NOON + SLOT, 'h1-car', 'ev', 'h1', 0, 0, undefined, 0.2, 0, 0, 2001, 'away'],
  [NOON + SLOT, 'h1-load', 'household', 'h1', 300, undefined, 290, undefined, 1, 0, 0, ''],
  [NOON + 2 * SLOT, 'h1-battery', 'battery', 'h1', 5, 5, undefined, 0.5505, 1, 0, 0, 'takes-surplus'],
  [NOON + 2 * SLOT, 'h1-car', 'ev', 'h1', 0, 0, undefined, 0.2, 0, 0, 0, 'unplugged'],
]

async function table(name: TableName): Promise<RunTable> {
  const builder = new TableBuilder(name)
  if (name === 'agents') for (const row of AGENTS) builder.row(row)
  if (name === 'slots')
    for (const start of [0, 1, 2]) {
      builder.row(TABLE_COLUMNS.slots.map((column) => (column === 'slot_ms' ? NOON + start * SLOT : 0)))
    }
  return builder.build()
}

const textIn = (language: Language) => new RowText(language, amountsIn('JPY'), new LocalTime('Asia/Tokyo'), SLOT)

/** The lines below the slot's own. */
async function answer(question: Question, language: Language = 'en'): Promise<string[]> {
  const lines = answerText(await gather(question, table), textIn(language)).split('\n')
  return lines.filter((line) => line.startsWith('  ')).map((line) => line.trim())
}

test('a battery says what it did and why, what was planned and metered, and where its charge went', async () => {
  expect(await answer({ name: 'h1-battery', slot: NOON })).toEqual([
    'h1-battery charged 0.8 kWh: takes up the surplus of the site',
    'planned 0.8 kWh, metered 0.8 kWh, SOC then 60.0 %',
  ])
  expect(await answer({ name: 'h1-battery', slot: NOON + SLOT })).toEqual([
    'h1-battery discharged 0.4 kWh: delivers what was contracted; covers load of the site',
    'planned -1.0 kWh, metered -0.4 kWh (the store or the connection of the site allowed no more), SOC 60.0 % -> 55.0 %',
  ])
})

test('a few watt-hours are not rounded to nothing', async () => {
  expect((await answer({ name: 'h1-battery', slot: NOON + 2 * SLOT }))[0]).toContain('charged 5 Wh: ')
})

test('a car that does not charge always says why not, in English and in Japanese', async () => {
  const why = async (slot: number, language: Language) => (await answer({ name: 'h1-car', slot }, language))[0]
  expect(await why(NOON + SLOT, 'en')).toBe('h1-car did nothing: the vehicle is away in this slot')
  expect(await why(NOON + 2 * SLOT, 'en')).toBe('h1-car did nothing: the vehicle stands at home but is not plugged in')
  expect(await why(NOON + SLOT, 'ja')).toBe('h1-car 充放電なし: この時間帯は車が不在')
  expect(await why(NOON + 2 * SLOT, 'ja')).toBe('h1-car 充放電なし: 車は在宅だが充電器につながれていない')
})

test('a car says what driving took, and what a trip lacked', async () => {
  expect((await answer({ name: 'h1-car', slot: NOON }))[1]).toContain('driving took 1.0 kWh')
  expect((await answer({ name: 'h1-car', slot: NOON + SLOT }))[1]).toBe(
    'planned 0.0 kWh, metered 0.0 kWh, SOC 20.0 % -> 20.0 %, the trip that ended lacked 2.0 kWh',
  )
  expect((await answer({ name: 'h1-car', slot: NOON + SLOT }, 'ja'))[1]).toContain('終わった走行で 2.0 kWh 不足')
})

test('a site stands for its stores, a slot for all stores; loads and roofs have nothing to say here', async () => {
  const agents = async (question: Question) =>
    (await gather(question, table)).stores.map((row) => `${row.agent} ${row.soc_before}`)
  expect(await agents({ name: 'h1', slot: NOON + SLOT })).toEqual(['h1-battery 0.6', 'h1-car 0.2'])
  expect(await agents({ slot: NOON + SLOT })).toEqual(['h1-battery 0.6', 'h1-car 0.2'])
  expect(await agents({ name: 'h1-car' })).toEqual(['h1-car null', 'h1-car 0.2', 'h1-car 0.2'])
  expect(await agents({ name: 'h1-load', slot: NOON })).toEqual([])
  expect(await agents({ order: 1 })).toEqual([])
})

const row = (change: Partial<Record<string, Row[string]>>): Row => ({
  ...{ agent: 'h1-car', kind: 'ev', energy_wh: 0, planned_wh: 0, soc: 0.5, soc_before: 0.5, plugged: 1 },
  ...{ driven_wh: 0, stranded_wh: 0, reasons: 'no-gain' },
  ...(change as Row),
})

test('what was planned and did not happen is told with what stood against it', () => {
  const contract = { planned_wh: 1000, reasons: 'keeps-contract' }
  expect(storeLines(row({ ...contract, plugged: 0 }), textIn('en'), false)).toEqual([
    '  h1-car did nothing: it was not at a charger',
    '        planned 1.0 kWh (delivers what was contracted), metered 0.0 kWh, SOC 50.0 % -> 50.0 %',
  ])
  expect(storeLines(row(contract), textIn('en'), true)).toEqual([
    '  h1-car did nothing: the store or the connection of the site allowed no more',
  ])
})

test('there is an answer too where the agent named no setpoint, and where the record holds no reason', () => {
  const why = (change: Parameters<typeof row>[0], language: Language) =>
    storeLines(row(change), textIn(language), true)[0]
  expect(why({ planned_wh: null, reasons: '' }, 'en')).toBe('  h1-car did nothing: its agent named no setpoint')
  expect(why({ reasons: '' }, 'en')).toBe('  h1-car did nothing: the record holds no reason')
  expect(why({ reasons: '' }, 'ja')).toBe('  h1-car 充放電なし: 理由の記録なし')
})

test('in brief a store has one line, and what a trip lacked is not left out', () => {
  expect(storeLines(row({ stranded_wh: 6000, reasons: 'away' }), textIn('en'), true)).toEqual([
    '  h1-car did nothing: the vehicle is away in this slot; the trip that ended lacked 6.0 kWh',
  ])
})

test('a store that is full, or has nothing left, is told to be so whatever its reason says', () => {
  const band = { least: 0.1, most: 0.9 }
  const last = (soc: number, language: Language) => storeLines(row({ soc }), textIn(language), false, band)[1]
  expect(last(0.8995, 'en')).toContain('SOC 50.0 % -> 90.0 % (full)')
  expect(last(0.1004, 'en')).toContain('SOC 50.0 % -> 10.0 % (nothing left that it may use)')
  expect(last(0.5, 'en')).toMatch(/SOC 50.0 % -> 50.0 %$/)
  expect(last(0.9, 'ja')).toContain('(満充電)')
})
