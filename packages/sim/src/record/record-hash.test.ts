import fc from 'fast-check'
import { expect, test } from 'vitest'
import { recordHash, TABLE_NAMES, tableHash } from './record-hash.js'
import type { RunTable, TableName } from './run-record.js'
import { TableBuilder } from './table-builder.js'

type KpiRow = [string, number, string]

function kpis(rows: readonly KpiRow[]): RunTable {
  const builder = new TableBuilder('kpis')
  for (const row of rows) builder.row(row)
  return builder.build()
}

const rows = fc.array(fc.tuple(fc.string(), fc.double(), fc.constantFrom('Wh', 'JPY', '')), { maxLength: 20 })

/** Rows as the hash must see them: -0 is 0, every NaN is one NaN, strings as they are. */
const plain = (list: readonly KpiRow[]) => JSON.stringify(list.map(([a, b, c]) => [a, b === 0 ? '0' : String(b), c]))

test('two tables hash alike exactly when their rows are alike', () => {
  fc.assert(
    fc.property(rows, rows, (a, b) => {
      expect(tableHash(kpis(a)) === tableHash(kpis(b))).toBe(plain(a) === plain(b))
      expect(tableHash(kpis(a))).toBe(tableHash(kpis([...a])))
    }),
    { seed: 7 },
  )
})

test('a change of one cell changes the hash', () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.string(), fc.integer(), fc.string()), { minLength: 1 }),
      fc.nat(),
      fc.nat(2),
      (list, at, cell) => {
        const changed = list.map((row): KpiRow => [...row])
        const row = changed[at % list.length]
        if (cell === 1) row[1] += 1
        else row[cell] += '.'
        expect(tableHash(kpis(changed))).not.toBe(tableHash(kpis(list)))
      },
    ),
    { seed: 7 },
  )
})

test('the order of the dictionary, unused texts and a doubled text do not matter', () => {
  const unit = { name: 'unit', kind: 'text', codes: new Int32Array(3), texts: [''] } as const
  const value = { name: 'value', kind: 'number', values: new Float64Array(3) } as const
  const table = (codes: number[], texts: string[]): RunTable => ({
    name: 'kpis',
    rows: 3,
    columns: [{ name: 'kpi', kind: 'text', codes: Int32Array.from(codes), texts }, value, unit],
  })
  const reference = tableHash(table([0, 1, 0], ['a', 'b']))
  expect(tableHash(table([1, 0, 1], ['b', 'a']))).toBe(reference)
  expect(tableHash(table([3, 1, 3], ['x', 'b', 'y', 'a']))).toBe(reference)
  expect(tableHash(table([0, 1, 2], ['a', 'b', 'a']))).toBe(reference)
  expect(tableHash(table([0, 1, 1], ['a', 'b']))).not.toBe(reference)
})

test('every NaN is the same missing number and minus zero is zero', () => {
  const odd = new Float64Array(1)
  new Uint32Array(odd.buffer).set([1, 0xfff8_0001])
  const table = (values: Float64Array): RunTable => ({
    name: 'kpis',
    rows: 1,
    columns: [{ name: 'value', kind: 'number', values }],
  })
  expect(tableHash(table(odd))).toBe(tableHash(table(Float64Array.of(Number.NaN))))
  expect(tableHash(table(Float64Array.of(-0)))).toBe(tableHash(table(Float64Array.of(0))))
  expect(tableHash(table(Float64Array.of(0)))).not.toBe(tableHash(table(Float64Array.of(Number.NaN))))
})

test('the hash of a record does not depend on the order in which its tables are named', () => {
  const empty = TABLE_NAMES.map((name): [TableName, RunTable] => [name, new TableBuilder(name).build()])
  const one = Object.fromEntries(empty) as Record<TableName, RunTable>
  const other = Object.fromEntries([...empty].reverse()) as Record<TableName, RunTable>
  expect(recordHash(other)).toBe(recordHash(one))
  expect(recordHash({ ...one, kpis: kpis([['a', 1, 'Wh']]) })).not.toBe(recordHash(one))
})

test('the hash of a known table stays what it was', () => {
  expect(
    tableHash(
      kpis([
        ['traded', 1234.5, 'kWh'],
        ['saved', Number.NaN, 'JPY'],
        ['zero', -0, ''],
      ]),
    ),
  ).toMatchInlineSnapshot(`"11469ba443607a81b9943b11489604e4af885f0b807a102c87627ca6b6cf35aa"`)
})
