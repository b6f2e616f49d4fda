import {
  loadShipped,
  type Mistake,
  resolveScenario,
  type Scenario,
  ScenarioError,
  scenarioCases,
  scenarioJsonSchema,
} from '@jazzgrid/sim'
import type { Command } from 'commander'
import { EXIT } from '../exit-code.js'
import type { Context, RunAction } from '../program.js'
import { resolveOptions, type ScenarioChoice, withScenarioOptions } from './scenario-option.js'

interface CheckChoice extends ScenarioChoice {
  readonly json?: true
}

interface CheckedCase {
  readonly case: string
  readonly sites: number
  readonly devices: number
  readonly days: number
}

export function addConfig(program: Command, context: Context, run: RunAction): void {
  const config = program.command('config').description('scenario files: their schema and their mistakes')
  config
    .command('schema')
    .description('print the JSON Schema of scenario files, for editors')
    .action(
      run(async () => {
        context.terminal.out(`${JSON.stringify(scenarioJsonSchema(), null, 2)}\n`)
        return EXIT.ok
      }),
    )
  const check = config
    .command('check')
    .description('read a scenario, all of its cases and series, and list every mistake')
    .argument('<scenario>', 'a YAML file, or a shipped scenario')
    .option('--json', 'print one JSON object')
  withScenarioOptions(check).action(
    run((nameOrPath: string, choice: CheckChoice) => checkScenario(nameOrPath, choice, context)),
  )
}

async function checkScenario(nameOrPath: string, choice: CheckChoice, { terminal }: Context) {
  const { path, text } = await loadShipped(nameOrPath)
  const cases: CheckedCase[] = []
  try {
    const names = choice.case === undefined ? scenarioCases(text, path).map(({ name }) => name) : [choice.case]
    for (const name of names) {
      const scenario = await resolveScenario(nameOrPath, resolveOptions({ ...choice, case: name }, terminal))
      cases.push(caseOf(scenario))
    }
  } catch (failure) {
    if (!(failure instanceof ScenarioError) || choice.json !== true) throw failure
    terminal.out(checkJson(path, cases, failure.mistakes))
    return EXIT.usage
  }
  if (choice.json) terminal.out(checkJson(path, cases, []))
  else for (const found of cases) terminal.out(`${path}: ${describe(found)}\n`)
  return EXIT.ok
}

const caseOf = ({ case: name, sites, time }: Scenario): CheckedCase => ({
  case: name,
  sites: sites.length,
  devices: sites.reduce((count, site) => count + site.devices.length, 0),
  days: time.days,
})

const describe = ({ case: name, sites, devices, days }: CheckedCase): string =>
  `${name}: sound, ${sites} sites, ${devices} devices, ${days === 1 ? '1 day' : `${days} days`}`

const checkJson = (file: string, cases: readonly CheckedCase[], mistakes: readonly Mistake[]): string =>
  `${JSON.stringify({ schema: 'jazzgrid/config-check@1', file, sound: mistakes.length === 0, cases, mistakes })}\n`
