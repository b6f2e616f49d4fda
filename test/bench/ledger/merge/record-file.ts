import { readFileSync, writeFileSync } from 'node:fs'
import { decodeCanonical, encodeCanonical } from '../../../../packages/ledger/src/cbor/canonical-cbor.js'
import type { Authored } from '../authored-records.js'

/** Signing takes longer than most of what is measured, so it is done once and passed on by files, one an author. */
export function saveRecords(path: string, authors: readonly Authored[]): void {
  for (const [i, { account, key, wires }] of authors.entries()) {
    writeFileSync(`${path}-${i}`, encodeCanonical([account, key, wires]))
  }
}

export function loadRecords(path: string, count: number): Authored[] {
  return Array.from({ length: count }, (_, i) => {
    // cborg reads bytes as views of the file; a record of its own is what a peer has from the network
    const value = decodeCanonical(new Uint8Array(readFileSync(`${path}-${i}`))) as [number, Uint8Array, Uint8Array[]]
    const [account, key, wires] = value
    return { account, key, wires: wires.map((wire) => wire.slice()) }
  })
}
