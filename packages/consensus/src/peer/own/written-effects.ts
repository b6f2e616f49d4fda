import { type Entry, encodeSync, LONGEST_ENTRY, LONGEST_SENT } from '@jazzgrid/ledger'
import { putEntry } from '../disk/store-writes.js'
import type { PeerEffect } from '../peer-effect.js'

/** What is to be done with entries that were written: all of them are on the disk before anybody sees the first. */
export const writtenEffects = (entries: readonly Entry[]): PeerEffect[] => [
  { kind: 'store', batch: entries.map(putEntry), durability: 'synced' },
  ...packetsOf(entries).map((data): PeerEffect => ({ kind: 'publish', topic: 'entry', data })),
  { kind: 'received', entries },
]

/** Entries to publish, in messages that are short enough. */
export function packetsOf(entries: readonly Entry[]): Uint8Array[] {
  const most = Math.floor((LONGEST_SENT - 64) / (LONGEST_ENTRY + 4))
  const found: Uint8Array[] = []
  for (let i = 0; i < entries.length; i += most) {
    const wires = entries.slice(i, i + most).map(({ wire }) => wire)
    found.push(encodeSync({ kind: 'entries', request: 0, more: false, wires }))
  }
  return found
}
