import { genesisFaults, networkOf, type SignedGenesis } from '@jazzgrid/consensus'
import {
  auditChain,
  type ChainTerms,
  LARGEST_SEQ,
  type LedgerStore,
  type Position,
  readEntry,
  type SignatureScheme,
  type Tip,
} from '@jazzgrid/ledger'
import { auditCertificates, type CertificateAudit } from './certificate-audit.js'
import type { LedgerFinding } from './ledger-finding.js'

/** Everything that was checked, and what is wrong. */
export interface LedgerAudit extends Omit<CertificateAudit, 'keys'> {
  /** Of accounts and their incarnations. */
  readonly chains: number
  readonly entries: number
  /** Entries after the last certificate: signed, and not decided. */
  readonly open: number
}

/**
 * Check a ledger from its genesis on (from its oldest snapshot where earlier entries were dropped): every certificate, what
 * executing it comes to, and every entry of every chain.
 */
export async function auditLedger(
  store: LedgerStore,
  signed: SignedGenesis,
  scheme: SignatureScheme,
  onHeight?: (height: number, last: number) => void,
): Promise<LedgerAudit> {
  const [detail] = genesisFaults(signed, scheme)
  const { keys, ...certificates } = await auditCertificates(store, signed, scheme, onHeight)
  const findings: LedgerFinding[] = [...certificates.findings]
  if (detail !== undefined) findings.unshift({ fault: 'bad-genesis', place: 'genesis', detail })
  const terms = { network: networkOf(signed.genesis), scheme, keyAt: keys.at.bind(keys) }
  const tips = new Map(certificates.state.tips.map((tip) => [tip.account, tip]))
  const positions = await store.lastPositions()
  let entries = 0
  let open = 0
  for (const last of positions) {
    const base = certificates.from > 0 ? await baseOf(store, last) : undefined
    const wires = counted(store.chain(last.account, last.incarnation, 1, LARGEST_SEQ), () => entries++)
    const wrong = await chainFinding(wires, { ...terms, ...(base && { base }) }, last)
    if (wrong !== undefined) findings.push(wrong)
    const tip = tips.get(last.account) ?? { incarnation: 0, seq: 0 }
    if (last.incarnation === tip.incarnation) open += Math.max(0, last.seq - tip.seq)
    else if (last.incarnation > tip.incarnation) open += last.seq
  }
  for (const tip of tips.values()) if (!(await isHeld(store, tip))) findings.push(lost(tip))
  return { ...certificates, findings, chains: positions.length, entries, open }
}

async function chainFinding(
  wires: AsyncIterable<Uint8Array>,
  terms: ChainTerms,
  { account, incarnation }: Position,
): Promise<LedgerFinding | undefined> {
  const audit = await auditChain(wires, terms)
  if (audit.kind === 'sound') return undefined
  const place = placeOf(audit.position ?? { account, incarnation, seq: (terms.base?.seq ?? 0) + audit.index + 1 })
  return { fault: audit.fault === 'fork' ? 'forked-chain' : 'broken-chain', place, detail: audit.fault }
}

/** Where a chain begins whose older entries were dropped: the entry that the first one that is held stands on. */
async function baseOf(store: LedgerStore, { account, incarnation }: Position): Promise<Tip | undefined> {
  for await (const wire of store.chain(account, incarnation, 1, LARGEST_SEQ)) {
    const first = readEntry(wire)
    if ('reason' in first || first.seq === 1) return undefined
    return { account, incarnation, seq: first.seq - 1, id: first.prev }
  }
  return undefined
}

async function isHeld(store: LedgerStore, tip: Position & { readonly id: string }): Promise<boolean> {
  const held = (await store.at(tip)).map(readEntry)
  return held.some((entry) => !('reason' in entry) && Buffer.from(entry.id).toString('hex') === tip.id)
}

const lost = (tip: Position): LedgerFinding => ({
  fault: 'lost-tip',
  place: placeOf(tip),
  detail: 'it is certified, and not held',
})

const placeOf = ({ account, incarnation, seq }: Position): string =>
  `account ${account}, ${incarnation === 0 ? '' : `incarnation ${incarnation}, `}entry ${seq}`

async function* counted(wires: AsyncIterable<Uint8Array>, count: () => void): AsyncGenerator<Uint8Array> {
  for await (const wire of wires) {
    count()
    yield wire
  }
}
