import type { Fidelity } from '@jazzgrid/sim'
import type { Command } from 'commander'
import type { Context, RunAction } from '../program.js'
import { fidelityOption } from './scenario-option.js'

export interface VerifyChoice {
  readonly fidelity?: Fidelity
  readonly json?: true
}

export function addVerify(program: Command, context: Context, run: RunAction): void {
  program
    .command('verify')
    .description('run a recorded scenario again and compare every number; exit code 7 where anything differs')
    .argument('<run>', 'a run folder')
    .addOption(fidelityOption(undefined, 'run it again in this fidelity (that of the run if not given)'))
    .option('--json', 'print one JSON object')
    .action(
      run(async (path: string, choice: VerifyChoice) =>
        (await import('../work/verify.js')).verify(path, choice, context),
      ),
    )
}
