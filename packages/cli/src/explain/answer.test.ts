import { amountsIn, LocalTime, type RunTable, TABLE_COLUMNS, TableBuilder, type TableName } from '@jazzgrid/sim'
import { HOUR, MINUTE } from '@jazzgrid/units'
import { expect, test } from 'vitest'
import { answerText } from './answer.js'
import { gather } from './evidence.js'
import type { Language } from './phrases.js'
import type { Question } from './question.js'
import { RowText } from './row-text.js'

const SIX_PM = Date.UTC(2019, 6, 20, 9) // 18:00 in Tokyo
const SEVEN_PM = SIX_PM + HOUR

type Cells = Readonly<Record<string, string | number>>

/** h1's battery sells to the shop s1 for 18:00 in a second attempt, and finds 19:00 not worth it. */
const TABLES: Partial<Record<TableName, readonly Cells[]>> = {
  slots: [{ slot_ms: SIX_PM, traded_wh: 1000, low_price_micro_per_wh: 21_000, high_price_micro_per_wh: 22_000 }],
  agents: [
    { slot_ms: SIX_PM, agent: 'h1-battery', site: 'h1' },
    { slot_ms: SIX_PM, agent: 's1-load', site: 's1' },
  ],
  decisions: [
    decision(1, SIX_PM - 20 * HOUR, SIX_PM, 'order', 'sell', 25_000, 'discharge-above-value'),
    decision(2, SIX_PM - MINUTE, SIX_PM, 'replace', 'sell', 21_000, 'discharge-above-value+last-chance'),
    { ...decision(3, SIX_PM - MINUTE, SIX_PM, 'order', 'buy', 22_000, 'load-forecast'), agent: 's1-load' },
    decision(4, SIX_PM, SEVEN_PM, 'none', 'none', Number.NaN, 'no-gain'),
  ],
  orders: [
    {
      order: 11,
      decision: 1,
      slot_ms: SIX_PM,
      agent: 'h1-battery',
      fate: 'replaced',
      reason: 'author',
      final_ms: SIX_PM,
    },
    {
      order: 12,
      decision: 2,
      slot_ms: SIX_PM,
      agent: 'h1-battery',
      fate: 'filled',
      filled_wh: 1000,
      quantity_wh: 1000,
    },
    { order: 13, decision: 3, slot_ms: SIX_PM, agent: 's1-load', fate: 'filled', filled_wh: 1000, quantity_wh: 1000 },
  ],
  trades: [
    {
      trade: 5,
      kind: 'trade',
      slot_ms: SIX_PM,
      matched_ms: SIX_PM,
      seller: 'h1',
      seller_agent: 'h1-battery',
      buyer: 's1',
      buyer_agent: 's1-load',
      sell_order: 12,
      buy_order: 13,
      price_micro_per_wh: 21_000,
      quantity_wh: 1000,
      origin: 'pv',
    },
  ],
  deliveries: [
    {
      trade: 5,
      slot_ms: SIX_PM,
      matched_ms: SIX_PM,
      verified_ms: SIX_PM + 30 * MINUTE,
      delivered_wh: 900,
      verdict: 'under-delivered',
    },
  ],
}

function decision(
  number: number,
  at: number,
  slot: number,
  action: string,
  side: string,
  price: number,
  reasons: string,
) {
  const quantity = action === 'none' ? Number.NaN : 1000
  return {
    ...{ decision: number, decided_ms: at, slot_ms: slot, agent: 'h1-battery', action, side, reasons, soc: 0.62 },
    ...{
      price_micro_per_wh: price,
      quantity_wh: quantity,
      alternative: 'stored-value',
      alternative_price_micro_per_wh: 18_200,
    },
  }
}

async function table(name: TableName): Promise<RunTable> {
  const builder = new TableBuilder(name)
  for (const row of (TABLES[name] ?? []) as readonly Cells[]) {
    builder.row(TABLE_COLUMNS[name].map((column) => row[column.replace(':text', '')]))
  }
  return builder.build()
}

async function answer(question: Question, language: Language = 'en'): Promise<string> {
  const text = new RowText(language, amountsIn('JPY'), new LocalTime('Asia/Tokyo'), 30 * MINUTE)
  return answerText(await gather(question, table), text)
}

test('an agent in a slot: every decision with its reasons, what it saw and the alternative, fates and the delivery', async () => {
  expect(await answer({ name: 'h1-battery', slot: SIX_PM })).toMatchInlineSnapshot(`
    "Slot 2019-07-20 18:00-18:30: traded 1.0 kWh, price -, generation –, load –
      2019-07-19 22:00 h1-battery ordered: sell 1.0 kWh @ 25.0 JPY/kWh
            because: sells above what stored energy will be worth
            saw: SOC 62 %
            instead of: keep it for later at the value of stored energy (18.2 JPY/kWh)
            order 11: replaced: by its author 18:00
      17:59 h1-battery replaced its order: sell 1.0 kWh @ 21.0 JPY/kWh
            because: sells above what stored energy will be worth; last quote before gate closure
            saw: SOC 62 %
            instead of: keep it for later at the value of stored energy (18.2 JPY/kWh)
            order 12: filled (1.0 kWh / 1.0 kWh) –
      18:00 trade 5: h1 (h1-battery) -> s1 (s1-load): 1.0 kWh @ 21.0 JPY/kWh, pv
            matched 18:00, verified 18:30 - under-delivered, 0.9 kWh
    "
  `)
})

