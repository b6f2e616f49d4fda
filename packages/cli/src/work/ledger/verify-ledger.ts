import { stateRoot } from '@jazzgrid/consensus'
import { opensslScheme } from '@jazzgrid/ledger/openssl'
import type { VerifyLedgerChoice } from '../../command/ledger/ledger.js'
import { EXIT, type ExitCode } from '../../exit-code.js'
import { auditLedger, type LedgerAudit } from '../../ledger/ledger-audit.js'
import type { Context } from '../../program.js'
import { openBackup, openLedger } from './ledger-source.js'

/** Heights between two lines of progress. */
const STRIDE = 500

/** Execute a ledger again from its genesis; 5 where anything in it does not hold. */
export async function verifyLedger(choice: VerifyLedgerChoice, { terminal }: Context): Promise<ExitCode> {
  const { backup, json } = choice
  const source = await (backup === undefined ? openLedger(choice, terminal) : openBackup(backup))
  try {
    const audit = await auditLedger(source.store, source.genesis, opensslScheme(), (height, last) => {
      if (height % STRIDE === 0) terminal.err(`height ${height} of ${last}\n`)
    })
    const { state, ...found } = audit
    const root = Buffer.from(stateRoot(state)).toString('hex')
    const sound = audit.findings.length === 0
    const result = { schema: 'jazzgrid/ledger-verification@1', source: source.from, sound, ...found, state_root: root }
    terminal.out(json ? `${JSON.stringify({ ...result, certificate: state.certificate })}\n` : verdictText(audit, root))
    return sound ? EXIT.ok : EXIT.invariant
  } finally {
    await source.close()
  }
}

function verdictText(audit: LedgerAudit, root: string): string {
  const { from, height, entries, chains, open, snapshots, findings, state } = audit
  const start = from === 0 ? 'the genesis' : `the snapshot of height ${from}`
  const lines = [
    `${findings.length === 0 ? 'sound' : 'NOT SOUND'}  heights ${from + 1} to ${height}, executed again from ${start}`,
    `entries     ${entries} in ${chains} chains, ${open} of them not decided yet`,
    `snapshots   ${snapshots} compared`,
    `certificate ${state.certificate}`,
    `state root  ${root}`,
    ...findings.map(({ fault, place, detail }) => `! ${fault} at ${place}: ${detail}`),
  ]
  return `${lines.join('\n')}\n`
}
