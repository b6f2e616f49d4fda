import type { Certificates, LedgerReport } from '@jazzgrid/node/api'
import { LocalTime } from '@jazzgrid/sim'
import { textTable } from '../terminal/text-table.js'

/** What a node's ledger holds. */
export function ledgerText(ledger: LedgerReport, { certificates }: Certificates, zone: string): string {
  const local = new LocalTime(zone)
  const { first_height, last_height } = ledger.certificates
  const lines = [
    `community  ${ledger.genesis}`,
    `height     ${ledger.height}, round of ${local.stamp(ledger.at_ms)}`,
    `id         ${ledger.certificate}`,
    `held       certificates ${first_height} to ${last_height}`,
    '',
    textTable(
      ['account', 'incarnation', 'certified', 'open', 'newest'],
      ledger.tips.map(({ account, incarnation, seq, open, id }) => [account, incarnation, seq, open, id.slice(0, 16)]),
    ),
  ]
  if (certificates.length > 0) {
    const rows = certificates.map(({ height, at_ms, id, state_root, signers, trades }) => [
      height,
      local.stamp(at_ms),
      id.slice(0, 12),
      state_root.slice(0, 12),
      signers?.join(' ') ?? '',
      trades ?? '',
    ])
    lines.push('', textTable(['height', 'round', 'certificate', 'state root', 'signed by', 'trades'], rows))
  }
  return lines.join('\n')
}
