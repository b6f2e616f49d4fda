import type { Command } from 'commander'
import type { Context, RunAction } from '../program.js'

export interface ReportChoice {
  readonly json?: true
}

export function addReport(program: Command, context: Context, run: RunAction): void {
  program
    .command('report')
    .description('render the report of a run again, with this version')
    .argument('<run>', 'a run folder')
    .option('--json', 'print one JSON object')
    .action(
      run(async (path: string, choice: ReportChoice) =>
        (await import('../work/report.js')).report(path, choice, context.terminal),
      ),
    )
}
