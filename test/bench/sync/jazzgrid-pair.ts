import {
  type Intake,
  LARGEST_SEQ,
  type Missing,
  Replica,
  type SignatureScheme,
  type SyncAction,
  type SyncHost,
  SyncSession,
} from '@jazzgrid/ledger'
import { type Authored, NETWORK, rosterOf } from '../ledger/authored-records.js'
import { type Exchanged, lackedOf, type Pair } from './pair.js'

/** A replica as far as an exchange needs it: nothing is certified, so no store is asked. */
class Desk implements SyncHost {
  readonly network = NETWORK
  readonly replica: Replica

  constructor(replica: Replica) {
    this.replica = replica
  }

  standing() {
    return { height: 0, certificate: new Uint8Array(8) }
  }

  takeIn(wires: readonly Uint8Array[]): Intake {
    const missing: Missing[] = []
    const faults: string[] = []
    for (const wire of wires) {
      const reception = this.replica.receive(wire)
      if (reception.kind === 'parked') missing.push(reception.missing)
      if (reception.kind === 'refused') faults.push(reception.why)
    }
    return { missing, faults }
  }
}

/** Two ledgers and the exchange that neighbours have: compare roots, then frontiers, then fetch what is missing. */
export class JazzgridPair implements Pair {
  readonly #desks: readonly Desk[]

  constructor(authors: readonly Authored[], missing: number, scheme: SignatureScheme) {
    const total = authors.reduce((sum, { wires }) => sum + wires.length, 0)
    const limits = { open: total, parked: 128, total }
    this.#desks = [0, missing].map((lacking) => {
      const replica = new Replica({ network: NETWORK, roster: rosterOf(authors), scheme, limits })
      for (const [author, { wires }] of authors.entries()) {
        const count = wires.length - lackedOf(author, authors.length, lacking)
        for (let n = 0; n < count; n++) replica.receive(wires[n])
      }
      return new Desk(replica)
    })
  }

  exchange(): Exchanged {
    const sessions = this.#desks.map((desk) => new SyncSession(desk))
    const queue: [to: number, frame: Uint8Array][] = []
    const follow = (side: number, actions: readonly SyncAction[]) => {
      for (const action of actions) {
        if (action.do === 'send') queue.push([1 - side, action.frame])
        else if (action.do === 'read') follow(side, sessions[side].giveEntries(action.request, []))
        else if (action.do === 'blame') throw new Error(`${action.fault}: ${action.detail}`)
      }
    }
    // both ends of a new connection begin
    for (const side of [0, 1]) follow(side, sessions[side].compare(0))
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
      const [side, frame] = next
      follow(side, sessions[side].take(frame, 0))
    }
    const traffic = sessions.map((session) => session.traffic)
    return {
      bytes: traffic.reduce((sum, { sentBytes }) => sum + sentBytes, 0),
      messages: traffic.reduce((sum, { sent }) => sum + sent, 0),
    }
  }

  held(author: number): readonly Uint8Array[] {
    return this.#desks[1].replica.open(author + 1, 0, 1, LARGEST_SEQ).map(({ wire }) => wire)
  }
}
