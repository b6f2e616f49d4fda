import { Command } from 'commander'
import { addAuction } from './command/auction.js'
import { addCommunity } from './command/community/community.js'
import { addInit } from './command/community/init.js'
import { addJoin } from './command/community/join.js'
import { addConfig } from './command/config.js'
import { addDemo } from './command/demo.js'
import { addExplain } from './command/explain.js'
import { addBackup, addBugReport, addLedger } from './command/ledger/ledger.js'
import { addHousehold } from './command/node/household.js'
import { addMarket } from './command/node/market.js'
import { addNode } from './command/node/node.js'
import { addPeers } from './command/node/peers.js'
import { addReport } from './command/report.js'
import { addSim } from './command/sim.js'
import { addVerify } from './command/verify.js'
import { EXIT, type ExitCode } from './exit-code.js'
import { reportFailure } from './failure.js'
import type { Terminal } from './terminal/terminal.js'
import { cliVersion } from './version.js'

/** What a command may use of the outside. */
export interface Context {
  readonly terminal: Terminal
  /** Fires on Ctrl-C. */
  readonly signal: AbortSignal
}

/**
 * Adds its command; the work returns the exit code. It is imported when it is asked for: clearing a book must not wait
 * until a simulator is loaded.
 */
export type AddCommand = (program: Command, context: Context, run: RunAction) => void

/** Wraps the work of a command so that its exit code reaches the caller. */
export type RunAction = <A extends unknown[]>(work: (...args: A) => Promise<ExitCode>) => (...args: A) => Promise<void>

const COMMANDS: readonly AddCommand[] = [
  addDemo,
  addSim,
  addVerify,
  addExplain,
  addReport,
  addAuction,
  addConfig,
  addInit,
  addCommunity,
  addJoin,
  addNode,
  addMarket,
  addPeers,
  addHousehold,
  addLedger,
  addBackup,
  addBugReport,
]

const EXIT_CODES = `
Exit codes: 0 ok, 1 unexpected, 2 usage, config, scenario, book or folder,
3 no node answers, 4 not authorised, 5 an invariant does not hold, 6 refused,
7 verify differs, 75 not ready yet, 130 interrupted.
Data goes to stdout, progress and messages to stderr.
JAZZGRID_DEBUG=1 adds stacks.`

/** Run one command line, without the name of the program. Never throws. */
export async function runCommand(argv: readonly string[], context: Context): Promise<ExitCode> {
  let code: ExitCode = EXIT.ok
  const run: RunAction =
    (work) =>
    async (...args) => {
      code = await work(...args)
    }
  try {
    await program(context, run).parseAsync([...argv], { from: 'user' })
    return code
  } catch (failure) {
    return reportFailure(failure, context.terminal)
  }
}

function program(context: Context, run: RunAction): Command {
  const { terminal } = context
  const root = new Command('jazzgrid')
    .description('An electricity market without a conductor: run communities, look into what they did, clear books.')
    .version(cliVersion(), '-V, --version')
    .showHelpAfterError('(add --help for what the command takes)')
    .addHelpText('after', EXIT_CODES)
    .exitOverride()
    .configureOutput({
      writeOut: (text) => terminal.out(text),
      writeErr: (text) => terminal.err(text),
      getOutHelpWidth: () => terminal.output.columns,
      getErrHelpWidth: () => terminal.columns,
    })
  for (const add of COMMANDS) add(root, context, run)
  return root
}
