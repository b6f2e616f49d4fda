import { type Entry, type EvidenceBody, forkProof, readEntry, sameBytes } from '@jazzgrid/ledger'

/** What convicts the author of an entry: another one that is certified in its place. @param wires what stands there. */
export function rivalProofs(entry: Entry, wires: readonly Uint8Array[]): EvidenceBody[] {
  const rivals = wires
    .map(readEntry)
    .flatMap((other) => ('reason' in other || sameBytes(other.id, entry.id) ? [] : [other]))
  return rivals.slice(0, 1).map((rival) => forkProof(rival, entry))
}
