import { certificateId, decodeDecision, genesisId, networkOf, positionsIn, restorePeer } from '@jazzgrid/consensus'
import type { LedgerStore } from '@jazzgrid/ledger'
import { opensslScheme } from '@jazzgrid/ledger/openssl'
import { ApiError, type CertificateReport, type Certificates, type LedgerReport } from '@jazzgrid/node/api'
import type { InspectChoice } from '../../command/ledger/ledger.js'
import { EXIT, type ExitCode } from '../../exit-code.js'
import { ledgerText } from '../../node-text/ledger-text.js'
import type { Terminal } from '../../terminal/terminal.js'
import { connect, ownZone, print } from '../node/node-connection.js'
import { type LedgerSource, openLedger } from './ledger-source.js'

interface Inspection {
  readonly schema: 'jazzgrid/ledger-inspection@1'
  readonly ledger: LedgerReport
  readonly certificates: Certificates['certificates']
}

/** What a ledger holds, from a running node or from the folder of a stopped one. */
export async function inspect(choice: InspectChoice, terminal: Terminal): Promise<ExitCode> {
  const found = (await ofNode(choice, terminal)) ?? (await ofFolder(choice, terminal))
  const { ledger, certificates } = found
  const shown: Certificates = { schema: 'jazzgrid/certificates@1', certificates }
  print(found, choice, terminal, () => ledgerText(ledger, shown, ownZone(terminal)))
  return EXIT.ok
}

async function ofNode(choice: InspectChoice, terminal: Terminal): Promise<Inspection | undefined> {
  try {
    const node = await connect(choice, terminal)
    const ledger = await node.ledger()
    const from = Math.max(1, ledger.height - choice.certificates + 1)
    const { certificates } = choice.certificates === 0 ? { certificates: [] } : await node.certificates({ from })
    return { schema: 'jazzgrid/ledger-inspection@1', ledger, certificates }
  } catch (failure) {
    if (choice.url === undefined && failure instanceof ApiError && failure.code === 'unreachable') return undefined
    throw failure
  }
}

async function ofFolder(choice: InspectChoice, terminal: Terminal): Promise<Inspection> {
  const source = await openLedger(choice, terminal)
  try {
    const { genesis } = source.genesis
    const { state, replica } = await restorePeer(source.store, genesis, opensslScheme())
    const { height, certificate, at: at_ms } = state
    const open = new Map(replica.vector().map(({ account, ids }) => [account, ids.length]))
    const tips = state.tips.map((tip) => ({ ...tip, open: open.get(tip.account) ?? 0 }))
    const certificates = await newest(source, height, choice.certificates)
    const held = { first_height: await firstHeld(source.store), last_height: height }
    const ledger: LedgerReport = {
      schema: 'jazzgrid/ledger@1',
      network: hex(networkOf(genesis)),
      genesis: hex(genesisId(genesis)),
      height,
      certificate,
      at_ms,
      tips,
      certificates: held,
    }
    return { schema: 'jazzgrid/ledger-inspection@1', ledger, certificates }
  } finally {
    await source.close()
  }
}

async function firstHeld(store: LedgerStore): Promise<number> {
  for await (const [height] of store.records('decision', 0, Number.MAX_SAFE_INTEGER)) return height
  return 0
}

async function newest({ store }: LedgerSource, height: number, count: number): Promise<CertificateReport[]> {
  const found: CertificateReport[] = []
  for await (const [, bytes] of store.records('decision', Math.max(1, height - count + 1), count === 0 ? 0 : height)) {
    const decision = decodeDecision(bytes)
    if (decision === undefined) continue
    const { value, precommits } = decision.certificate
    found.push({
      height: value.height,
      id: hex(certificateId(decision.certificate)),
      at_ms: value.at,
      previous: hex(value.previous),
      result_root: hex(value.resultRoot),
      state_root: hex(value.stateRoot),
      // by their place among the validators of that height
      signers: positionsIn(precommits.signers, 8 * precommits.signers.length) ?? [],
      trades: null,
    })
  }
  return found
}

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex')
