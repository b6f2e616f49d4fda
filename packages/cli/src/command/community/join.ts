import type { Command } from 'commander'
import type { Context, RunAction } from '../../program.js'
import { repeated, wholeNumber } from '../node/node-option.js'
import { filled } from '../scenario-option.js'
import { multiaddr } from './init.js'

export interface JoinChoice {
  readonly folder: string
  readonly listen: readonly string[]
  readonly apiPort: number
  readonly scenario?: string
  readonly site?: string
  readonly case?: string
  readonly seed?: string
  readonly json?: true
}

const EXAMPLE = `
The invitation is a key: hand it over in a file or by stdin (-), so that it is
not in the list of processes. Run again with its folder, it goes on waiting.

Example: jazzgrid join invite.txt --folder home`

export function addJoin(program: Command, context: Context, run: RunAction): void {
  program
    .command('join')
    .description('come into a community: make a data folder, fetch the genesis, wait until admitted')
    .argument('<invitation>', 'a file that holds it, - for stdin, or the text itself')
    .option('-d, --folder <folder>', 'data folder to make', filled, 'home')
    .addOption(repeated('--listen <multiaddr>', 'where members reach it (/ip4/0.0.0.0/tcp/4001)', multiaddr))
    .option('--api-port <port>', 'of the local API', wholeNumber(0, 65_535), 7321)
    .option('--scenario <name>', 'laboratory: the scenario of its simulated site', filled)
    .option('--site <name>', 'laboratory: the site of that scenario', filled)
    .option('--case <name>', 'laboratory: a case of the scenario', filled)
    .option('--seed <seed>', 'laboratory: another day of it', filled)
    .option('--json', 'print one JSON object')
    .addHelpText('after', EXAMPLE)
    .action(
      run(async (invitation: string, choice: JoinChoice) =>
        (await import('../../work/community/join.js')).join(invitation, choice, context),
      ),
    )
}
