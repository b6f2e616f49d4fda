import { type Decimal, parseDecimal } from '@jazzgrid/units'
import { SeriesFault } from './series-fault.js'

const MISSING = /^(|-|nan|na|n\/a|null|none|#n\/a)$/i

/** The number in a cell, read exactly; undefined where the cell says that there is none. */
export function cellValue(text: string, line: number, decimal: '.' | ','): Decimal | undefined {
  if (MISSING.test(text)) return undefined
  const plain = decimal === ',' && !text.includes('.') ? text.replace(',', '.') : text
  const value = decimal === ',' && text.includes('.') ? undefined : parseDecimal(plain)
  if (value !== undefined) return value
  const other = decimal === '.' ? ',' : '.'
  const wrongMark = /^[+-]?[\d.,]+$/.test(text) && text.includes(other)
  const remedy = wrongMark
    ? `If ${other} is its decimal mark, set decimal: "${other}"`
    : 'Correct it, or leave the cell empty and set fill'
  throw new SeriesFault({ line }, `expected a number, found "${text}"`, remedy)
}
