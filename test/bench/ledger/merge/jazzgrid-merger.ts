import type { Roster } from '../../../../packages/ledger/src/chain/roster.js'
import { LONGEST_RUN } from '../../../../packages/ledger/src/chain/vector.js'
import { Replica } from '../../../../packages/ledger/src/replica/replica.js'
import type { SignatureScheme } from '../../../../packages/ledger/src/signature/signature-scheme.js'
import { type Authored, NETWORK, rosterOf } from '../authored-records.js'
import { ByteLog } from './byte-log.js'
import type { Merger } from './merger.js'

/**
 * The replica: every record as it comes from the wire. It checks the chain too, which the others do not. As often as a
 * round would have to, a certificate takes the records out of the open part of the ledger, and their bytes are kept.
 */
export class JazzgridMerger implements Merger {
  readonly #roster: Roster
  readonly #sent: readonly ByteLog[]
  #replica!: Replica
  #kept: readonly ByteLog[] = []

  constructor(authors: readonly Authored[]) {
    this.#roster = rosterOf(authors)
    this.#sent = authors.map(({ wires }) => new ByteLog(wires))
  }

  clear(scheme: SignatureScheme): void {
    this.#replica = new Replica({ network: NETWORK, roster: this.#roster, scheme })
    this.#kept = this.#sent.map(() => new ByteLog())
  }

  merge(author: number): void {
    this.follow(author, this.#sent[author].length)
  }

  follow(author: number, records: number): void {
    const [sent, kept] = [this.#sent[author], this.#kept[author]]
    for (let k = 0; k < records; k++) {
      const { kind } = this.#replica.receive(sent.at(k))
      if (kind !== 'accepted') throw new Error(`a record is ${kind}`)
      if ((k + 1) % LONGEST_RUN !== 0 && k + 1 < records) continue
      const { entries } = this.#replica.certify(this.#replica.frontier(), this.#roster)
      for (const { wire } of entries) kept.add(wire)
    }
  }

  records(author: number): Iterable<Uint8Array> {
    return this.#kept[author]
  }
}
