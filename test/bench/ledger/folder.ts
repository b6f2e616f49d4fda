import { randomFillSync } from 'node:crypto'
import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { readEntry } from '../../../packages/ledger/src/entry/entry-codec.js'
import { openLevelStore } from '../../../packages/ledger/src/level/level-store.js'
import type { StoredEntry } from '../../../packages/ledger/src/store/ledger-store.js'
import type { Authored } from './authored-records.js'
import { median } from './median.js'

/** Entries of one batch, about what comes in one frame. */
const BATCH = 100

/** Bytes that the folder takes for an entry, compacted, when all authors write in turn. */
export async function bytesOnDisk(folder: string, authors: readonly Authored[]): Promise<number> {
  const store = await openLevelStore(folder)
  const longest = Math.max(...authors.map(({ wires }) => wires.length))
  let count = 0
  for (let n = 0; n < longest; n += BATCH / authors.length) {
    const wires = authors.flatMap((author) => author.wires.slice(n, n + BATCH / authors.length))
    const entries = wires.map((wire) => readEntry(wire) as StoredEntry)
    await store.write(
      entries.map((entry) => ({ put: 'entry', entry })),
      'unsynced',
    )
    count += entries.length
  }
  await store.compact()
  await store.close()
  return folderSize(folder) / count
}

const folderSize = (folder: string): number =>
  readdirSync(folder).reduce((sum, name) => sum + statSync(join(folder, name)).size, 0)

/** A ledger of drawn bytes: nobody signed them, for opening a folder looks at no entry. */
export async function fill(folder: string, accounts: number, each: number, size: number): Promise<number> {
  const store = await openLevelStore(folder)
  const start = performance.now()
  for (let seq = 1; seq <= each; seq++) {
    const entries = Array.from({ length: accounts }, (_, account): StoredEntry => {
      const wire = randomFillSync(new Uint8Array(size))
      return { account, incarnation: 0, seq, id: wire.subarray(0, 32), wire }
    })
    const decision = { put: 'record', kind: 'decision', number: seq, bytes: entries[0].wire } as const
    await store.write([...entries.map((entry) => ({ put: 'entry', entry }) as const), decision], 'unsynced')
  }
  const milliseconds = performance.now() - start
  await store.close()
  return milliseconds
}

/** Median milliseconds from nothing to knowing where every account stands and what was decided last. */
export async function reopen(folder: string, accounts: number, times: number): Promise<number> {
  const taken: number[] = []
  for (let i = 0; i < times; i++) {
    const start = performance.now()
    const store = await openLevelStore(folder)
    const last = await store.lastPositions()
    const decision = await store.lastRecord('decision')
    taken.push(performance.now() - start)
    if (last.length !== accounts || last.some(({ seq }) => seq !== decision?.[0]))
      throw new Error('entries are missing')
    await store.close()
  }
  return median(taken)
}
