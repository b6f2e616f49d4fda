import type { RunColumn, RunTable } from './run-record.js'

/** The first place, by row and then by column, where two tables differ. */
export interface TableDifference {
  /** 0 = the first row; undefined where the columns themselves differ. */
  readonly row: number | undefined
  readonly column: string
  /** The cells as text; a missing number is empty, a row that is not there undefined. */
  readonly left: string | undefined
  readonly right: string | undefined
}

/** @returns undefined where every cell is equal: numbers by value (NaN equals NaN, -0 equals 0), texts by text. */
export function tableDifference(left: RunTable, right: RunTable): TableDifference | undefined {
  const names = (table: RunTable) => table.columns.map(({ name, kind }) => `${name}:${kind}`).join(' ')
  if (names(left) !== names(right)) {
    return { row: undefined, column: 'columns', left: names(left), right: names(right) }
  }
  const common = Math.min(left.rows, right.rows)
  for (let row = 0; row < common; row++) {
    for (let i = 0; i < left.columns.length; i++) {
      const [a, b] = [left.columns[i], right.columns[i]]
      if (sameCell(a, b, row)) continue
      return { row, column: a.name, left: cellText(a, row), right: cellText(b, row) }
    }
  }
  if (left.rows === right.rows) return undefined
  const [column] = left.columns
  return {
    row: common,
    column: column.name,
    left: common < left.rows ? cellText(column, common) : undefined,
    right: common < right.rows ? cellText(right.columns[0], common) : undefined,
  }
}

function sameCell(a: RunColumn, b: RunColumn, row: number): boolean {
  if (a.kind === 'text' || b.kind === 'text') return cellText(a, row) === cellText(b, row)
  return a.values[row] === b.values[row] || (Number.isNaN(a.values[row]) && Number.isNaN(b.values[row]))
}

/** One cell as it prints; a missing number is empty. */
export function cellText(column: RunColumn, row: number): string {
  if (column.kind === 'text') return column.texts[column.codes[row]]
  const value = column.values[row]
  return Number.isNaN(value) ? '' : String(value)
}
