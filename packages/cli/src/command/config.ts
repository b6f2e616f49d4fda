import type { Command } from 'commander'
import type { Context, RunAction } from '../program.js'
import { withFolder } from './node/node-option.js'
import { type ScenarioChoice, withScenarioOptions } from './scenario-option.js'

export interface CheckChoice extends ScenarioChoice {
  readonly folder?: string
  readonly json?: true
}

export interface ShowChoice {
  readonly folder?: string
  readonly json?: true
}

export function addConfig(program: Command, { terminal }: Context, run: RunAction): void {
  const config = program
    .command('config')
    .description('scenario files and settings of nodes: schema, mistakes, where values come from')
  config
    .command('schema')
    .description('print the JSON Schema of scenario files, for editors')
    .option('--node', 'that of node.yaml instead')
    .action(
      run(async ({ node }: { readonly node?: true }) =>
        node === undefined
          ? (await import('../work/config.js')).printSchema(terminal)
          : (await import('../work/node/node-settings.js')).printNodeSchema(terminal),
      ),
    )
  const check = config
    .command('check')
    .description('read a scenario with all of its cases and series, or a node.yaml, and list every mistake')
    .argument('[file]', 'a YAML file, or a shipped scenario; left out, the node.yaml of --folder')
    .option('--json', 'print one JSON object')
    .addHelpText('after', '\nExample: jazzgrid config check --folder homes/h1')
  withFolder(withScenarioOptions(check)).action(
    run(async (file: string | undefined, choice: CheckChoice) =>
      file === undefined || /(^|[\\/])node\.ya?ml$/.test(file)
        ? (await import('../work/node/node-settings.js')).checkNode(file, choice, terminal)
        : (await import('../work/config.js')).checkScenario(file, choice, terminal),
    ),
  )
  withFolder(
    config
      .command('show')
      .description('the settings of a node: file, environment and defaults together, and where each comes from')
      .option('--json', 'print one JSON object')
      .addHelpText('after', '\nExample: jazzgrid config show --folder homes/h1'),
  ).action(
    run(async (choice: ShowChoice) => (await import('../work/node/node-settings.js')).showNode(choice, terminal)),
  )
}
