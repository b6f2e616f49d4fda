import {
  assertRunFolderFree,
  type BrokenInvariant,
  brokenInvariants,
  type Fidelity,
  type RunManifest,
  type RunRecord,
  type Scenario,
  versions,
  writeRunFolder,
} from '@jazzgrid/sim'
import { Interrupted } from '../failure.js'
import type { Context } from '../program.js'
import { execute } from './executed-run.js'
import { runReport } from './run-report.js'

export interface RunOrder {
  readonly scenario: Scenario
  readonly fidelity: Fidelity
  /** The run folder to make. */
  readonly folder: string
  /** Replace a run that is there. */
  readonly force: boolean
}

export interface RecordedRun {
  readonly record: RunRecord
  readonly manifest: RunManifest
  readonly broken: readonly BrokenInvariant[]
}

/** Run a scenario and leave its folder; a run that breaks a law is written too, as evidence. */
export async function recordRun(
  { scenario, fidelity, folder, force }: RunOrder,
  context: Context,
): Promise<RecordedRun> {
  await assertRunFolderFree(folder, force)
  const { record, started, finished, seconds } = await execute(scenario, fidelity, context)
  const made = versions()
  const execution = { started, finished, runSeconds: seconds, versions: made }
  const report = runReport(record, scenario, made)
  try {
    const { signal } = context
    const manifest = await writeRunFolder(folder, { record, scenario, report, execution }, { force, signal })
    return { record, manifest, broken: brokenInvariants(record) }
  } catch (failure) {
    throw context.signal.aborted ? new Interrupted() : failure
  }
}

/** Where a run goes unless told otherwise: one folder a scenario, case and seed. */
export function defaultFolder({ name, case: variant, seed }: Scenario): string {
  const parts = [name, ...(variant === 'base' ? [] : [variant]), seed]
  return `runs/${parts.map((part) => part.replace(/[^\p{L}\p{N}._-]+/gu, '_')).join('-')}`
}
