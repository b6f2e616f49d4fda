import {
  checkScenario as findMistakes,
  loadShipped,
  type Mistake,
  type Scenario,
  ScenarioError,
  scenarioCases,
  scenarioJsonSchema,
} from '@jazzgrid/sim'
import type { CheckChoice } from '../command/config.js'
import { resolveOptions } from '../command/scenario-option.js'
import { EXIT, type ExitCode } from '../exit-code.js'
import { printable } from '../terminal/printable.js'
import type { Terminal } from '../terminal/terminal.js'

interface CheckedCase {
  readonly case: string
  /** What the file says of it; empty where it says nothing. */
  readonly description: string
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
  const options = resolveOptions(choice, terminal)
  const told = new Set<string>() // a note that holds in every case is read once
  const note = (text: string) => {
    if (!told.has(text)) options.note?.(text)
    told.add(text)
  }
  const mistakes = await findMistakes(nameOrPath, {
    ...options,
    note,
    sound: (found) => cases.push(caseOf(found, text, path)),
  })
  if (choice.json) terminal.out(checkJson(path, cases, mistakes))
  else if (mistakes.length > 0) throw new ScenarioError(path, mistakes)
  else for (const found of cases) terminal.out(`${path}: ${describe(found)}\n`)
  return mistakes.length === 0 ? EXIT.ok : EXIT.usage
}

const caseOf = ({ case: name, sites, time }: Scenario, text: string, path: string): CheckedCase => ({
  case: name,
  description: scenarioCases(text, path).find((each) => each.name === name)?.description ?? '',
  sites: sites.length,
  devices: sites.reduce((count, site) => count + site.devices.length, 0),
  days: time.days,
})

const describe = ({ case: name, description, sites, devices, days }: CheckedCase): string =>
  `${name}: sound, ${sites} sites, ${devices} devices, ${days === 1 ? '1 day' : `${days} days`}` +
  `${description === '' ? '' : ` - ${printable(description)}`}`

const checkJson = (file: string, cases: readonly CheckedCase[], mistakes: readonly Mistake[]): string =>
  `${JSON.stringify({ schema: 'jazzgrid/config-check@1', file, sound: mistakes.length === 0, cases, mistakes })}\n`
