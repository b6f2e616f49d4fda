import type { Command } from 'commander'
import type { Context, RunAction } from '../program.js'
import { type ScenarioChoice, withScenarioOptions } from './scenario-option.js'

export interface CheckChoice extends ScenarioChoice {
  readonly json?: true
}

export function addConfig(program: Command, { terminal }: Context, run: RunAction): void {
  const config = program.command('config').description('scenario files: their schema and their mistakes')
  config
    .command('schema')
    .description('print the JSON Schema of scenario files, for editors')
    .action(run(async () => (await import('../work/config.js')).printSchema(terminal)))
  const check = config
    .command('check')
    .description('read a scenario, all of its cases and series, and list every mistake')
    .argument('<scenario>', 'a YAML file, or a shipped scenario')
    .option('--json', 'print one JSON object')
  withScenarioOptions(check).action(
    run(async (nameOrPath: string, choice: CheckChoice) =>
      (await import('../work/config.js')).checkScenario(nameOrPath, choice, terminal),
    ),
  )
}