test('a decision not to trade has its reason too', async () => {
  const text = await answer({ name: 'h1-battery', slot: SEVEN_PM })
  expect(text).toContain('18:00 h1-battery did not order')
  expect(text).toContain('because: it would not pay after losses and wear')
  expect(text).toContain('instead of: keep it for later at the value of stored energy (18.2 JPY/kWh)')
})

test('an order tells its own decision and trade, and not those of others', async () => {
  const { decisions, orders, trades } = await gather({ order: 12 }, table)
  expect(decisions.map((row) => row.decision)).toEqual([2])
  expect(orders.map((row) => row.order)).toEqual([12])
  expect(trades.map((row) => row.trade)).toEqual([5])
  expect((await gather({ order: 11 }, table)).trades).toEqual([])
})

test('a trade tells both of its sides', async () => {
  const { decisions, orders, deliveries } = await gather({ trade: 5 }, table)
  expect(orders.map((row) => row.order)).toEqual([12, 13])
  expect(decisions.map((row) => row.decision)).toEqual([2, 3])
  expect(deliveries).toHaveLength(1)
})

test('a site stands for its agents, and a slot alone for everybody', async () => {
  expect((await gather({ name: 'h1' }, table)).decisions).toHaveLength(3)
  expect((await gather({ slot: SIX_PM }, table)).decisions).toHaveLength(3)
  expect((await gather({ name: 'nobody' }, table)).decisions).toEqual([])
})

test('of many decisions the last of each agent is shown, whole: a bid taken back and the offer in its place', async () => {
  const evidence = await gather({ name: 'h1-battery', slot: SIX_PM }, table)
  const early = Array.from({ length: 40 }, () => decision(0, SIX_PM - HOUR, SIX_PM, 'keep', 'buy', 20_000, 'no-gain'))
  const last = [
    decision(8, SIX_PM - MINUTE, SIX_PM, 'cancel', 'buy', 20_000, 'discharge-above-value'),
    decision(9, SIX_PM - MINUTE, SIX_PM, 'order', 'sell', 25_000, 'discharge-above-value'),
  ]
  const text = new RowText('en', amountsIn('JPY'), new LocalTime('Asia/Tokyo'), 30 * MINUTE)
  const lines = answerText({ ...evidence, decisions: [...early, ...last] }, text).split('\n')
  expect(lines.filter((line) => line.includes('h1-battery') && !line.includes('trade'))).toEqual([
    '  17:59 h1-battery canceled its order: buy 1.0 kWh @ 20.0 JPY/kWh - sells above what stored energy will be worth',
    '  17:59 h1-battery ordered: sell 1.0 kWh @ 25.0 JPY/kWh - sells above what stored energy will be worth',
  ])
})

test('a slot says between which prices it traded', () => {
  const text = new RowText('en', amountsIn('JPY'), new LocalTime('Asia/Tokyo'), 30 * MINUTE)
  const prices = { low_price_micro_per_wh: 21_000, high_price_micro_per_wh: 22_000, mean_price_micro_per_wh: 21_400 }
  const energy = { traded_wh: 1000, generation_wh: 500, load_wh: 5000 }
  expect(text.slotSummary({ ...prices, ...energy })).toBe(
    'traded 1.0 kWh, price 21.0 to 22.0, on average 21.4 JPY/kWh, generation 0.5 kWh, load 5.0 kWh',
  )
})

test('a slot that traded at one price names it once', () => {
  const at = (price: number) => ({
    low_price_micro_per_wh: 8500,
    high_price_micro_per_wh: price,
    mean_price_micro_per_wh: 8500,
  })
  const say = (language: Language, price: number) =>
    new RowText(language, amountsIn('JPY'), new LocalTime('Asia/Tokyo'), 30 * MINUTE).slotSummary({
      traded_wh: 0,
      generation_wh: 0,
      load_wh: 0,
      ...at(price),
    })
  expect(say('en', 8500)).toContain('traded 0.0 kWh, price 8.5 JPY/kWh, generation')
  expect(say('ja', 9000)).toContain('価格 8.5〜9.0, 平均 8.5 JPY/kWh')
})

test('reasons, fates and verdicts are there in Japanese', async () => {
  const text = await answer({ trade: 5 }, 'ja')
  expect(text).toContain('理由: 蓄電の将来価値より高ければ売る; 締切前の最後の注文')
  expect(text).toContain('受渡不足, 0.9 kWh')
})

test('a name cannot command the terminal', async () => {
  const evidence = await gather({ order: 12 }, table)
  const decisions = evidence.decisions.map((row) => ({ ...row, agent: 'h1\u001b[2J' }))
  const text = new RowText('en', amountsIn('JPY'), new LocalTime('Asia/Tokyo'), 30 * MINUTE)
  expect(answerText({ ...evidence, decisions }, text)).not.toContain('\u001b')
})
