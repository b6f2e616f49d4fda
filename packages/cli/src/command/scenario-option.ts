import { statSync } from 'node:fs'
import type { Fidelity, ResolveOptions } from '@jazzgrid/sim'
import { type Command, InvalidArgumentError, Option } from 'commander'
import type { Terminal } from '../terminal/terminal.js'

/** What a user may lay over a scenario file. */
export interface ScenarioChoice {
  readonly case?: string
  readonly seed?: string
  readonly set: readonly string[]
  readonly data?: string
}

export function withScenarioOptions(command: Command): Command {
  return command
    .option('-c, --case <name>', 'a case of the scenario; `jazzgrid config check` lists them', filled)
    .option('-s, --seed <seed>', 'another seed than that of the file: any text', filled)
    .addOption(
      new Option('--set <path=value>', 'override a value of the file, like market.mechanism=call; may be repeated')
        .argParser((assignment: string, earlier: readonly string[]) => [...earlier, assignment])
        .default([], 'none'),
    )
    .option('--data <dir>', 'folder of the series files, instead of that of the scenario', folder)
}

export const fidelityOption = (fallback: Fidelity | undefined, what: string): Option => {
  const option = new Option('--fidelity <name>', what).choices(['strategy', 'actor', 'network'])
  return fallback === undefined ? option : option.default(fallback)
}

/** The choice as the reader of scenarios takes it; notes go to stderr. */
export function resolveOptions(choice: ScenarioChoice, terminal: Terminal): ResolveOptions {
  return {
    set: choice.set,
    note: (text) => terminal.err(`${terminal.style('yellow', 'note')} ${text}\n`),
    ...(choice.case !== undefined && { case: choice.case }),
    ...(choice.seed !== undefined && { seed: choice.seed }),
    ...(choice.data !== undefined && { root: choice.data }),
  }
}

/** Refuses nothing at all, such as of a variable that a script has not set. */
export function filled(text: string): string {
  if (text.trim() === '') throw new InvalidArgumentError('It is empty.')
  return text
}

/** Said before a scenario without series passes over it. */
function folder(path: string): string {
  if (statSync(filled(path), { throwIfNoEntry: false })?.isDirectory()) return path
  throw new InvalidArgumentError('There is no such folder.')
}
