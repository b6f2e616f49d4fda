import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { lstat, readdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { CodedError } from '@jazzgrid/units'
import type { Scenario } from '../../scenario/scenario.js'
import { readCsvTable } from '../csv/csv-reader.js'
import { TABLE_NAMES } from '../record-hash.js'
import type { RunRecord, RunTable, TableName } from '../run-record.js'
import { readResolvedScenario } from './resolved-scenario.js'
import { isSealed, MANIFEST_FILE, RUN_SCHEMA, type RunManifest, SCENARIO_FILE, tableFile } from './run-manifest.js'

/** As many runs are named where a folder of runs was given for one. */
const NAMED = 4

/** A file of a run that is not as it was written. */
export interface RunFolderDamage {
  readonly kind: 'missing' | 'altered'
  readonly file: string
}

/** A run on disk. Its sums are checked when it is opened; tables are read when asked for. */
export interface RunFolder {
  readonly path: string
  readonly manifest: RunManifest
  readonly damage: readonly RunFolderDamage[]
  scenario(): Promise<Scenario>
  table(name: TableName): Promise<RunTable>
  record(): Promise<RunRecord>
}

/**
 * Open a run folder. Damage is listed and not thrown: `verify` reports it, others call `assertUndamaged`.
 * @throws CodedError `run-folder-absent`, `run-folder-incomplete`, `run-folder-unreadable`, `run-manifest-unreadable`
 */
export async function openRun(path: string): Promise<RunFolder> {
  const manifest = await readManifest(path)
  const table = async (name: TableName): Promise<RunTable> => {
    const file = join(path, tableFile(name))
    return readCsvTable(name, await readFile(file, 'utf8'), file)
  }
  return {
    path,
    manifest,
    damage: await findDamage(path, manifest),
    table,
    async scenario() {
      const file = join(path, SCENARIO_FILE)
      return readResolvedScenario(await readFile(file, 'utf8'), file)
    },
    async record() {
      const tables: Partial<Record<TableName, RunTable>> = {}
      for (const name of TABLE_NAMES) tables[name] = await table(name)
      const { name, case: variant, seed } = manifest.scenario
      const { fidelity, record: hash } = manifest
      return { scenario: name, case: variant, seed, fidelity, hash, tables: tables as Record<TableName, RunTable> }
    },
  }
}

/** @throws CodedError `run-folder-altered` that names every file that is missing or was changed */
export function assertUndamaged(run: RunFolder): void {
  if (run.damage.length === 0) return
  throw new CodedError(
    'run-folder-altered',
    `${run.path} is not the run that was written: ${describeDamage(run.damage)}. Run the scenario again.`,
    { details: { path: run.path, damage: run.damage } },
  )
}

export const describeDamage = (damage: readonly RunFolderDamage[]): string =>
  damage.map(({ file, kind }) => `${file} ${kind === 'missing' ? 'is missing' : 'was changed'}`).join(', ')

/** What stands at a path: nothing (or an empty folder), a run of ours, or something else. */
export async function occupant(path: string): Promise<'nothing' | 'run' | 'other'> {
  const found = await lstat(path).catch(() => undefined)
  if (found === undefined) return 'nothing'
  if (!found.isDirectory()) return 'other'
  if ((await readdir(path)).length === 0) return 'nothing'
  const manifest = await readFile(join(path, MANIFEST_FILE), 'utf8').catch(() => '')
  return manifest.includes('"jazzgrid/run@') ? 'run' : 'other'
}

async function readManifest(path: string): Promise<RunManifest> {
  const file = join(path, MANIFEST_FILE)
  const found = await stat(path).catch(() => undefined) // of the folder that a link leads to
  if (!found?.isDirectory()) {
    const what = found === undefined ? `There is no run folder ${path}` : `${path} is a file and not a run folder`
    throw new CodedError(
      'run-folder-absent',
      `${what}. Give the folder that \`jazzgrid sim run\` or \`jazzgrid demo\` printed.`,
      { details: { path } },
    )
  }
  const text = await readFile(file, 'utf8').catch(() => undefined)
  if (text === undefined) {
    throw new CodedError(
      'run-folder-incomplete',
      `${path} has no ${MANIFEST_FILE}: it is not a run folder. ${await runsIn(path)}`,
      { details: { path } },
    )
  }
  const manifest = parseManifest(text)
  if (manifest?.schema !== RUN_SCHEMA) {
    const { schema } = manifest ?? {}
    const what =
      manifest === undefined
        ? 'is not JSON'
        : schema === undefined
          ? 'has no schema'
          : `has schema ${JSON.stringify(schema)}`
    throw new CodedError(
      'run-manifest-unreadable',
      `${file} ${what}, but this version reads ${RUN_SCHEMA}. Run the scenario again, or use the version that wrote it.`,
      { details: { file } },
    )
  }
  // a part that was taken out by hand would fail whoever asks for it; one that was changed shows in the digest
  const missing = PARTS.find((part) => manifest[part] === undefined || manifest[part] === null)
  if (missing !== undefined) {
    const message = `${file} has lost its "${missing}". Run the scenario again; the files of a run are not meant to be edited.`
    throw new CodedError('run-manifest-unreadable', message, { details: { file } })
  }
  return manifest
}

const PARTS = ['scenario', 'fidelity', 'record', 'tables', 'kpis', 'digest', 'execution'] as const

/** Who gives the folder of the runs meant one of them. */
async function runsIn(path: string): Promise<string> {
  const runs: string[] = []
  for (const name of (await readdir(path).catch(() => [])).sort()) {
    if (runs.length < NAMED && (await occupant(join(path, name))) === 'run') runs.push(join(path, name))
  }
  return runs.length === 0
    ? 'Give the folder that `jazzgrid sim run` or `jazzgrid demo` printed.'
    : `Give one of the runs in it, such as ${runs.join(', ')}.`
}

function parseManifest(text: string): RunManifest | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null ? (value as RunManifest) : undefined
  } catch {
    return undefined
  }
}

async function findDamage(path: string, manifest: RunManifest): Promise<RunFolderDamage[]> {
  if (!isSealed(manifest)) return [{ kind: 'altered', file: MANIFEST_FILE }] // its sums cannot be trusted either
  const sums = [{ file: SCENARIO_FILE, sha256: manifest.scenario.sha256 }, ...manifest.tables]
  const damage: RunFolderDamage[] = []
  for (const { file, sha256 } of sums) {
    const sum = await fileSum(join(path, file))
    if (sum !== sha256) damage.push({ kind: sum === undefined ? 'missing' : 'altered', file })
  }
  return damage
}

async function fileSum(file: string): Promise<string | undefined> {
  const hash = createHash('sha256')
  try {
    await pipeline(createReadStream(file), hash)
  } catch (failure) {
    const { code } = failure as NodeJS.ErrnoException
    if (code === 'ENOENT') return undefined
    const message = `${file} cannot be read (${code}). Check that it is a file and may be read, or run the scenario again.`
    throw new CodedError('run-folder-unreadable', message, { details: { file }, cause: failure })
  }
  return hash.digest('hex')
}
