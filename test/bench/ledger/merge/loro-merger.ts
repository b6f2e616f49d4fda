import { LoroDoc } from 'loro-crdt'
import type { Roster } from '../../../../packages/ledger/src/chain/roster.js'
import type { SignatureScheme } from '../../../../packages/ledger/src/signature/signature-scheme.js'
import { type Authored, rosterOf } from '../authored-records.js'
import { checkRecord, type Merger } from './merger.js'

/** Loro: a list of bytes an author, one commit a record; an author's updates come as one import. */
export class LoroMerger implements Merger {
  readonly #roster: Roster
  readonly #updates: readonly Uint8Array[]
  readonly #steps: readonly (readonly Uint8Array[])[]
  #scheme!: SignatureScheme
  #doc = new LoroDoc()

  constructor(authors: readonly Authored[]) {
    this.#roster = rosterOf(authors)
    const written = authors.map(({ wires }, author) => {
      const doc = new LoroDoc()
      const steps: Uint8Array[] = []
      doc.subscribeLocalUpdates((update) => void steps.push(update))
      const list = doc.getList(String(author))
      for (const wire of wires) {
        list.push(wire)
        doc.commit()
      }
      return { update: doc.export({ mode: 'update' }), steps }
    })
    this.#updates = written.map(({ update }) => update)
    this.#steps = written.map(({ steps }) => steps)
  }

  clear(scheme: SignatureScheme): void {
    this.#scheme = scheme
    this.#doc.free()
    this.#doc = new LoroDoc()
  }

  merge(author: number): void {
    this.#doc.import(this.#updates[author])
    for (const wire of this.records(author)) checkRecord(wire, this.#roster, this.#scheme)
  }

  follow(author: number, records: number): void {
    const list = this.#doc.getList(String(author))
    for (let k = 0; k < records; k++) {
      this.#doc.import(this.#steps[author][k])
      checkRecord(list.get(k) as Uint8Array, this.#roster, this.#scheme)
    }
  }

  records(author: number): Uint8Array[] {
    return this.#doc.getList(String(author)).toArray() as Uint8Array[]
  }
}
