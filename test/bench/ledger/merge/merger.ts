import type { Roster } from '../../../../packages/ledger/src/chain/roster.js'
import { readEntry } from '../../../../packages/ledger/src/entry/entry-codec.js'
import { isSignedBy } from '../../../../packages/ledger/src/entry/head.js'
import type { SignatureScheme } from '../../../../packages/ledger/src/signature/signature-scheme.js'

/** One way of keeping ten authors' lists of records and taking in what others wrote. */
export interface Merger {
  /** Begin with nothing. */
  clear(scheme: SignatureScheme): void
  /** Take in all that one author wrote, in whatever form is quickest, and check every record. Throws at a bad one. */
  merge(author: number): void
  /** Take in an author's first records one by one, as gossip brings them, and check each when it comes. */
  follow(author: number, records: number): void
  /** What is held of an author, in order. */
  records(author: number): Iterable<Uint8Array>
}

/** What everybody must do with a record before it counts: read it, and check the signature, which is over its head. */
export function checkRecord(wire: Uint8Array, roster: Roster, scheme: SignatureScheme): void {
  const entry = readEntry(wire)
  if ('reason' in entry) throw new Error(`a record is ${entry.reason}`)
  const author = roster.author(entry.account)
  if (author === undefined || !isSignedBy(author.key, entry.id, entry.signature, scheme)) {
    throw new Error(`record ${entry.account}/${entry.seq} has a bad signature`)
  }
}
