import type { Command } from 'commander'
import type { Context, RunAction } from '../program.js'
import { filled } from './scenario-option.js'

export interface DemoChoice {
  readonly seed?: string
  readonly json?: true
}

export function addDemo(program: Command, context: Context, run: RunAction): void {
  program
    .command('demo')
    .description('watch the community of Urawa-Misono trade for a day, every device an actor')
    .option('-s, --seed <seed>', 'another day of the same community: any text', filled)
    .option('--json', 'print one JSON object instead of the summary')
    .action(run(async (choice: DemoChoice) => (await import('../work/demo.js')).demo(choice, context)))
}
