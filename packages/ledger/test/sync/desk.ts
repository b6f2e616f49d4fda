import type { Tip } from '../../src/chain/frontier.js'
import type { Roster } from '../../src/chain/roster.js'
import type { EvidenceBody } from '../../src/entry/body.js'
import type { Entry, Position } from '../../src/entry/entry.js'
import type { Missing } from '../../src/replica/reception.js'
import type { Replica, ReplicaLimits } from '../../src/replica/replica.js'
import type { Compared } from '../../src/sync/comparison.js'
import type { Intake, SyncAction, SyncHost } from '../../src/sync/sync-action.js'
import { SyncSession } from '../../src/sync/sync-session.js'
import { NETWORK, replicaOf } from '../replica/scribe.js'

const keyOf = ({ account, incarnation, seq }: Position) => `${account}/${incarnation}/${seq}`

/** A peer as far as sync goes: a replica with a store below it, and what its sessions told it. */
export class Desk implements SyncHost {
  readonly network: Uint8Array = NETWORK
  readonly replica: Replica
  readonly stored = new Map<string, Entry>()
  readonly refused: string[] = []
  readonly heard: SyncAction[] = []
  readonly compared: Compared[] = []
  readonly proofs: EvidenceBody[] = []
  readonly blamed: string[] = []
  received = 0
  height = 0

  constructor(accounts = 10, also: { readonly limits?: ReplicaLimits; readonly certified?: readonly Tip[] } = {}) {
    this.replica = replicaOf(accounts, also)
  }

  standing() {
    return { height: this.height, certificate: new Uint8Array(8) }
  }

  write(entries: readonly Entry[]): void {
    this.takeIn(entries.map(({ wire }) => wire))
  }

  takeIn(wires: readonly Uint8Array[]): Intake {
    const missing: Missing[] = []
    const faults: string[] = []
    this.received += wires.length
    for (const wire of wires) {
      const reception = this.replica.receive(wire)
      if (reception.kind === 'parked') missing.push(reception.missing)
      if (reception.kind === 'refused') faults.push(reception.why)
      if (reception.kind === 'forked') this.proofs.push(reception.proof)
    }
    this.refused.push(...faults)
    return { missing, faults }
  }

  certify(tips: readonly Tip[], roster: Roster): void {
    for (const entry of this.replica.certify(tips, roster).entries) this.stored.set(keyOf(entry), entry)
    this.height++
  }

  /** What was certified, from the store. */
  read({ portion }: Extract<SyncAction, { do: 'read' }>): Uint8Array[] {
    const entries: (Entry | undefined)[] = portion.names.map((name) => this.stored.get(keyOf(name)))
    for (const { account, incarnation, from, to } of portion.ranges)
      for (let seq = from; seq <= to; seq++) entries.push(this.stored.get(keyOf({ account, incarnation, seq })))
    return entries.flatMap((entry) => entry?.wire ?? [])
  }
}

/** Two desks and a connection between them. Frames wait in it until `run`. */
export class Link {
  readonly desks: readonly [Desk, Desk]
  readonly sessions: readonly [SyncSession, SyncSession]
  /** Frames on their way to either. */
  readonly #queues: readonly [Uint8Array[], Uint8Array[]] = [[], []]

  constructor(one: Desk, other: Desk) {
    this.desks = [one, other]
    this.sessions = [new SyncSession(one), new SyncSession(other)]
  }

  get bytes(): number {
    return this.sessions[0].traffic.sentBytes + this.sessions[1].traffic.sentBytes
  }

  get isQuiet(): boolean {
    return this.#queues.every(({ length }) => length === 0)
  }

  compare(now: number, by: readonly (0 | 1)[] = [0, 1]): void {
    for (const side of by) this.#do(side, this.sessions[side].compare(now), now)
  }

  /** Carry frames both ways, at most so many. @returns how many. */
  run(now: number, most = 100_000): number {
    for (let carried = 0; carried < most; carried++) {
      const side = this.#queues[0].length > this.#queues[1].length ? 0 : 1
      const frame = this.#queues[side].shift()
      if (frame === undefined) return carried
      this.#do(side, this.sessions[side].take(frame, now), now)
    }
    return most
  }

  #do(side: 0 | 1, actions: readonly SyncAction[], now: number): void {
    const desk = this.desks[side]
    for (const action of actions) {
      switch (action.do) {
        case 'send':
          this.#queues[side === 0 ? 1 : 0].push(action.frame)
          break
        case 'read':
          this.#do(side, this.sessions[side].giveEntries(action.request, desk.read(action)), now)
          break
        case 'compared':
          desk.compared.push(action.compared)
          break
        case 'blame':
          desk.blamed.push(`${action.fault} ${action.detail}`)
          break
        default:
          desk.heard.push(action)
      }
    }
  }
}
