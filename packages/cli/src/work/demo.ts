import { resolveScenario } from '@jazzgrid/sim'
import type { DemoChoice } from '../command/demo.js'
import type { ExitCode } from '../exit-code.js'
import type { Context } from '../program.js'
import { defaultFolder, recordRun } from '../run/recorded-run.js'
import { showResult } from '../run/run-result.js'

const DEMO = 'misono-day'

/** The reference day, every device an actor. */
export async function demo({ seed, json }: DemoChoice, context: Context): Promise<ExitCode> {
  const scenario = await resolveScenario(DEMO, seed === undefined ? {} : { seed })
  const folder = defaultFolder(scenario)
  const order = { scenario, fidelity: 'actor' as const, folder, force: true } // a demo is there to be repeated
  return showResult(await recordRun(order, context), scenario, folder, json === true, context.terminal)
}
