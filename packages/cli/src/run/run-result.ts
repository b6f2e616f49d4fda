import { join } from 'node:path'
import { type BrokenInvariant, LocalTime, type Scenario, summary } from '@jazzgrid/sim'
import { EXIT, type ExitCode } from '../exit-code.js'
import type { Terminal } from '../terminal/terminal.js'
import type { RecordedRun } from './recorded-run.js'

/** Show what a run came to: a summary on stdout, or with `json` its manifest and where it lies. */
export function showResult(
  { record, manifest, broken }: RecordedRun,
  scenario: Scenario,
  folder: string,
  json: boolean,
  terminal: Terminal,
): ExitCode {
  if (json) {
    terminal.out(`${JSON.stringify({ ...manifest, folder, broken })}\n`)
  } else {
    const { columns, colored: color, unicode } = terminal.output
    terminal.out(summary(record, scenario, { columns, color, ascii: !unicode }))
    const { fidelity, execution } = manifest
    terminal.err(
      `${terminal.style('bold', folder)}: ${fidelity} fidelity, ${execution.runSeconds} s, record ${record.hash.slice(0, 16)}\n` +
        `Open ${join(folder, 'report.html')}, or ask \`jazzgrid explain ${shellWord(folder)} ${evening(scenario)}\`.\n`,
    )
  }
  return reportBroken(broken, terminal)
}

/** A time that the run has once: the day is said where there are several. */
const evening = ({ time }: Pick<Scenario, 'time'>): string =>
  time.days === 1 ? '18:00' : `${new LocalTime(time.zone).day(time.start)}T18:00`

/** A word that a shell takes as one. */
export const shellWord = (text: string): string =>
  /^[\p{L}\p{N}._/\\:@%+=-]+$/u.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`

export function reportBroken(broken: readonly BrokenInvariant[], terminal: Terminal): ExitCode {
  if (broken.length === 0) return EXIT.ok
  for (const { law, evidence } of broken) terminal.err(`${terminal.style('red', 'broken')} ${law}: ${evidence}\n`)
  terminal.err('The run breaks a law that every run must keep. This is a bug: please report it with the run folder.\n')
  return EXIT.invariant
}
