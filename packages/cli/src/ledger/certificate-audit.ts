import {
  type CommunityState,
  Council,
  canonicalBytes,
  type Decision,
  decodeDecision,
  decodeSnapshot,
  frontierOf,
  networkOf,
  type Plain,
  rosterOf,
  type SignedGenesis,
  stateAtGenesis,
  stateOf,
  verifyCertificate,
} from '@jazzgrid/consensus'
import { type LedgerStore, Replica, type SignatureScheme, sameBytes } from '@jazzgrid/ledger'
import { AccountKeys } from './account-keys.js'
import type { LedgerFault, LedgerFinding } from './ledger-finding.js'

/** What executing the certificates of a ledger again came to. */
export interface CertificateAudit {
  /** Height from which it was executed: 0 is the genesis, otherwise that of the oldest snapshot. */
  readonly from: number
  /** The last height that holds. */
  readonly height: number
  /** The highest that is on the disk. */
  readonly last: number
  readonly snapshots: number
  /** As of `height`. */
  readonly state: CommunityState
  readonly keys: AccountKeys
  readonly findings: readonly LedgerFinding[]
}

/**
 * Check every certificate of a ledger as if a stranger had sent it, and execute it again: signatures of a quorum, its place
 * in the succession, the entries that it takes in, and the roots that it names. Ends at the first that does not hold, since
 * nothing after it can be known.
 * @param onHeight hears of every height that holds.
 */
export async function auditCertificates(
  store: LedgerStore,
  { genesis }: SignedGenesis,
  scheme: SignatureScheme,
  onHeight: (height: number, last: number) => void = () => {},
): Promise<CertificateAudit> {
  const start = await baseOf(store, genesis, scheme)
  const replica = new Replica({
    network: networkOf(genesis),
    roster: rosterOf(start),
    scheme,
    certified: frontierOf(start),
  })
  const council = new Council({ genesis, scheme, replica, state: start, now: () => 0 })
  const [last] = (await store.lastRecord('decision')) ?? [start.height]
  const findings: LedgerFinding[] = []
  const keys = new AccountKeys()
  keys.note(start.members)
  let snapshots = 0
  for await (const [height, bytes] of store.records('decision', start.height + 1, last)) {
    const wrong = await faultAt(height, bytes, { store, replica, council, scheme, network: networkOf(genesis) })
    if (wrong !== undefined) {
      findings.push(wrong)
      break
    }
    keys.note(council.state.members)
    const snapshot = await store.record('snapshot', height)
    if (snapshot !== undefined) {
      snapshots++
      const held = decodeSnapshot(snapshot, genesis.faultModel)
      const state = held && stateOf(held, scheme)
      if (state === undefined || !sameState(state, council.state)) {
        findings.push(found('other-snapshot', height, 'it is not the state that the certificates lead to'))
      }
    }
    onHeight(height, last)
  }
  const { state } = council
  return { from: start.height, height: state.height, last, snapshots, state, keys, findings }
}

/** The genesis where every entry since is held, and the oldest snapshot where some were dropped. */
async function baseOf(
  store: LedgerStore,
  genesis: SignedGenesis['genesis'],
  scheme: SignatureScheme,
): Promise<CommunityState> {
  const pruned = await store.lastRecord('pruned')
  if (pruned === undefined) return stateAtGenesis(genesis)
  for await (const [, bytes] of store.records('snapshot', pruned[0], Number.MAX_SAFE_INTEGER)) {
    const snapshot = decodeSnapshot(bytes, genesis.faultModel)
    const state = snapshot && stateOf(snapshot, scheme)
    if (state !== undefined) return state
  }
  return stateAtGenesis(genesis)
}

const sameState = (one: CommunityState, other: CommunityState): boolean =>
  sameBytes(canonicalBytes(one as unknown as Plain), canonicalBytes(other as unknown as Plain))

interface Bench {
  readonly store: LedgerStore
  readonly replica: Replica
  readonly council: Council
  readonly scheme: SignatureScheme
  readonly network: Uint8Array
}

async function faultAt(height: number, bytes: Uint8Array, bench: Bench): Promise<LedgerFinding | undefined> {
  const { council, scheme, network } = bench
  const next = council.state.height + 1
  if (height !== next)
    return found('missing-certificate', next, `the next one that is held is that of height ${height}`)
  const decision = decodeDecision(bytes)
  if (decision === undefined)
    return found('unreadable-certificate', height, `${bytes.length} bytes that are no certificate`)
  const { value } = decision.certificate
  if (value.height !== height)
    return found('unreadable-certificate', height, `it says that it is of height ${value.height}`)
  if (!sameBytes(value.network, network)) return found('other-community', height, 'it names another genesis')
  if (hex(value.previous) !== council.state.certificate) {
    return found('broken-succession', height, 'it names another certificate before it than the one that is there')
  }
  const { validators } = council
  if (!verifyCertificate(decision.certificate, validators, scheme)) {
    const needed = `${validators.quorum} of ${validators.members.length} must have signed it`
    return found('unsigned-certificate', height, `${needed}, and they have not`)
  }
  return executeAgain(height, decision, bench)
}

async function executeAgain(
  height: number,
  { certificate, runs }: Decision,
  { store, replica, council }: Bench,
): Promise<LedgerFinding | undefined> {
  if (runs === undefined)
    return found('missing-entries', height, 'they were dropped, and no snapshot stands in for them')
  for (const { account, incarnation, from, ids } of runs) {
    const isCertified = (id: Uint8Array) => ids.some((other) => sameBytes(other, id))
    for await (const wire of store.chain(account, incarnation, from, from + ids.length - 1)) {
      replica.receive(wire, isCertified)
    }
  }
  const outcome = council.replay(certificate, runs)
  if (typeof outcome === 'string')
    return found(outcome === 'other-result' ? 'other-result' : 'other-cut', height, WHY[outcome])
  if ('runs' in outcome && !('value' in outcome)) {
    const [{ account, from }] = outcome.runs
    const count = outcome.runs.reduce((sum, { ids }) => sum + ids.length, 0)
    return found('missing-entries', height, `${count} of its entries, the first of account ${account} at ${from}`)
  }
  council.commit(outcome, certificate)
  return undefined
}

const WHY = {
  'other-height': 'it is not the next one',
  'other-cut': 'the entries listed with it are not those that were certified',
  'other-result': 'executing it again comes to other roots than those that were signed',
} as const

const found = (fault: LedgerFault, height: number, detail: string): LedgerFinding => ({
  fault,
  place: `height ${height}`,
  detail,
})

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex')
