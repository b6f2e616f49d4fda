import type { Entry, EntryId, EvidenceBody, Missing, Replica } from '@jazzgrid/ledger'
import { bytesToHex } from '@noble/hashes/utils.js'

/** What became of a packet of entries. */
export interface Intake {
  readonly entries: readonly Entry[]
  readonly missing: readonly Missing[]
  readonly proofs: readonly EvidenceBody[]
  /** Of authors who stand at the certified frontier or below: only the store can tell whether they contradict it. */
  readonly historic: readonly Entry[]
  /** Why some were refused: their sender should have known. */
  readonly faults: readonly string[]
}

/** Takes entries in: from gossip, from neighbours, from the own account. */
export class EntryDesk {
  readonly #replica: Replica
  readonly #expected = new Set<string>()

  constructor(replica: Replica) {
    this.#replica = replica
  }

  /** These ids are in a cut, so they are kept whatever their author did. */
  expect(ids: readonly EntryId[]): void {
    for (const id of ids) this.#expected.add(bytesToHex(id))
  }

  /** A new round: what the last one expected is here. */
  forget(): void {
    this.#expected.clear()
  }

  take(wires: readonly Uint8Array[]): Intake {
    const intake = {
      entries: [] as Entry[],
      missing: [] as Missing[],
      proofs: [] as EvidenceBody[],
      historic: [] as Entry[],
      faults: [] as string[],
    }
    const expected = (id: EntryId) => this.#expected.size > 0 && this.#expected.has(bytesToHex(id))
    for (const wire of wires) {
      const reception = this.#replica.receive(wire, expected)
      switch (reception.kind) {
        case 'accepted':
          intake.entries.push(...reception.entries)
          break
        case 'forked':
          intake.entries.push(...reception.entries)
          intake.proofs.push(reception.proof)
          break
        case 'parked':
          intake.missing.push(reception.missing)
          break
        case 'historic':
          intake.historic.push(reception.entry)
          break
        case 'refused':
          intake.faults.push(reception.place === undefined ? reception.why : `${reception.why} ${reception.place}`)
          break
        case 'known':
        case 'ignored':
          break
      }
    }
    return intake
  }
}
