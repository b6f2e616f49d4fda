import type { Fidelity } from '@jazzgrid/sim'
import type { Command } from 'commander'
import type { Context, RunAction } from '../program.js'
import { fidelityOption, filled, type ScenarioChoice, withScenarioOptions } from './scenario-option.js'

export interface RunChoice extends ScenarioChoice {
  readonly fidelity: Fidelity
  readonly out?: string
  readonly force?: true
  readonly json?: true
}

export function addSim(program: Command, context: Context, run: RunAction): void {
  const command = program
    .command('sim')
    .description('simulate communities')
    .command('run')
    .description('run a scenario and leave a folder with its tables and its report')
    .argument('<scenario>', 'a YAML file, or a shipped scenario: misono-day, village, town, citylearn-week')
  withScenarioOptions(command)
    .addOption(fidelityOption('strategy', 'strategy: fast; actor: every device an xstate actor; equal records'))
    .option('-o, --out <folder>', 'where to write (runs/<scenario>-<case>-<seed> if not given)', filled)
    .option('-f, --force', 'replace a run that is there already')
    .option('--json', 'print one JSON object instead of the summary')
    .action(
      run(async (nameOrPath: string, choice: RunChoice) =>
        (await import('../work/sim-run.js')).simRun(nameOrPath, choice, context),
      ),
    )
}
