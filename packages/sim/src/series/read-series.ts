import { readFile } from 'node:fs/promises'
import { isAbsolute, join } from 'node:path'
import type { Frame, SeriesRequest } from '../scenario/build-scenario.js'
import type { Mistakes } from '../scenario/mistake.js'
import type { ParsedScenario } from '../scenario/parse-scenario.js'
import { type CsvTable, readCsv } from './csv/csv-table.js'
import { SeriesFault } from './series-fault.js'
import { slotSeries } from './slot-series.js'

export type ReadFile = (path: string) => Promise<Uint8Array>

export interface SeriesReading {
  /** Folder that files are relative to. */
  readonly root?: string | undefined
  readonly read?: ReadFile | undefined
  readonly note?: ((text: string) => void) | undefined
}

/**
 * Read every series that a scenario asks for; each file once.
 * @param mistakes what is wrong with any of them; the others are read nevertheless
 * @returns values per slot by `path.join('.')`
 */
export async function readSeries(
  requests: readonly SeriesRequest[],
  parsed: ParsedScenario,
  frame: Frame,
  mistakes: Mistakes,
  { root, read = readFile, note }: SeriesReading,
): Promise<Map<string, readonly number[]>> {
  const found = new Map<string, readonly number[]>()
  const files = new Map<string, Promise<Uint8Array>>()
  const tables = new Map<string, CsvTable | SeriesFault>()
  const purpose = { currency: frame.market.currency, zone: frame.zone }
  for (const { path, spec, use } of requests) {
    const file = root === undefined || isAbsolute(spec.file) ? spec.file : join(root, spec.file)
    const complain = (fault: SeriesFault) => {
      const { place } = fault
      if ('line' in place) {
        mistakes.add({ source: file, line: place.line }, parsed.text(path), fault.message, fault.remedy)
      } else {
        const at = [...path, ...place.key.split('.')]
        mistakes.add(parsed.place(at), parsed.text(at), `${spec.file}: ${fault.message}`, fault.remedy)
      }
    }
    try {
      const bytes = await (files.get(file) ?? remember(files, file, read(file)))
      const { header, skipLines, delimiter, encoding } = spec
      const key = JSON.stringify([file, header, skipLines, delimiter, encoding])
      const table = tables.get(key) ?? remember(tables, key, tableOrFault(bytes, spec))
      if (table instanceof SeriesFault) throw table
      const { values, note: filled } = slotSeries(
        table,
        spec,
        { ...purpose, use },
        {
          from: frame.span.from,
          slotLength: frame.span.slotLength,
          count: frame.span.count,
        },
      )
      if (filled !== undefined) note?.(`${file}: ${parsed.text(path)}: ${filled}`)
      found.set(path.join('.'), values)
    } catch (error) {
      complain(error instanceof SeriesFault ? error : unreadable(error, file))
    }
  }
  return found
}

function tableOrFault(bytes: Uint8Array, format: Parameters<typeof readCsv>[1]): CsvTable | SeriesFault {
  try {
    return readCsv(bytes, format)
  } catch (error) {
    if (error instanceof SeriesFault) return error
    throw error
  }
}

function unreadable(error: unknown, file: string): SeriesFault {
  const code = (error as NodeJS.ErrnoException).code
  if (code === undefined) throw error
  if (code === 'ENOENT') {
    return new SeriesFault(
      { key: 'file' },
      `not found at ${file}`,
      'Correct the name, or name the folder of the data with --data',
    )
  }
  return new SeriesFault({ key: 'file' }, `cannot be read (${code})`, 'Check that it is a file and may be read')
}

function remember<K, V>(cache: Map<K, V>, key: K, value: V): V {
  cache.set(key, value)
  return value
}
