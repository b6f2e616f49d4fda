import * as Automerge from '@automerge/automerge'
import type { Roster } from '../../../../packages/ledger/src/chain/roster.js'
import type { SignatureScheme } from '../../../../packages/ledger/src/signature/signature-scheme.js'
import { type Authored, rosterOf } from '../authored-records.js'
import { checkRecord, type Merger } from './merger.js'

type Lists = Record<string, Uint8Array[]>

/** Automerge: a list of bytes an author, one change a record; an author's document comes as one file of changes. */
export class AutomergeMerger implements Merger {
  readonly #roster: Roster
  readonly #updates: readonly Uint8Array[]
  /** The first change makes the list, each other one adds a record. */
  readonly #steps: readonly (readonly Uint8Array[])[]
  #scheme!: SignatureScheme
  #doc = Automerge.init<Lists>()

  constructor(authors: readonly Authored[]) {
    this.#roster = rosterOf(authors)
    const written = authors.map(({ wires }, author) => {
      let doc = Automerge.change(Automerge.init<Lists>(), (lists) => {
        lists[author] = []
      })
      for (const wire of wires) {
        doc = Automerge.change(doc, (lists) => {
          lists[author].push(wire)
        })
      }
      return { update: Automerge.save(doc), steps: Automerge.getAllChanges(doc) }
    })
    this.#updates = written.map(({ update }) => update)
    this.#steps = written.map(({ steps }) => steps)
  }

  clear(scheme: SignatureScheme): void {
    this.#scheme = scheme
    Automerge.free(this.#doc)
    this.#doc = Automerge.init<Lists>()
  }

  merge(author: number): void {
    this.#doc = Automerge.loadIncremental(this.#doc, this.#updates[author])
    for (const wire of this.records(author)) checkRecord(wire, this.#roster, this.#scheme)
  }

  follow(author: number, records: number): void {
    for (let k = 0; k < records; k++) {
      const changes = this.#steps[author].slice(k === 0 ? 0 : k + 1, k + 2)
      this.#doc = Automerge.applyChanges(this.#doc, changes)[0]
      checkRecord(this.#doc[author][k], this.#roster, this.#scheme)
    }
  }

  records(author: number): Uint8Array[] {
    return [...this.#doc[author]]
  }
}
