import { expect, test } from 'vitest'
import { TABLE_COLUMNS } from './run-record.js'
import { TableBuilder } from './table-builder.js'

test('a column is published without the mark of its kind', () => {
  const table = new TableBuilder('kpis').build()
  expect(table.columns.map(({ name, kind }) => [name, kind])).toEqual([
    ['kpi', 'text'],
    ['value', 'number'],
    ['unit', 'text'],
  ])
})

test('rows keep their order and values across many growths', () => {
  const builder = new TableBuilder('kpis')
  for (let i = 0; i < 5000; i++) builder.row([`name-${i % 7}`, i / 3, i % 2 === 0 ? 'Wh' : ''])
  const [names, values, units] = builder.build().columns
  if (names.kind !== 'text' || values.kind !== 'number' || units.kind !== 'text') throw new Error('wrong kinds')
  expect(values.values).toHaveLength(5000)
  expect([...values.values]).toEqual(Array.from({ length: 5000 }, (_, i) => i / 3))
  expect(Array.from(names.codes, (code) => names.texts[code])).toEqual(
    Array.from({ length: 5000 }, (_, i) => `name-${i % 7}`),
  )
  expect(names.texts).toHaveLength(7)
  expect(units.texts).toEqual(['Wh', ''])
})

test('a missing number is NaN and never zero, a missing text is empty', () => {
  const builder = new TableBuilder('kpis')
  builder.row([undefined, undefined, ''])
  const [name, value] = builder.build().columns
  expect(value.kind === 'number' && value.values[0]).toBeNaN()
  expect(name.kind === 'text' && name.texts[name.codes[0]]).toBe('')
})

test('a built table does not change when more rows are appended', () => {
  const builder = new TableBuilder('kpis')
  builder.row(['a', 1, 'Wh'])
  const before = builder.build()
  builder.row(['b', 2, 'W'])
  expect(before.rows).toBe(1)
  expect(before.columns[0]).toMatchObject({ texts: ['a'] })
  expect(builder.rows).toBe(2)
})

test('a row of the wrong width or kind is refused with the name of the column', () => {
  const builder = new TableBuilder('kpis')
  expect(() => builder.row(['a', 1])).toThrow('a row of kpis has 3 cells')
  expect(() => builder.row(['a', '1', 'Wh'])).toThrow('kpis.value holds numbers')
  expect(() => builder.row([7, 1, 'Wh'])).toThrow('kpis.kpi holds texts')
})

test('every declared table can be filled', () => {
  for (const name of Object.keys(TABLE_COLUMNS) as (keyof typeof TABLE_COLUMNS)[]) {
    const builder = new TableBuilder(name)
    builder.row(TABLE_COLUMNS[name].map((column) => (column.endsWith(':text') ? 'x' : 1)))
    expect(builder.build()).toMatchObject({ name, rows: 1 })
  }
})
