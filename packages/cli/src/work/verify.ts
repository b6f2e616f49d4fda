import { describeDamage, type Fidelity, openRun, type RunFolder, type RunRecord, versions } from '@jazzgrid/sim'
import type { VerifyChoice } from '../command/verify.js'
import { EXIT, type ExitCode } from '../exit-code.js'
import type { Context } from '../program.js'
import { execute } from '../run/executed-run.js'
import { differingTables, type TableVerdict, tableVerdictText } from '../run/table-verdict.js'
import type { Terminal } from '../terminal/terminal.js'

interface Verification {
  readonly equal: boolean
  /** Hashes of the record as `run.json` has it and as the run gives it now; null where it was not run. */
  readonly written: string
  readonly again: string | null
  readonly tables: readonly TableVerdict[]
}

/** Run a recorded scenario again and compare every number with what is on disk. */
export async function verify(path: string, { fidelity, json }: VerifyChoice, context: Context): Promise<ExitCode> {
  const folder = await openRun(path)
  const verification = await compare(folder, await runAgain(folder, fidelity, context))
  const { terminal } = context
  terminal.out(json ? verificationJson(folder, verification) : verificationText(folder, verification, terminal))
  return verification.equal ? EXIT.ok : EXIT.differs
}

/** @returns undefined where what says how to run it is not as it was written: then there is nothing to compare with */
async function runAgain(folder: RunFolder, fidelity: Fidelity | undefined, context: Context) {
  if (folder.damage.some(({ file }) => file === 'run.json' || file === 'scenario.resolved.yaml')) return undefined
  return (await execute(await folder.scenario(), fidelity ?? folder.manifest.fidelity, context)).record
}

async function compare(folder: RunFolder, record: RunRecord | undefined): Promise<Verification> {
  const written = folder.manifest.record
  if (record === undefined) return { equal: false, written, again: null, tables: [] }
  const same = record.hash === written
  const tables = same && folder.damage.length === 0 ? [] : await differingTables(folder, record)
  return { equal: same && folder.damage.length === 0, written, again: record.hash, tables }
}

function verificationJson({ path, damage, manifest }: RunFolder, verification: Verification): string {
  const made = { written: manifest.execution.versions, again: versions() }
  return `${JSON.stringify({ schema: 'jazzgrid/verification@1', run: path, ...verification, damage, versions: made })}\n`
}

function verificationText({ path, damage, manifest }: RunFolder, found: Verification, terminal: Terminal): string {
  if (found.equal) return `${terminal.style('green', 'equal', 'out')} ${path}: ${found.written}\n`
  const made = manifest.execution.versions
  const now = versions()
  const changed = (Object.keys(now) as (keyof typeof now)[]).filter((name) => now[name] !== made?.[name])
  const lines = [
    `${terminal.style('red', 'differs', 'out')} ${path}`,
    ...(damage.length === 0 ? [] : [`  ${describeDamage(damage)} since the run was written`]),
    ...(found.again === null
      ? ['  not run again: what says how to run it is not as it was written']
      : [`  record written ${found.written}`, `  record again   ${found.again}`]),
    ...found.tables.map((verdict) => `  ${tableVerdictText(verdict)}`),
    ...changed.map((name) => `  written with ${name} ${made?.[name]}, now ${now[name]}`),
  ]
  return `${lines.join('\n')}\n`
}
