import { broken } from '@jazzgrid/units'
import { type RunColumn, type RunTable, TABLE_COLUMNS, type TableName } from './run-record.js'

/** A number, a text, or nothing: a missing number is NaN, a missing text is empty. */
export type Cell = number | string | undefined

const FIRST_CAPACITY = 256

/** One column of a table that is being filled; numbers and texts share a shape so that rows are appended in one loop. */
interface GrowingColumn {
  readonly name: string
  /** Undefined in a text column. */
  numbers: Float64Array | undefined
  codes: Int32Array
  readonly texts: string[]
  readonly codeOf: Map<string, number>
  lastText: string
  lastCode: number
}

/** Fills one table of a run row by row: typed arrays that double, texts as codes into a dictionary of first use. */
export class TableBuilder {
  readonly name: TableName
  readonly #columns: readonly GrowingColumn[]
  #capacity = FIRST_CAPACITY
  #rows = 0

  constructor(name: TableName) {
    this.name = name
    this.#columns = TABLE_COLUMNS[name].map(growingColumn)
  }

  get rows(): number {
    return this.#rows
  }

  /** Append one row; the values stand in the order of `TABLE_COLUMNS`. */
  row(values: readonly Cell[]): void {
    const columns = this.#columns
    if (!(values.length === columns.length)) broken(`a row of ${this.name} has ${columns.length} cells`)
    if (this.#rows === this.#capacity) this.#grow()
    const row = this.#rows++
    for (let i = 0; i < columns.length; i++) {
      const column = columns[i]
      const value = values[i]
      if (column.numbers !== undefined) {
        if (typeof value === 'number') column.numbers[row] = value
        else if (value === undefined) column.numbers[row] = Number.NaN
        else this.#refuse(column, value)
      } else {
        column.codes[row] =
          value === column.lastText && column.lastCode >= 0 ? column.lastCode : this.#code(column, value)
      }
    }
  }

  /** The table so far. Rows appended later do not change it. */
  build(): RunTable {
    const columns = this.#columns.map(
      ({ name, numbers, codes, texts }): RunColumn =>
        numbers !== undefined
          ? { name, kind: 'number', values: numbers.slice(0, this.#rows) }
          : { name, kind: 'text', codes: codes.slice(0, this.#rows), texts: [...texts] },
    )
    return { name: this.name, rows: this.#rows, columns }
  }

  #code(column: GrowingColumn, value: Cell): number {
    if (typeof value === 'number' && !Number.isNaN(value)) this.#refuse(column, value)
    const text = typeof value === 'string' ? value : ''
    let code = column.codeOf.get(text)
    if (code === undefined) {
      code = column.texts.push(text) - 1
      column.codeOf.set(text, code)
    }
    column.lastText = text
    column.lastCode = code
    return code
  }

  #grow(): void {
    this.#capacity *= 2
    for (const column of this.#columns) {
      if (column.numbers !== undefined) {
        const wider = new Float64Array(this.#capacity)
        wider.set(column.numbers)
        column.numbers = wider
      } else {
        const wider = new Int32Array(this.#capacity)
        wider.set(column.codes)
        column.codes = wider
      }
    }
  }

  #refuse(column: GrowingColumn, value: Cell): never {
    const kind = column.numbers === undefined ? 'texts' : 'numbers'
    throw new TypeError(`${this.name}.${column.name} holds ${kind}, got ${JSON.stringify(value)} in row ${this.#rows}`)
  }
}

function growingColumn(declared: string): GrowingColumn {
  const isText = declared.endsWith(':text')
  return {
    name: isText ? declared.slice(0, -':text'.length) : declared,
    numbers: isText ? undefined : new Float64Array(FIRST_CAPACITY),
    codes: new Int32Array(isText ? FIRST_CAPACITY : 0),
    texts: [],
    codeOf: new Map(),
    lastText: '',
    lastCode: -1,
  }
}
