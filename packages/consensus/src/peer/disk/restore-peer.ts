import {
  decodeBody,
  LARGEST_ACCOUNT,
  LARGEST_SEQ,
  type LedgerStore,
  Replica,
  type Run,
  type SignatureScheme,
  sameBytes,
} from '@jazzgrid/ledger'
import { hexToBytes } from '@noble/hashes/utils.js'
import { verifyCertificate } from '../../certificate/certificate.js'
import { Council } from '../../council/council.js'
import { type Decision, decodeDecision } from '../../council/decision.js'
import type { Outcome } from '../../council/outcome.js'
import { type Accusation, isAccusation } from '../../execution/conviction.js'
import { type Genesis, networkOf } from '../../genesis/genesis.js'
import { validatorsOf } from '../../membership/validators-of.js'
import { type Horizon, readHorizon } from '../../snapshot/pruning.js'
import { decodeSnapshot, type Snapshot, stateOf } from '../../snapshot/snapshot.js'
import { type CommunityState, frontierOf, rosterOf, stateAtGenesis } from '../../state/community-state.js'
import { decodeHandover } from '../../trust/handover.js'
import { Succession } from '../../trust/succession.js'
import { checkpointBefore, type TrustedPoint, trustInGenesis } from '../../trust/trusted-point.js'
import { decodePledgeRecord, type PledgeRecord } from './pledge-record.js'

/** Where a peer goes on: see `PeerOptions`. */
export interface Restored {
  readonly state: CommunityState
  readonly replica: Replica
  /** Who decided which heights, and what to tell newcomers. */
  readonly succession: Succession
  readonly checkpoint: TrustedPoint
  readonly pledged?: PledgeRecord
  /** Against members, whoever they are now. */
  readonly proofs: readonly Accusation[]
}

export interface RestoreOptions {
  /** Heights done of those that the disk holds. */
  readonly onProgress?: (height: number, last: number) => void
  /** Hears every round that is executed again, in order. */
  readonly onOutcome?: (outcome: Outcome) => void
  /** Begin at the genesis, whatever snapshots there are, so that every round is executed again; unless some are gone. */
  readonly whole?: boolean
}

/**
 * Read from the disk where a peer stood: the newest snapshot, the decisions since, executed again, and the open entries.
 * Everything is checked as if a stranger had sent it, for a disk may lose the end of what was written; what does not fit is
 * left out, and neighbours bring it again.
 */
export async function restorePeer(
  store: LedgerStore,
  genesis: Genesis,
  scheme: SignatureScheme,
  { onProgress, onOutcome, whole = false }: RestoreOptions = {},
): Promise<Restored> {
  const network = networkOf(genesis)
  const horizon = await readHorizon(store)
  const isWhole = whole && horizon.height === 0
  const newest = await newestSnapshot(store, genesis, scheme)
  const start = isWhole || newest === undefined ? stateAtGenesis(genesis) : newest.state
  const replica = new Replica({ network, roster: rosterOf(start), scheme, certified: frontierOf(start) })
  const council = new Council({ genesis, scheme, replica, state: start, now: () => 0 })
  const [last] = (await store.lastRecord('decision')) ?? [start.height]
  for await (const [height, bytes] of store.records('decision', start.height + 1, last)) {
    const decision = decodeDecision(bytes)
    const outcome = decision && (await replay(store, replica, council, decision, scheme))
    if (outcome === undefined) break
    onOutcome?.(outcome)
    onProgress?.(height, last)
  }
  const { state } = council
  await readOpen(store, replica)
  const pledged = await store.record('pledge', state.height + 1)
  const proofs = await readProofs(store)
  const succession = await readSuccession(store, genesis, state, horizon)
  const { height, previous } = newest?.snapshot.certificate.value ?? { height: 0, previous: new Uint8Array() }
  const checkpoint = checkpointBefore(height, previous)
  return { state, replica, proofs, succession, checkpoint, ...(pledged && { pledged: decodePledgeRecord(pledged) }) }
}

/** The newest snapshot that holds, for a disk may have lost one, or have it bent. */
async function newestSnapshot(
  store: LedgerStore,
  genesis: Genesis,
  scheme: SignatureScheme,
): Promise<{ readonly snapshot: Snapshot; readonly state: CommunityState } | undefined> {
  let newest: { readonly snapshot: Snapshot; readonly state: CommunityState } | undefined
  for await (const [, bytes] of store.records('snapshot', 1, Number.MAX_SAFE_INTEGER)) {
    const snapshot = decodeSnapshot(bytes, genesis.faultModel)
    const state = snapshot && stateOf(snapshot, scheme)
    if (snapshot !== undefined && state !== undefined) newest = { snapshot, state }
  }
  return newest
}

/** Who decided which heights, as far as this peer can show it to others. */
async function readSuccession(
  store: LedgerStore,
  genesis: Genesis,
  { height, members }: CommunityState,
  { since }: Horizon,
): Promise<Succession> {
  let succession = since === 0 ? new Succession(0, trustInGenesis(genesis).validators) : undefined
  for await (const [number, bytes] of store.records('handover', since, height)) {
    const handover = decodeHandover(bytes, genesis.faultModel)
    if (handover === undefined) break
    if (succession === undefined) succession = new Succession(number, handover.validators)
    else succession.handOver(number, handover.validators)
  }
  const present = validatorsOf(genesis, members)
  const isWhole = succession !== undefined && sameBytes(succession.present.hash, present.hash)
  return isWhole ? succession! : new Succession(height, present)
}

async function replay(
  store: LedgerStore,
  replica: Replica,
  council: Council,
  { certificate, runs }: Decision,
  scheme: SignatureScheme,
): Promise<Outcome | undefined> {
  if (!sameBytes(certificate.value.previous, hexToBytes(council.state.certificate))) return undefined
  if (runs === undefined || !verifyCertificate(certificate, council.validators, scheme)) return undefined
  for (const run of runs) await readRun(store, replica, run)
  const outcome = council.replay(certificate, runs)
  if (typeof outcome !== 'object' || !('value' in outcome)) return undefined
  council.commit(outcome, certificate)
  return outcome
}

async function readRun(store: LedgerStore, replica: Replica, { account, incarnation, from, ids }: Run): Promise<void> {
  const isCertified = (id: Uint8Array) => ids.some((other) => sameBytes(other, id))
  for await (const wire of store.chain(account, incarnation, from, from + ids.length - 1)) {
    replica.receive(wire, isCertified)
  }
}

async function readProofs(store: LedgerStore): Promise<Accusation[]> {
  const proofs: Accusation[] = []
  for await (const [, bytes] of store.records('proof', 0, LARGEST_ACCOUNT)) {
    const body = decodeBody(bytes)
    if (body !== undefined && isAccusation(body)) proofs.push(body)
  }
  return proofs
}

/** What no certificate covers yet, of the incarnation that is certified and of one that was begun since. */
async function readOpen(store: LedgerStore, replica: Replica): Promise<void> {
  const certified = new Map(replica.certified().map((tip) => [tip.account, tip]))
  for (const { account, incarnation } of await store.lastPositions()) {
    const tip = certified.get(account)
    if (incarnation < (tip?.incarnation ?? 0)) continue
    const from = incarnation === tip?.incarnation ? tip.seq + 1 : 1
    for await (const wire of store.chain(account, incarnation, from, LARGEST_SEQ)) replica.receive(wire)
  }
}
