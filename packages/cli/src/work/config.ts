import {
  loadShipped,
  type Mistake,
  resolveScenario,
  type Scenario,
  ScenarioError,
  scenarioCases,
  scenarioJsonSchema,
} from '@jazzgrid/sim'
import type { CheckChoice } from '../command/config.js'
import { resolveOptions } from '../command/scenario-option.js'
import { EXIT, type ExitCode } from '../exit-code.js'
import type { Terminal } from '../terminal/terminal.js'

interface CheckedCase {
  readonly case: string
  readonly sites: number
  readonly devices: number
  readonly days: number
}

/** The JSON Schema of scenario files. */
export function printSchema(terminal: Terminal): ExitCode {
  terminal.out(`${JSON.stringify(scenarioJsonSchema(), null, 2)}\n`)
  return EXIT.ok
}

/** Read a scenario in all of its cases, or in the chosen one, with every series. */
export async function checkScenario(nameOrPath: string, choice: CheckChoice, terminal: Terminal): Promise<ExitCode> {
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
