import { assertUndamaged, openRun, versions, writeReport } from '@jazzgrid/sim'
import type { Command } from 'commander'
import { EXIT } from '../exit-code.js'
import type { Context, RunAction } from '../program.js'
import { runReport } from '../run/run-report.js'

export function addReport(program: Command, { terminal }: Context, run: RunAction): void {
  program
    .command('report')
    .description('render the report of a run again, with this version')
    .argument('<run>', 'a run folder')
    .option('--json', 'print one JSON object')
    .action(
      run(async (path: string, { json }: { readonly json?: true }) => {
        const folder = await openRun(path)
        assertUndamaged(folder)
        const page = runReport(await folder.record(), await folder.scenario(), versions())
        const file = await writeReport(path, page)
        terminal.out(json ? `${JSON.stringify({ schema: 'jazzgrid/report@1', report: file })}\n` : `${file}\n`)
        return EXIT.ok
      }),
    )
}
