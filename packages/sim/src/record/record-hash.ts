import { createHash } from 'node:crypto'
import { endianness } from 'node:os'
import { type RunColumn, type RunTable, TABLE_COLUMNS, type TableName } from './run-record.js'

/** The tables in the order in which they are hashed and written. */
export const TABLE_NAMES = Object.keys(TABLE_COLUMNS) as TableName[]

const LITTLE_ENDIAN = endianness() === 'LE'

/**
 * sha256 of one table, hex: over its name, its number of rows and every column with its name and kind. Numbers count as
 * little-endian doubles with one NaN and one zero; texts as the dictionary in order of first use by a row, and the codes
 * into it, so that neither unused texts nor the order of the dictionary matter.
 */
export function tableHash(table: RunTable): string {
  const hash = createHash('sha256').update(`jazzgrid/table@1\n${table.name} ${table.rows} ${table.columns.length}\n`)
  for (const column of table.columns) {
    hash.update(`${column.name}:${column.kind}\n`)
    if (column.kind === 'number') {
      hash.update(numberBytes(column.values))
    } else {
      const { texts, codes } = inOrderOfUse(column)
      for (const text of texts) hash.update(`${Buffer.byteLength(text)}:${text}`)
      hash.update(`\n${texts.length}\n`).update(int32Bytes(codes))
    }
  }
  return hash.digest('hex')
}

/** sha256 over the hashes of all tables, hex. */
export function recordHash(tables: Readonly<Record<TableName, RunTable>>): string {
  const hash = createHash('sha256').update('jazzgrid/record@1\n')
  for (const name of TABLE_NAMES) hash.update(`${name} ${tableHash(tables[name])}\n`)
  return hash.digest('hex')
}

function numberBytes(values: Float64Array): Buffer {
  const copy = values.slice()
  const words = new Uint32Array(copy.buffer)
  const high = LITTLE_ENDIAN ? 1 : 0
  for (let i = 0; i < copy.length; i++) {
    if (copy[i] === 0) {
      copy[i] = 0 // -0 equals 0 and must hash like it
    } else if (Number.isNaN(copy[i])) {
      words[2 * i + high] = 0x7ff8_0000 // the payload of a NaN depends on how it came about
      words[2 * i + 1 - high] = 0
    }
  }
  const bytes = Buffer.from(copy.buffer)
  return LITTLE_ENDIAN ? bytes : bytes.swap64()
}

function int32Bytes(codes: Int32Array): Buffer {
  const bytes = Buffer.from(codes.buffer)
  return LITTLE_ENDIAN ? bytes : bytes.swap32()
}

function inOrderOfUse(column: Extract<RunColumn, { kind: 'text' }>): { texts: string[]; codes: Int32Array } {
  const texts: string[] = []
  const seen = new Map<string, number>() // by text: a dictionary may hold one text twice
  const rank = new Int32Array(column.texts.length).fill(-1)
  const codes = new Int32Array(column.codes.length)
  for (let i = 0; i < codes.length; i++) {
    const code = column.codes[i]
    if (rank[code] === -1) {
      const text = column.texts[code]
      let first = seen.get(text)
      if (first === undefined) {
        first = texts.push(text) - 1
        seen.set(text, first)
      }
      rank[code] = first
    }
    codes[i] = rank[code]
  }
  return { texts, codes }
}
