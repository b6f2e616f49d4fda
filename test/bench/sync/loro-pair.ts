import { LoroDoc } from 'loro-crdt'
import type { Authored } from '../ledger/authored-records.js'
import { type Exchanged, lackedOf, type Pair } from './pair.js'

/** Loro: a list of bytes an author, one commit a record. Each side sends its version and gets the updates since. */
export class LoroPair implements Pair {
  readonly #docs: readonly LoroDoc[]

  constructor(authors: readonly Authored[], missing: number) {
    this.#docs = [new LoroDoc(), new LoroDoc()]
    for (const [author, { wires }] of authors.entries()) {
      const writer = new LoroDoc()
      const list = writer.getList(String(author))
      const common = wires.length - lackedOf(author, authors.length, missing)
      const write = (some: readonly Uint8Array[]) => {
        for (const wire of some) {
          list.push(wire)
          writer.commit()
        }
        return writer.export({ mode: 'update' })
      }
      this.#docs[1].import(write(wires.slice(0, common)))
      this.#docs[0].import(write(wires.slice(common)))
      writer.free()
    }
  }

  exchange(): Exchanged {
    const versions = this.#docs.map((doc) => doc.version())
    const updates = this.#docs.map((doc, side) => doc.export({ mode: 'update', from: versions[1 - side] }))
    for (const [side, update] of updates.entries()) this.#docs[1 - side].import(update)
    const encoded = versions.map((version) => version.encode())
    return { bytes: [...encoded, ...updates].reduce((sum, { length }) => sum + length, 0), messages: 4 }
  }

  held(author: number): readonly Uint8Array[] {
    return this.#docs[1].getList(String(author)).toArray() as Uint8Array[]
  }
}
