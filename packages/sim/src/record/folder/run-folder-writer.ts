import { createHash, randomBytes } from 'node:crypto'
import { access, constants, mkdir, open, rename, rm, stat } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import { CodedError } from '@jazzgrid/units'
import type { Scenario } from '../../scenario/scenario.js'
import { csvText } from '../csv/csv-writer.js'
import { TABLE_NAMES } from '../record-hash.js'
import type { RunRecord } from '../run-record.js'
import { resolvedScenarioYaml } from './resolved-scenario.js'
import { occupant } from './run-folder-reader.js'
import {
  kpisOf,
  MANIFEST_FILE,
  type ManifestTable,
  REPORT_FILE,
  RUN_SCHEMA,
  type RunExecution,
  type RunManifest,
  SCENARIO_FILE,
  sealed,
  tableFile,
} from './run-manifest.js'

export interface RunFolderContent {
  readonly record: RunRecord
  readonly scenario: Scenario
  /** A self-contained HTML page. */
  readonly report: string
  readonly execution: RunExecution
}

export interface RunFolderOptions {
  /** Replace a run that is there already; anything else that is there is never touched. */
  readonly force?: boolean
  /** Stops between two pieces; what was written so far is removed. */
  readonly signal?: AbortSignal
}

/**
 * Refuse a place where a run must not be written; asked before a run starts, so that no work is lost.
 * @throws CodedError `run-folder-exists`, `run-folder-foreign`, `run-folder-unwritable`
 */
export async function assertRunFolderFree(path: string, force = false): Promise<void> {
  const found = await occupant(path)
  if (found === 'nothing' || (found === 'run' && force)) return assertWritable(dirname(resolve(path)))
  throw found === 'run'
    ? new CodedError(
        'run-folder-exists',
        `${path} already holds a run. Give another folder with --out, or --force to replace it.`,
        { details: { path } },
      )
    : new CodedError(
        'run-folder-foreign',
        `${path} exists and is not a run folder, so it is left alone. Give another folder with --out.`,
        { details: { path } },
      )
}

/** Ask the nearest folder above that exists, so that a run of an hour does not end in a place that takes no files. */
async function assertWritable(folder: string): Promise<void> {
  try {
    if (!(await stat(folder)).isDirectory()) throw Object.assign(new Error('not a folder'), { code: 'ENOTDIR' })
    await access(folder, constants.W_OK | constants.X_OK)
  } catch (failure) {
    const { code } = failure as NodeJS.ErrnoException
    if (code === 'ENOENT' && dirname(folder) !== folder) return assertWritable(dirname(folder))
    throw unwritable(folder, failure)
  }
}

function unwritable(folder: string, cause: unknown): CodedError {
  const { code } = cause as NodeJS.ErrnoException
  return new CodedError(
    'run-folder-unwritable',
    `${folder} takes no run (${code}). Give a folder that you may write to, with room on its disk, with --out.`,
    { details: { path: folder }, cause },
  )
}

/**
 * Write a run to disk. Everything goes into a hidden sibling, `run.json` last and synced, which is then renamed: under
 * `path` there is a whole run or what was there before, whenever the process or the power dies.
 * @throws CodedError `run-folder-exists`, `run-folder-foreign`, `run-folder-unwritable`
 */
export async function writeRunFolder(
  path: string,
  content: RunFolderContent,
  options: RunFolderOptions = {},
): Promise<RunManifest> {
  const target = resolve(path)
  await assertRunFolderFree(target, options.force)
  const partial = join(dirname(target), `.${basename(target)}.partial-${randomBytes(6).toString('hex')}`)
  try {
    await mkdir(dirname(target), { recursive: true })
    await mkdir(partial) // not mkdtemp, whose folders nobody else may read
    const manifest = await writeFiles(partial, content, options.signal)
    await syncFolder(partial)
    await moveInto(partial, target)
    return manifest
  } catch (failure) {
    await rm(partial, { recursive: true, force: true }).catch(() => undefined) // what failed first is what to say
    throw isSystemError(failure) ? unwritable(dirname(target), failure) : failure
  }
}

const isSystemError = (failure: unknown): boolean => failure instanceof Error && 'syscall' in failure

/**
 * Replace the report of a run; it is derived from the tables and in no sum.
 * @throws CodedError `report-unwritable`
 */
export async function writeReport(path: string, report: string): Promise<string> {
  const file = join(path, REPORT_FILE)
  const partial = `${file}.partial`
  try {
    await writeText(partial, [report])
    await rename(partial, file)
  } catch (cause) {
    if (!isSystemError(cause)) throw cause
    const { code } = cause as NodeJS.ErrnoException
    const message = `${file} cannot be written (${code}). Copy the run to a folder that you may write to.`
    throw new CodedError('report-unwritable', message, { details: { file }, cause })
  }
  return file
}

async function writeFiles(folder: string, content: RunFolderContent, signal?: AbortSignal): Promise<RunManifest> {
  const { record, scenario, report, execution } = content
  const sha256 = await writeText(join(folder, SCENARIO_FILE), [resolvedScenarioYaml(scenario)], signal)
  const tables: ManifestTable[] = []
  for (const name of TABLE_NAMES) {
    const table = record.tables[name]
    const sum = await writeText(join(folder, tableFile(name)), csvText(table), signal)
    tables.push({ table: name, file: tableFile(name), rows: table.rows, sha256: sum })
  }
  await writeText(join(folder, REPORT_FILE), [report], signal)
  const manifest = sealed(
    {
      schema: RUN_SCHEMA,
      scenario: { name: record.scenario, case: record.case, seed: record.seed, sha256 },
      fidelity: record.fidelity,
      record: record.hash,
      tables,
      kpis: kpisOf(record.tables.kpis),
    },
    execution,
  )
  await writeText(join(folder, MANIFEST_FILE), [`${JSON.stringify(manifest, null, 2)}\n`], signal)
  return manifest
}

/** @returns sha256 of what was written, hex */
async function writeText(file: string, pieces: Iterable<string>, signal?: AbortSignal): Promise<string> {
  const hash = createHash('sha256')
  const handle = await open(file, 'w')
  try {
    for (const piece of pieces) {
      signal?.throwIfAborted()
      const bytes = Buffer.from(piece)
      hash.update(bytes)
      await handle.writeFile(bytes) // writes on from where the last piece ended
    }
    await handle.sync()
  } finally {
    await handle.close()
  }
  return hash.digest('hex')
}

async function moveInto(partial: string, target: string): Promise<void> {
  if ((await occupant(target)) === 'nothing') {
    await rename(partial, target)
  } else {
    const replaced = `${partial}-replaced` // no rename of two folders is atomic: the old one steps aside, whole
    await rename(target, replaced)
    await rename(partial, target)
    await rm(replaced, { recursive: true, force: true })
  }
  await syncFolder(dirname(target))
}

async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r').catch(() => undefined) // Windows opens no folder; it needs no sync of one
  await handle?.sync().catch(() => undefined)
  await handle?.close()
}
