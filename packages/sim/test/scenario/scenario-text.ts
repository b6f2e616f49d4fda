import { ScenarioError } from '../../src/scenario/mistake.js'
import type { Variant } from '../../src/scenario/parse-scenario.js'
import { resolveScenarioText } from '../../src/scenario/resolve-scenario.js'

/** The mistakes of a scenario in a file `town.yaml`, each as its line of the message; none where it resolves. */
export const mistakesOf = async (text: string, variant: Variant = {}): Promise<string[]> => {
  try {
    await resolveScenarioText(text, 'town.yaml', variant)
  } catch (error) {
    if (!(error instanceof ScenarioError)) throw error
    return error.message
      .split('\n')
      .slice(1)
      .map((line) => line.trim())
  }
  return []
}

export const head = 'name: town\n'
/** One home with a battery. */
export const sites = 'sites: [{ name: h1, devices: [{ kind: battery }] }]\n'
