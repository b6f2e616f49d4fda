import { assertUndamaged, openRun, versions, writeReport } from '@jazzgrid/sim'
import type { ReportChoice } from '../command/report.js'
import { EXIT, type ExitCode } from '../exit-code.js'
import { runReport } from '../run/run-report.js'
import type { Terminal } from '../terminal/terminal.js'

/** Render the report of a run again; its tables stay as they are. */
export async function report(path: string, { json }: ReportChoice, terminal: Terminal): Promise<ExitCode> {
  const folder = await openRun(path)
  assertUndamaged(folder)
  const page = runReport(await folder.record(), await folder.scenario(), versions())
  const file = await writeReport(path, page)
  terminal.out(json ? `${JSON.stringify({ schema: 'jazzgrid/report@1', report: file })}\n` : `${file}\n`)
  return EXIT.ok
}
