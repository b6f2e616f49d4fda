import * as Y from 'yjs'
import type { Roster } from '../../../../packages/ledger/src/chain/roster.js'
import type { SignatureScheme } from '../../../../packages/ledger/src/signature/signature-scheme.js'
import { type Authored, rosterOf } from '../authored-records.js'
import { checkRecord, type Merger } from './merger.js'

/** Yjs: a Y.Array of bytes an author, one push a record; an author's state comes as one update. */
export class YjsMerger implements Merger {
  readonly #roster: Roster
  readonly #updates: readonly Uint8Array[]
  readonly #steps: readonly (readonly Uint8Array[])[]
  #scheme!: SignatureScheme
  #doc = new Y.Doc()

  constructor(authors: readonly Authored[]) {
    this.#roster = rosterOf(authors)
    const written = authors.map(({ wires }, author) => {
      const doc = new Y.Doc()
      const steps: Uint8Array[] = []
      doc.on('update', (update) => steps.push(update))
      const list = doc.getArray<Uint8Array>(String(author))
      for (const wire of wires) list.push([wire])
      return { update: Y.encodeStateAsUpdate(doc), steps }
    })
    this.#updates = written.map(({ update }) => update)
    this.#steps = written.map(({ steps }) => steps)
  }

  clear(scheme: SignatureScheme): void {
    this.#scheme = scheme
    this.#doc = new Y.Doc()
  }

  merge(author: number): void {
    Y.applyUpdate(this.#doc, this.#updates[author])
    for (const wire of this.records(author)) checkRecord(wire, this.#roster, this.#scheme)
  }

  follow(author: number, records: number): void {
    const list = this.#doc.getArray<Uint8Array>(String(author))
    for (let k = 0; k < records; k++) {
      Y.applyUpdate(this.#doc, this.#steps[author][k])
      checkRecord(list.get(k), this.#roster, this.#scheme)
    }
  }

  records(author: number): Uint8Array[] {
    return this.#doc.getArray<Uint8Array>(String(author)).toArray()
  }
}
