import type { EvidenceBody, Intake, Replica, SyncHost } from '@jazzgrid/ledger'
import { hexToBytes } from '@noble/hashes/utils.js'
import type { Council } from '../../council/council.js'

/** What the sessions of a peer have in common. */
export interface SessionTerms {
  /** First 8 bytes of the id of the genesis. */
  readonly network: Uint8Array
  readonly replica: Replica
  readonly council: Council
  /** What neighbours should see against others. */
  readonly proofs: () => EvidenceBody[]
}

/** The peer as one session sees it. */
export const sessionHost = (
  { network, replica, council, proofs }: SessionTerms,
  takeIn: (wires: readonly Uint8Array[]) => Intake,
): SyncHost => ({
  network,
  takeIn,
  replica: {
    proofs,
    frontier: () => replica.frontier(),
    lacking: (name) => replica.lacking(name),
    certifiedUpTo: (account, incarnation) => replica.certifiedUpTo(account, incarnation),
    open: (account, incarnation, from, to) => replica.open(account, incarnation, from, to),
    find: (position, id) => replica.find(position, id),
  },
  standing() {
    const { height, certificate } = council.state
    return { height, certificate: hexToBytes(certificate).slice(0, 8) }
  },
})
