import type { Command } from 'commander'
import type { Context, RunAction } from '../../program.js'
import { askingNode, type NodeChoice, wholeNumber } from '../node/node-option.js'
import { filled } from '../scenario-option.js'

export interface InspectChoice extends NodeChoice {
  readonly certificates: number
}

export interface VerifyLedgerChoice extends NodeChoice {
  readonly backup?: string
}

const VERIFY = `
The ledger of a running node is read through its API, that of a stopped one
from its data folder. Exit code 5 where anything does not hold.`

export function addLedger(program: Command, context: Context, run: RunAction): void {
  const ledger = program.command('ledger').description('what a node has signed and received, and whether it holds')
  askingNode(
    ledger
      .command('inspect')
      .description('heights, chains and the newest certificates')
      .option('--certificates <number>', 'how many of the newest', wholeNumber(0, 1000), 10),
    'ledger inspect --folder homes/h1',
  ).action(
    run(async (choice: InspectChoice) =>
      (await import('../../work/ledger/inspect.js')).inspect(choice, context.terminal),
    ),
  )
  askingNode(
    ledger
      .command('verify')
      .description('execute every certificate again and check every signature')
      .option('--backup <file>', 'the ledger in a backup', filled)
      .addHelpText('after', VERIFY),
    'ledger verify --folder homes/h1',
  ).action(
    run(async (choice: VerifyLedgerChoice) =>
      (await import('../../work/ledger/verify-ledger.js')).verifyLedger(choice, context),
    ),
  )
}

export interface RestoreChoice {
  readonly folder: string
  readonly beginAnew?: true
  readonly json?: true
}

export interface BackupChoice extends NodeChoice {
  readonly withoutKey?: true
}

const RESTORE = `
Whoever signs twice for one place is suspended for good, so a restored node asks
the other members what it has signed since the backup before it signs anything.
A home that decides alone has nobody to ask: with --begin-anew its chain begins
again, under the next incarnation. Do that once a backup.`

export function addBackup(program: Command, context: Context, run: RunAction): void {
  const backup = program.command('backup').description('keep a copy of a node, and bring it back')
  askingNode(
    backup
      .command('create')
      .description('write settings, key, genesis and ledger into one file; the node may run')
      .argument('<file>', 'that is not there yet; it holds the key: keep it as you keep the key')
      .option('--without-key', 'the key is kept elsewhere'),
    'backup create home.backup --folder home',
  ).action(
    run(async (file: string, choice: BackupChoice) =>
      (await import('../../work/ledger/backup.js')).createBackup(file, choice, context),
    ),
  )
  backup
    .command('restore')
    .description('make a data folder from a backup; the old node must not run any more')
    .argument('<file>', 'written by backup create')
    .requiredOption('-d, --folder <folder>', 'that is not there yet, or empty', filled)
    .option('--begin-anew', 'of a home that decides alone: begin the next incarnation')
    .option('--json', 'print one JSON object')
    .addHelpText('after', `${RESTORE}\n\nExample: jazzgrid backup restore home.backup --folder home-again`)
    .action(
      run(async (file: string, choice: RestoreChoice) =>
        (await import('../../work/ledger/restore.js')).restoreBackup(file, choice, context),
      ),
    )
}

export interface BugReportChoice extends NodeChoice {
  readonly out?: string
}

export function addBugReport(program: Command, context: Context, run: RunAction): void {
  askingNode(
    program
      .command('bugreport')
      .description('collect what helps to find a fault into a folder, without keys and tokens')
      .option('-o, --out <folder>', 'that is not there yet (bugreport-<time> if not given)', filled),
    'bugreport --folder homes/h1',
  ).action(
    run(async (choice: BugReportChoice) =>
      (await import('../../work/ledger/bug-report.js')).bugReport(choice, context.terminal),
    ),
  )
}
