import { resolveScenario } from '@jazzgrid/sim'
import { resolveOptions } from '../command/scenario-option.js'
import type { RunChoice } from '../command/sim.js'
import type { ExitCode } from '../exit-code.js'
import type { Context } from '../program.js'
import { defaultFolder, recordRun } from '../run/recorded-run.js'
import { showResult } from '../run/run-result.js'

/** Run a scenario and leave its folder. */
export async function simRun(nameOrPath: string, choice: RunChoice, context: Context): Promise<ExitCode> {
  const scenario = await resolveScenario(nameOrPath, resolveOptions(choice, context.terminal))
  const folder = choice.out ?? defaultFolder(scenario)
  const order = { scenario, fidelity: choice.fidelity, folder, force: choice.force === true }
  return showResult(await recordRun(order, context), scenario, folder, choice.json === true, context.terminal)
}
