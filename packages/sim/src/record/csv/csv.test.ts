import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { TABLE_NAMES, tableHash } from '../record-hash.js'
import { TABLE_COLUMNS, type TableName } from '../run-record.js'
import { type Cell, TableBuilder } from '../table-builder.js'
import { readCsvTable } from './csv-reader.js'
import { csvText } from './csv-writer.js'

const whole = (table: Parameters<typeof csvText>[0]) => [...csvText(table)].join('')

function kpis(rows: readonly (readonly Cell[])[]) {
  const builder = new TableBuilder('kpis')
  for (const row of rows) builder.row(row)
  return builder.build()
}

const awkward = fc.string({ unit: fc.constantFrom('a', '"', ',', '\r', '\n', ' ', '円', "'", '=') })
const time = fc.integer({ min: 0, max: 4e12 })

/** Any row of a table: times in their columns, doubles or nothing in the others. */
const rowOf = (name: TableName) =>
  fc.tuple(
    ...TABLE_COLUMNS[name].map((column): fc.Arbitrary<Cell> => {
      if (column.endsWith(':text')) return awkward
      if (column.endsWith('_ms')) return fc.option(time, { nil: undefined })
      return fc.option(fc.double({ noNaN: true }), { nil: undefined })
    }),
  )

test('a table reads back as the table that was written, whatever its cells hold', () => {
  const anyTable = fc
    .constantFrom(...TABLE_NAMES)
    .chain((name) => fc.tuple(fc.constant(name), fc.array(rowOf(name), { maxLength: 8 })))
  fc.assert(
    fc.property(anyTable, ([name, rows]) => {
      const builder = new TableBuilder(name)
      for (const row of rows) builder.row(row)
      const table = builder.build()
      expect(tableHash(readCsvTable(name, whole(table), 'x.csv'))).toBe(tableHash(table))
    }),
    { seed: 11, numRuns: 300 },
  )
})

test('another CSV reader finds the same cells', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(awkward, fc.integer(), awkward), { minLength: 1 }), (rows) => {
      const cells = parse(whole(kpis(rows)), { record_delimiter: '\r\n' }) as string[][]
      expect(cells.slice(1)).toEqual(rows.map((row) => row.map(String)))
    }),
    { seed: 11 },
  )
})

test('times are ISO 8601 in UTC, units stand in the header, and a missing number is an empty cell', () => {
  const builder = new TableBuilder('deliveries')
  const noon = Date.UTC(2026, 4, 1, 12)
  builder.row([3, noon, noon - 1, undefined, noon, noon, noon, noon, 500, undefined, 'delivered'])
  expect(whole(builder.build())).toBe(
    'trade,slot_utc,forecast_utc,ordered_utc,matched_utc,prepared_utc,delivered_utc,verified_utc,matched_wh,' +
      'delivered_wh,verdict\r\n' +
      '3,2026-05-01T12:00:00.000Z,2026-05-01T11:59:59.999Z,,2026-05-01T12:00:00.000Z,2026-05-01T12:00:00.000Z,' +
      '2026-05-01T12:00:00.000Z,2026-05-01T12:00:00.000Z,500,,delivered\r\n',
  )
})

test('a large table comes in pieces that join to the whole', () => {
  const table = kpis(Array.from({ length: 20_000 }, (_, i) => [`kpi ${i}`, i, 'Wh']))
  const pieces = [...csvText(table)]
  expect(pieces.length).toBeGreaterThan(3)
  expect(Math.max(...pieces.map((piece) => piece.length))).toBeLessThan(70_000)
  expect(tableHash(readCsvTable('kpis', pieces.join(''), 'kpis.csv'))).toBe(tableHash(table))
})

test.each([
  ['', 'k.csv:0: the first line is not the header'],
  ['kpi,value\r\n', 'k.csv:1: the first line is not the header'],
  ['kpi,value,unit\r\na,1\r\n', 'k.csv:2: 2 cells where 3 are due'],
  ['kpi,value,unit\r\na,1,Wh\r\nb,many,Wh\r\n', "k.csv:3: 'many' is not a number"],
  ['kpi,value,unit\r\n"a,1,Wh\r\n', 'k.csv:2: a quote is never closed'],
  ['kpi,value,unit\r\n"a\r\nb",1,Wh\r\nb,x,Wh\r\n', "k.csv:4: 'x' is not a number"],
  ['kpi,value,unit\r\n"a"b,1,Wh\r\n', 'k.csv:2: text after a closing quote'],
])('%j is refused with file and line', (text, message) => {
  expect(() => readCsvTable('kpis', text, 'k.csv')).toThrow(message)
})
