import { type Command, InvalidArgumentError, Option } from 'commander'
import type { Context, RunAction } from '../program.js'
import { filled } from './scenario-option.js'

export interface PeersChoice {
  readonly peers: number
  readonly speed: number
  readonly hours: number
  /** Index of the peer that is killed and started again. */
  readonly kill?: number
  readonly seed?: string
  readonly out?: string
  readonly json?: true
}

export function addNode(program: Command, context: Context, run: RunAction): void {
  const command = program.command('node').description('peers: nodes that agree without a server')
  command
    .command('demo')
    .description('start peers as processes on this machine and watch them trade misono-day among themselves')
    .addOption(number('--peers <number>', 'how many sites, each a process', 1, 11).default(5))
    .addOption(number('--speed <factor>', 'how much faster than the wall time runs', 1, 1200).default(600))
    .addOption(number('--hours <number>', 'how much of the day', 1, 24).default(24))
    .addOption(number('--kill <peer>', 'kill -9 this peer (counted from 0) after a third, and let it come back', 0, 10))
    .option('-s, --seed <seed>', 'another day of the same community: any text', filled)
    .option('-o, --out <folder>', 'where keys and ledgers go (runs/peers if not given)', filled)
    .option('--json', 'print one JSON object instead of the summary')
    .action(
      run(async (choice: PeersChoice) => (await import('../work/peers/peers-demo.js')).peersDemo(choice, context)),
    )
  command
    .command('run')
    .description('run the peer of a folder until its input ends; prints one JSON object a line')
    .argument('<folder>', 'made by `node demo`: key, genesis, settings and ledger of a peer')
    .action(run(async (folder: string) => (await import('../work/peers/peer-run.js')).peerRun(folder, context)))
}

function number(flags: string, what: string, least: number, most: number): Option {
  return new Option(flags, `${what} (${least} to ${most})`).argParser((text) => {
    const value = Number(text)
    if (!(Number.isInteger(value) && value >= least && value <= most)) {
      throw new InvalidArgumentError(`It is a whole number from ${least} to ${most}.`)
    }
    return value
  })
}
