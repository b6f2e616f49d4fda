import * as Automerge from '@automerge/automerge'
import type { Authored } from '../ledger/authored-records.js'
import { type Exchanged, lackedOf, type Pair } from './pair.js'

type Lists = Record<string, Uint8Array[]>

/** Automerge: a list of bytes an author, one change a record; its own sync protocol with Bloom filters, from nothing known. */
export class AutomergePair implements Pair {
  readonly #docs: Automerge.Doc<Lists>[]

  constructor(authors: readonly Authored[], missing: number) {
    this.#docs = [Automerge.init<Lists>(), Automerge.init<Lists>()]
    for (const [author, { wires }] of authors.entries()) {
      let writer = Automerge.change(Automerge.init<Lists>(), (lists) => {
        lists[author] = []
      })
      const write = (some: readonly Uint8Array[]) => {
        for (const wire of some) {
          writer = Automerge.change(writer, (lists) => {
            lists[author].push(wire)
          })
        }
        return Automerge.save(writer)
      }
      const common = wires.length - lackedOf(author, authors.length, missing)
      this.#docs[1] = Automerge.loadIncremental(this.#docs[1], write(wires.slice(0, common)))
      this.#docs[0] = Automerge.loadIncremental(this.#docs[0], write(wires.slice(common)))
      Automerge.free(writer)
    }
  }

  exchange(): Exchanged {
    const states = [Automerge.initSyncState(), Automerge.initSyncState()]
    let bytes = 0
    let messages = 0
    for (let quiet = 0; quiet < 2; ) {
      quiet = 0
      for (const side of [0, 1]) {
        const [state, message] = Automerge.generateSyncMessage(this.#docs[side], states[side])
        states[side] = state
        if (message === null) quiet++
        else {
          bytes += message.length
          messages++
          const other = 1 - side
          const [doc, next] = Automerge.receiveSyncMessage(this.#docs[other], states[other], message)
          this.#docs[other] = doc
          states[other] = next
        }
      }
    }
    return { bytes, messages }
  }

  held(author: number): readonly Uint8Array[] {
    return [...this.#docs[1][author]]
  }
}
