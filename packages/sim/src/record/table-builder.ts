import { broken } from '@jazzgrid/units'
import { FIRST_CAPACITY, NumberColumn, TextColumn } from './growing-column.js'
import { type RunColumn, type RunTable, TABLE_COLUMNS, type TableName } from './run-record.js'

/** A number, a text, or nothing: a missing number is NaN, a missing text is empty. */
export type Cell = number | string | undefined

/**
 * Fills one table of a run row by row: typed arrays that double, texts as codes. `row` takes a whole row; who writes many
 * asks for the columns once and for the `next` row each time, which spares an array a row and a box a number.
 */
export class TableBuilder {
  readonly name: TableName
  readonly #names: readonly string[]
  readonly #columns: readonly (NumberColumn | TextColumn)[]
  #capacity = FIRST_CAPACITY
  #rows = 0

  constructor(name: TableName) {
    this.name = name
    const declared = TABLE_COLUMNS[name]
    this.#names = declared.map((column) => column.replace(/:text$/, ''))
    this.#columns = declared.map((column) => (column.endsWith(':text') ? new TextColumn() : new NumberColumn()))
  }

  get rows(): number {
    return this.#rows
  }

  number(name: string): NumberColumn {
    const column = this.#columns[this.#names.indexOf(name)]
    if (column instanceof NumberColumn) return column
    throw new TypeError(`${this.name} has no numbers ${name}`)
  }

  text(name: string): TextColumn {
    const column = this.#columns[this.#names.indexOf(name)]
    if (column instanceof TextColumn) return column
    throw new TypeError(`${this.name} has no texts ${name}`)
  }

  /** The next row. Its caller puts a value into every column: what is left out would be 0 or the first text. */
  next(): number {
    if (this.#rows === this.#capacity) {
      this.#capacity *= 2
      for (const column of this.#columns) column.grow(this.#capacity)
    }
    return this.#rows++
  }

  /** Append one row; the values stand in the order of `TABLE_COLUMNS`. */
  row(values: readonly Cell[]): void {
    const columns = this.#columns
    if (values.length !== columns.length) broken(`a row of ${this.name} has ${columns.length} cells`)
    values.forEach((value, i) => {
      if (!fits(columns[i], value)) this.#refuse(i, value)
    })
    const row = this.next()
    for (let i = 0; i < columns.length; i++) {
      const column = columns[i]
      const value = values[i]
      if (column instanceof NumberColumn) column.put(row, value === undefined ? Number.NaN : (value as number))
      else column.put(row, typeof value === 'string' ? value : '')
    }
  }

  /** The table so far. Rows appended later do not change it. */
  build(): RunTable {
    const columns = this.#columns.map(
      (column, i): RunColumn =>
        column instanceof NumberColumn
          ? { name: this.#names[i], kind: 'number', values: column.values.slice(0, this.#rows) }
          : { name: this.#names[i], kind: 'text', codes: column.codes.slice(0, this.#rows), texts: [...column.texts] },
    )
    return { name: this.name, rows: this.#rows, columns }
  }

  #refuse(column: number, value: Cell): never {
    const kind = this.#columns[column] instanceof TextColumn ? 'texts' : 'numbers'
    const where = `${this.name}.${this.#names[column]}`
    throw new TypeError(`${where} holds ${kind}, got ${JSON.stringify(value)} in row ${this.#rows}`)
  }
}

/** A missing number may stand for a missing text too. */
function fits(column: NumberColumn | TextColumn, value: Cell): boolean {
  if (value === undefined) return true
  return column instanceof TextColumn ? typeof value === 'string' || Number.isNaN(value) : typeof value === 'number'
}
