import { resolveScenario } from '@jazzgrid/sim'
import type { Command } from 'commander'
import type { Context, RunAction } from '../program.js'
import { defaultFolder, recordRun } from '../run/recorded-run.js'
import { showResult } from '../run/run-result.js'

const DEMO = 'misono-day'

interface DemoChoice {
  readonly seed?: string
  readonly json?: true
}

export function addDemo(program: Command, context: Context, run: RunAction): void {
  program
    .command('demo')
    .description('watch the community of Urawa-Misono trade for a day, every device an actor')
    .option('-s, --seed <seed>', 'another day of the same community')
    .option('--json', 'print one JSON object instead of the summary')
    .action(
      run(async ({ seed, json }: DemoChoice) => {
        const scenario = await resolveScenario(DEMO, seed === undefined ? {} : { seed })
        const folder = defaultFolder(scenario)
        const order = { scenario, fidelity: 'actor' as const, folder, force: true } // a demo is there to be repeated
        return showResult(await recordRun(order, context), scenario, folder, json === true, context.terminal)
      }),
    )
}
