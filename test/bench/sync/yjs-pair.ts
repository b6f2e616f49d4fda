import * as Y from 'yjs'
import type { Authored } from '../ledger/authored-records.js'
import { type Exchanged, lackedOf, type Pair } from './pair.js'

/** Yjs: a Y.Array of bytes an author. Each side sends its state vector and gets what it lacks, as y-protocols does. */
export class YjsPair implements Pair {
  readonly #docs: readonly Y.Doc[]

  constructor(authors: readonly Authored[], missing: number) {
    this.#docs = [new Y.Doc(), new Y.Doc()]
    for (const [author, { wires }] of authors.entries()) {
      const writer = new Y.Doc()
      const list = writer.getArray<Uint8Array>(String(author))
      const common = wires.length - lackedOf(author, authors.length, missing)
      for (const wire of wires.slice(0, common)) list.push([wire])
      Y.applyUpdate(this.#docs[1], Y.encodeStateAsUpdate(writer))
      for (const wire of wires.slice(common)) list.push([wire])
      Y.applyUpdate(this.#docs[0], Y.encodeStateAsUpdate(writer))
    }
  }

  exchange(): Exchanged {
    const vectors = this.#docs.map((doc) => Y.encodeStateVector(doc))
    const updates = this.#docs.map((doc, side) => Y.encodeStateAsUpdate(doc, vectors[1 - side]))
    for (const [side, update] of updates.entries()) Y.applyUpdate(this.#docs[1 - side], update)
    return { bytes: [...vectors, ...updates].reduce((sum, { length }) => sum + length, 0), messages: 4 }
  }

  held(author: number): readonly Uint8Array[] {
    return this.#docs[1].getArray<Uint8Array>(String(author)).toArray()
  }
}
