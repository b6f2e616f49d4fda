import type { Command } from 'commander'
import { InvalidArgumentError } from 'commander'
import type { Context, RunAction } from '../../program.js'
import { repeated, wholeNumber } from '../node/node-option.js'

export interface InitChoice {
  readonly listen: readonly string[]
  readonly apiPort: number
  readonly json?: true
}

export function addInit(program: Command, { terminal }: Context, run: RunAction): void {
  program
    .command('init')
    .description('make the data folder of a new node: a key of its own, and settings')
    .argument('<folder>', 'that is not there yet, or empty')
    .addOption(repeated('--listen <multiaddr>', 'where members reach it (/ip4/0.0.0.0/tcp/4001)', multiaddr))
    .option('--api-port <port>', 'of the local API', wholeNumber(0, 65_535), 7321)
    .option('--json', 'print one JSON object')
    .addHelpText('after', '\nExample: jazzgrid init home')
    .action(
      run(async (folder: string, choice: InitChoice) =>
        (await import('../../work/community/init.js')).init(folder, choice, terminal),
      ),
    )
}

export function multiaddr(text: string, earlier: readonly string[]): string[] {
  if (/^\/(ip4|ip6|dns|dns4|dns6)\/[^/\s]+\/(tcp|udp)\/\d{1,5}(\/[^\s]*)?$/.test(text)) return [...earlier, text]
  throw new InvalidArgumentError('It looks like /ip4/192.168.1.11/tcp/4001.')
}
