import { createHash } from 'node:crypto'
import type { StoredEntry } from '../src/store/ledger-store.js'

/** An entry whose bytes tell its position. They repeat, so that a table of them is much smaller than the log. */
export function writtenEntry(account: number, seq: number, size: number): StoredEntry {
  const id = new Uint8Array(createHash('sha256').update(`${account}/${seq}`).digest())
  const wire = new Uint8Array(size)
  for (let i = 0; i < size; i++) wire[i] = id[i % id.length]
  return { account, incarnation: 0, seq, id, wire }
}
