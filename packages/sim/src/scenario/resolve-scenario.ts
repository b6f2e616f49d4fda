import { dirname } from 'node:path'
import { type ReadFile, readSeries } from '../series/read-series.js'
import { buildScenario, frameOf, seriesRequests } from './build-scenario.js'
import { formatMistake, inFileOrder, type Mistake, Mistakes, ScenarioError } from './mistake.js'
import { readScenario, scenarioCases, type Variant } from './parse-scenario.js'
import { plausibilityNotes } from './plausibility.js'
import type { Scenario } from './scenario.js'
import { loadShipped } from './shipped-scenarios.js'

export interface ResolveOptions extends Variant {
  /** Folder that series files are relative to; that of the scenario file by default. */
  readonly root?: string | undefined
  /** Told what a reader should know though nothing is wrong, such as how many gaps were filled. */
  readonly note?: ((text: string) => void) | undefined
  /** Instead of the file system. */
  readonly read?: ReadFile | undefined
}

/**
 * Everything a run needs, from a scenario file.
 * @param nameOrPath a path, or the bare name of a shipped scenario such as `misono-day`
 * @throws ScenarioError listing every mistake with its place; CodedError `scenario-not-found` or `scenario-unreadable`
 */
export async function resolveScenario(nameOrPath: string, options: ResolveOptions = {}): Promise<Scenario> {
  const { path, text } = await loadShipped(nameOrPath)
  return resolveScenarioText(text, path, { ...options, root: options.root ?? dirname(path) })
}

/**
 * The same from text.
 * @param source what places in messages are called
 */
export async function resolveScenarioText(
  text: string,
  source: string,
  options: ResolveOptions = {},
): Promise<Scenario> {
  const mistakes = new Mistakes()
  const parsed = readScenario(text, source, options, mistakes)
  const frame = parsed && frameOf(parsed, mistakes)
  if (parsed === undefined || frame === undefined) throw new ScenarioError(source, mistakes.list())
  const series = await readSeries(seriesRequests(parsed), parsed, frame, mistakes, options)
  const scenario = buildScenario(parsed, frame, series, mistakes)
  for (const note of plausibilityNotes(scenario)) options.note?.(note)
  return scenario
}

export interface CheckOptions extends ResolveOptions {
  /** Told of every case that resolves. */
  readonly sound?: ((scenario: Scenario) => void) | undefined
}

/**
 * The mistakes of a scenario in the chosen case, or in any of its cases, each once; none where every case resolves.
 * @throws CodedError `scenario-not-found` or `scenario-unreadable`
 */
export async function checkScenario(nameOrPath: string, options: CheckOptions = {}): Promise<Mistake[]> {
  const { path, text } = await loadShipped(nameOrPath)
  const found = new Map<string, Mistake>()
  const gather = async <T>(attempt: () => T | Promise<T>): Promise<T | undefined> => {
    try {
      return await attempt()
    } catch (error) {
      if (!(error instanceof ScenarioError)) throw error
      for (const mistake of error.mistakes) found.set(formatMistake(mistake), mistake)
      return undefined
    }
  }
  const names = options.case === undefined ? await gather(() => scenarioCases(text, path)) : [{ name: options.case }]
  for (const { name } of names ?? []) {
    const scenario = await gather(() => resolveScenario(nameOrPath, { ...options, case: name }))
    if (scenario !== undefined) options.sound?.(scenario)
  }
  return inFileOrder([...found.values()])
}
