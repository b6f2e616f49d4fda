import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readCsv } from './csv-table.js'

const bytes = (text: string) => new TextEncoder().encode(text)
const format = { header: true, skipLines: 0 }

describe('a CSV table', () => {
  it('knows the line on which each row ends, with blank lines and cells of several lines', () => {
    const table = readCsv(bytes('a,b\n\n1,2\n"x\ny",3\n\n4,"5 ""five"""\n'), format)
    expect(table).toEqual({
      header: ['a', 'b'],
      rows: [
        ['1', '2'],
        ['x\ny', '3'],
        ['4', '5 "five"'],
      ],
      lines: [3, 5, 7],
    })
  })

  it.each([',', ';', '\t', '|'])('finds the delimiter %j in its first line', (delimiter) => {
    expect(readCsv(bytes(`a${delimiter}b${delimiter}c\n1${delimiter}2${delimiter}3`), format).rows).toEqual([
      ['1', '2', '3'],
    ])
  })

  it('reads the same with quotes and without', () => {
    const cell = fc.stringMatching(/^[a-z0-9.:-]{0,6}$/)
    const tables = fc
      .integer({ min: 2, max: 4 })
      .chain((width) =>
        fc.array(fc.array(cell, { minLength: width, maxLength: width }), { minLength: 2, maxLength: 8 }),
      )
    const ends = fc.constantFrom('\n', '\r\n')
    fc.assert(
      fc.property(tables, ends, fc.integer({ min: 0, max: 2 }), (rows, end, skipLines) => {
        const preamble = Array.from({ length: skipLines }, () => `made by a logger${end}`).join('')
        const plain = preamble + rows.map((row) => row.join(',')).join(end)
        const quoted = preamble + rows.map((row) => row.map((text) => `"${text}"`).join(',')).join(end)
        const read = (text: string) => readCsv(bytes(text), { header: true, skipLines, delimiter: ',' })
        expect(read(plain)).toEqual(read(quoted))
      }),
      { seed: 4, numRuns: 200 },
    )
  })
})
