import type { Command } from 'commander'
import type { Context, RunAction } from '../../program.js'
import { filled } from '../scenario-option.js'
import { askingNode, type NodeChoice, wholeNumber } from './node-option.js'

export interface BookChoice extends NodeChoice {
  readonly slot?: string
  readonly watch?: true
}

export interface TradesChoice extends NodeChoice {
  readonly slot?: string
  readonly own?: true
  readonly from?: string
  readonly to?: string
  readonly after?: string
  readonly limit?: number
}

export function addMarket(program: Command, context: Context, run: RunAction): void {
  const work = () => import('../../work/node/market.js')
  askingNode(
    program
      .command('book')
      .description('the order books of a running node: bids and offers by slot')
      .option('--slot <time>', 'one slot, such as 18:00', filled)
      .option('-w, --watch', 'again after every round, until Ctrl-C; with --json one object a line'),
    'book --watch',
  ).action(run(async (choice: BookChoice) => (await work()).book(choice, context)))
  askingNode(
    program
      .command('trades')
      .description('what was traded, as a running node remembers it')
      .option('--slot <time>', 'for delivery in this slot', filled)
      .option('--from <time>', 'for delivery from this slot on', filled)
      .option('--to <time>', 'for delivery before this slot', filled)
      .option('--own', 'only those of its own account')
      .option('--after <place>', 'go on where the last answer ended', filled)
      .option('--limit <number>', 'at most so many (200 if not given)', wholeNumber(1, 2000)),
    'trades --own --slot 18:00',
  ).action(run(async (choice: TradesChoice) => (await work()).trades(choice, context.terminal)))
}
