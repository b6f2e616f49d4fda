import { createHash } from 'node:crypto'
import type { RunRecord, RunTable, TableName } from '../run-record.js'
import type { Versions } from './versions.js'

export const RUN_SCHEMA = 'jazzgrid/run@1'

/** The files of a run folder beside its tables. */
export const MANIFEST_FILE = 'run.json'
export const SCENARIO_FILE = 'scenario.resolved.yaml'
export const REPORT_FILE = 'report.html'

export const tableFile = (table: TableName): string => `${table}.csv`

/** `run.json`: what a run was, what it found and the sums of its files. */
export interface RunManifest {
  readonly schema: typeof RUN_SCHEMA
  readonly scenario: {
    readonly name: string
    readonly case: string
    readonly seed: string
    /** sha256 of `scenario.resolved.yaml`, hex. */
    readonly sha256: string
  }
  readonly fidelity: RunRecord['fidelity']
  /** The hash of the record, hex; equal runs have equal ones, whatever machine they ran on. */
  readonly record: string
  readonly tables: readonly ManifestTable[]
  readonly kpis: Readonly<Record<string, { readonly value: number | null; readonly unit: string }>>
  /** sha256 over everything above, hex: tells an edited `run.json`. */
  readonly digest: string
  /** How this execution went; differs between two executions of one run and is in no hash. */
  readonly execution: RunExecution
}

export interface ManifestTable {
  readonly table: TableName
  readonly file: string
  readonly rows: number
  /** Of the CSV file, hex. */
  readonly sha256: string
}

export interface RunExecution {
  /** ISO 8601 UTC */
  readonly started: string
  readonly finished: string
  /** Wall time of the simulation [s]. */
  readonly runSeconds: number
  readonly versions: Versions
}

/** The hashed part of a manifest with its digest and the execution. */
export function sealed(content: Omit<RunManifest, 'digest' | 'execution'>, execution: RunExecution): RunManifest {
  return { ...content, digest: digestOf(content), execution }
}

export function isSealed(manifest: RunManifest): boolean {
  const { digest, execution: _, ...content } = manifest
  return digest === digestOf(content)
}

/** The key figures of a run; a missing one is null, never 0. */
export function kpisOf(table: RunTable): RunManifest['kpis'] {
  const [kpi, value, unit] = table.columns
  if (kpi.kind !== 'text' || value.kind !== 'number' || unit.kind !== 'text') throw new TypeError('not a table of kpis')
  return Object.fromEntries(
    Array.from(kpi.codes, (code, i) => [
      kpi.texts[code],
      { value: Number.isFinite(value.values[i]) ? value.values[i] : null, unit: unit.texts[unit.codes[i]] },
    ]),
  )
}

/** JSON keeps the order in which keys were written, so an unchanged file digests to the same bytes. */
const digestOf = (content: object): string => createHash('sha256').update(JSON.stringify(content)).digest('hex')
