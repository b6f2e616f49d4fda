import { Replica } from '../../../../packages/ledger/src/replica/replica.js'
import type { SignatureScheme } from '../../../../packages/ledger/src/signature/signature-scheme.js'
import { type Authored, NETWORK, rosterOf } from '../authored-records.js'
import type { Merger } from './merger.js'

/** The replica: every record as it comes from the wire. It checks the chain too, which the others do not. */
export class JazzgridMerger implements Merger {
  readonly #authors: readonly Authored[]
  #replica!: Replica

  constructor(authors: readonly Authored[]) {
    this.#authors = authors
  }

  clear(scheme: SignatureScheme): void {
    const limits = { open: 1_000_000, parked: 128, total: 1_000_000 } // all of it is above the certified frontier
    this.#replica = new Replica({ network: NETWORK, roster: rosterOf(this.#authors), scheme, limits })
  }

  merge(author: number): void {
    this.follow(author, this.#authors[author].wires.length)
  }

  follow(author: number, records: number): void {
    const { wires } = this.#authors[author]
    for (let k = 0; k < records; k++) {
      const { kind } = this.#replica.receive(wires[k])
      if (kind !== 'accepted') throw new Error(`a record is ${kind}`)
    }
  }

  records(author: number): Uint8Array[] {
    const { account, wires } = this.#authors[author]
    return this.#replica.open(account, 0, 1, wires.length).map(({ wire }) => wire)
  }
}
