import type { EvidenceBody, Intake, Tip } from '@jazzgrid/ledger'
import type { Transferred } from '../history/transfer-desk.js'
import type { PeerEffect, PeerName } from '../peer-effect.js'
import type { RoundEvent } from '../round-event.js'

/** What the desk may do beside asking and answering. */
export interface SyncDeskHost {
  effect(effect: PeerEffect): void
  take(wires: readonly Uint8Array[], from: PeerName): Intake
  events(events: readonly RoundEvent[]): void
  proofs(proofs: readonly EvidenceBody[]): void
  /** A validator's newest entry of this account, where it has one that this peer has not. */
  confirm(by: number, tip: Tip | undefined): void
  /** What this peer trusts is too old to fetch a snapshot by. */
  expired(): void
  /** A snapshot was fetched and holds. */
  leap(to: Transferred): void
}
