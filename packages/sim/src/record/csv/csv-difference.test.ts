import { expect, test } from 'vitest'
import { type Cell, TableBuilder } from '../table-builder.js'
import { tableDifference } from '../table-difference.js'
import { csvDifference } from './csv-difference.js'
import { csvText } from './csv-writer.js'

function table(name: 'kpis' | 'agents', ...rows: readonly (readonly Cell[])[]) {
  const builder = new TableBuilder(name)
  for (const row of rows) builder.row(row)
  return builder.build()
}

test('a difference is found again on its line of the file, also below a cell of many lines', () => {
  const rows: Cell[][] = [
    ['a', 1, 'x'],
    ['two\nlines and\r\na third', 2, 'x'],
    ['b', 3, 'x'],
    ['c', 4, 'x'],
  ]
  rows.forEach((row, i) => {
    const written = table('kpis', ...rows.map((cells, j) => (i === j ? [cells[0], 99, 'x'] : cells)))
    const found = csvDifference(written, tableDifference(written, table('kpis', ...rows))!)
    expect(found).toMatchObject({ row: i, column: 'value', left: '99', right: String(row[1]) })
    const lines = [...csvText(written)].join('').split(/\r\n|\r|\n/)
    // a row is where it begins, its value where its first cell ends
    expect(lines.slice(found.line! - 1, found.line! + 2).join('\n')).toContain('99')
    expect(lines[found.line! - 1].replace('"', '').startsWith(String(row[0]).split('\n')[0])).toBe(true)
  })
})

test('times have the name and the form of the file', () => {
  const agent = (ms: number): Cell[] =>
    table('agents').columns.map(({ kind }, i) => (i === 0 ? ms : kind === 'text' ? 'a' : 0))
  const [written, again] = [table('agents', agent(0)), table('agents', agent(1_800_000))]
  expect(csvDifference(written, tableDifference(written, again)!)).toEqual({
    line: 2,
    row: 0,
    column: 'slot_utc',
    left: '1970-01-01T00:00:00.000Z',
    right: '1970-01-01T00:30:00.000Z',
  })
})

test('a row that is missing is missing behind the last line', () => {
  const [short, long] = [table('kpis', ['a', 1, 'x']), table('kpis', ['a', 1, 'x'], ['b', 2, 'x'])]
  expect(csvDifference(short, tableDifference(short, long)!)).toMatchObject({
    line: 3,
    row: 1,
    left: undefined,
    right: 'b',
  })
})
