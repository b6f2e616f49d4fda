import { expect, test } from 'vitest'
import { sampleRecord } from '../../test/sample-record.js'
import { type Cell, TableBuilder } from './table-builder.js'
import { tableDifference } from './table-difference.js'

function kpis(...rows: readonly (readonly Cell[])[]) {
  const builder = new TableBuilder('kpis')
  for (const row of rows) builder.row(row)
  return builder.build()
}

test('equal tables have no difference, however their dictionaries are ordered', () => {
  expect(tableDifference(sampleRecord().tables.orders, sampleRecord().tables.orders)).toBeUndefined()
  const one = kpis(['a', Number.NaN, 'x'], ['b', -0, 'x'])
  const other = kpis(['a', undefined, 'x'], ['b', 0, 'x'])
  const [kpi, ...rest] = other.columns
  const swapped = { ...kpi, texts: ['b', 'a'], codes: Int32Array.of(1, 0) } as typeof kpi
  expect(tableDifference(one, { ...other, columns: [swapped, ...rest] })).toBeUndefined()
})

test('the first difference is found by row and then by column', () => {
  expect(tableDifference(kpis(['a', 1, 'x'], ['b', 2, 'y']), kpis(['a', 1, 'x'], ['b', 3, 'z']))).toEqual({
    row: 1,
    column: 'value',
    left: '2',
    right: '3',
  })
})

test('a missing number differs from zero', () => {
  expect(tableDifference(kpis(['a', undefined, '']), kpis(['a', 0, '']))).toMatchObject({ left: '', right: '0' })
})

test('a row too many or too few is the difference where all others are equal', () => {
  const [short, long] = [kpis(['a', 1, 'x']), kpis(['a', 1, 'x'], ['b', 2, 'x'])]
  expect(tableDifference(short, long)).toEqual({ row: 1, column: 'kpi', left: undefined, right: 'b' })
  expect(tableDifference(long, short)).toEqual({ row: 1, column: 'kpi', left: 'b', right: undefined })
})
