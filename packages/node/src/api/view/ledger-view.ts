import { type Certificate, certificateId, decodeDecision, genesisId, networkOf, positionsIn } from '@jazzgrid/consensus'
import { hexOf } from '../../hex.js'
import type { CertificateReport, Certificates, LedgerReport } from '../contract/community-report.js'
import type { LiveNode } from '../live-node.js'

export async function ledgerView({ genesis, node }: LiveNode): Promise<LedgerReport> {
  const { state, replica } = node.host.peer
  const certified = new Map(state.tips.map((tip) => [tip.account, tip]))
  let first = 0
  for await (const [height] of node.store.records('decision', 1, Number.MAX_SAFE_INTEGER)) {
    first = height
    break
  }
  return {
    schema: 'jazzgrid/ledger@1',
    network: hexOf(networkOf(genesis)),
    genesis: hexOf(genesisId(genesis)),
    height: state.height,
    certificate: state.certificate,
    at_ms: state.at,
    tips: state.members.flatMap(({ account }) => {
      const tip = certified.get(account)
      const held = replica.tip(account)
      const beyond = held === undefined ? 0 : held.seq - (held.incarnation === tip?.incarnation ? tip.seq : 0)
      if (tip !== undefined) return [{ ...tip, open: Math.max(0, beyond) }]
      return held === undefined
        ? []
        : [{ account, incarnation: held.incarnation, seq: 0, id: '', open: Math.max(0, beyond) }]
    }),
    certificates: { first_height: first, last_height: state.height },
  }
}

/** @param from to heights, both included. */
export async function certificatesView(live: LiveNode, from: number, to: number): Promise<Certificates> {
  const trades = new Map<number, number>()
  for (const { height } of live.journal.trades) trades.set(height, (trades.get(height) ?? 0) + 1)
  const certificates: CertificateReport[] = []
  for await (const [height, bytes] of live.node.store.records('decision', from, to)) {
    const decision = decodeDecision(bytes)
    if (decision === undefined) continue
    const isHeld = live.journal.firstHeight > 0 && height >= live.journal.firstHeight
    certificates.push(
      reportOf(decision.certificate, live.journal.validatorsAt(height), isHeld ? (trades.get(height) ?? 0) : null),
    )
  }
  return { schema: 'jazzgrid/certificates@1', certificates }
}

function reportOf(
  certificate: Certificate,
  validators: readonly number[] | undefined,
  trades: number | null,
): CertificateReport {
  const { value, precommits } = certificate
  return {
    height: value.height,
    id: hexOf(certificateId(certificate)),
    at_ms: value.at,
    previous: hexOf(value.previous),
    result_root: hexOf(value.resultRoot),
    state_root: hexOf(value.stateRoot),
    signers:
      validators === undefined
        ? null
        : (positionsIn(precommits.signers, validators.length)?.map((position) => validators[position]) ?? null),
    trades,
  }
}
