import { describeDamage, type Fidelity, openRun, type RunFolder, type RunRecord, versions } from '@jazzgrid/sim'
import type { Command } from 'commander'
import { EXIT, type ExitCode } from '../exit-code.js'
import type { Context, RunAction } from '../program.js'
import { execute } from '../run/executed-run.js'
import { differingTables, type TableVerdict, tableVerdictText } from '../run/table-verdict.js'
import type { Terminal } from '../terminal/terminal.js'
import { fidelityOption } from './scenario-option.js'

interface VerifyChoice {
  readonly fidelity?: Fidelity
  readonly json?: true
}

interface Verification {
  readonly equal: boolean
  /** Hashes of the record as `run.json` has it and as the run gives it now; null where it was not run. */
  readonly written: string
  readonly again: string | null
  readonly tables: readonly TableVerdict[]
}

export function addVerify(program: Command, context: Context, run: RunAction): void {
  const { terminal } = context
  program
    .command('verify')
    .description('run a recorded scenario again and compare every number; exit code 7 where anything differs')
    .argument('<run>', 'a run folder')
    .addOption(fidelityOption(undefined, 'run it again in this fidelity (that of the run if not given)'))
    .option('--json', 'print one JSON object')
    .action(
      run(async (path: string, { fidelity, json }: VerifyChoice) => {
        const folder = await openRun(path)
        const record = await runAgain(folder, fidelity, context)
        const verification = await compare(folder, record)
        if (json) terminal.out(verificationJson(folder, verification))
        else terminal.out(verificationText(folder, verification, terminal))
        return codeOf(verification)
      }),
    )
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

const codeOf = ({ equal }: Verification): ExitCode => (equal ? EXIT.ok : EXIT.differs)

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
