import { type Command, InvalidArgumentError, Option } from 'commander'
import type { Context, RunAction } from '../../program.js'
import { filled } from '../scenario-option.js'
import { addCondition } from './condition.js'
import { addStart } from './start.js'

export interface PeersChoice {
  readonly peers: number
  readonly speed: number
  readonly hours: number
  /** The peers that are killed and started again, by their place. */
  readonly kill?: readonly number[]
  readonly seed?: string
  readonly out?: string
  readonly json?: true
}

export function addNode(program: Command, context: Context, run: RunAction): void {
  const command = program.command('node').description('peers: nodes that agree without a server')
  const start = () => import('../../work/node/node-start.js')
  addStart(command, context, run)
  addCondition(command, context, run)
  command
    .command('demo')
    .description('start peers as processes on this machine and watch them trade misono-day among themselves')
    .addOption(number('--peers <number>', 'how many sites, each a process', 1, 11).default(5))
    .addOption(number('--speed <factor>', 'how much faster than the wall time runs', 1, 1200).default(600))
    .addOption(number('--hours <number>', 'how much of the day', 1, 24).default(24))
    .option(
      '--kill <peers>',
      'kill -9 these (as 2 or 2,3; counted from 1) after a third; they come back one by one',
      places,
    )
    .option('-s, --seed <seed>', 'another day of the same community: any text', filled)
    .option('-o, --out <folder>', 'where keys and ledgers go (runs/peers if not given)', filled)
    .option('--json', 'print one JSON object instead of the summary')
    .action(
      run(async (choice: PeersChoice) => (await import('../../work/peers/peers-demo.js')).peersDemo(choice, context)),
    )
  command
    .command('run')
    .description('run the node of a folder until its input ends; prints one JSON object a line')
    .argument('<folder>', 'data folder of a node: key, genesis, settings and ledger')
    .action(run(async (folder: string) => (await start()).nodeStart(folder, { events: true }, context)))
}

function places(text: string): number[] {
  const found = text.split(',').map(Number)
  if (
    found.some((place) => !Number.isInteger(place) || place < 1 || place > 11) ||
    new Set(found).size < found.length
  ) {
    throw new InvalidArgumentError('It names peers by their places, as 2 or 2,3.')
  }
  return found.map((place) => place - 1)
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
