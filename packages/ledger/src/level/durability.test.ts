import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { ledgerFolders } from '../../test/ledger-folders.js'
import { writtenEntry } from '../../test/written-entry.js'
import { sameBytes } from '../cbor/canonical-cbor.js'
import type { LedgerStore } from '../store/ledger-store.js'
import { openLevelStore } from './level-store.js'

const newFolder = ledgerFolders()
const WRITER = fileURLToPath(new URL('../../test/writer-process.ts', import.meta.url))

/** Run the writer under a shell, say `ulimit -f 100; exec`, and hear its lines until one pleases. */
async function hear(prefix: string, args: readonly (string | number)[], enough: (line: string) => boolean) {
  const command = `${prefix} "$@"`
  const child = spawn('sh', ['-c', command, 'sh', process.execPath, '--import', 'tsx', WRITER, ...args.map(String)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const lines: string[] = []
  for await (const line of createInterface({ input: child.stdout })) {
    lines.push(line)
    if (enough(line)) break
  }
  await killed(child)
  return lines
}

async function killed(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  child.kill('SIGKILL')
  await once(child, 'exit')
}

/** How many batches are held; each is two entries, of both or of none. */
async function batchesHeld(store: LedgerStore, size: number): Promise<number> {
  const held = [0, 0]
  for (const account of [1, 2]) {
    for await (const wire of store.chain(account, 0, 1, Number.MAX_SAFE_INTEGER)) {
      if (!sameBytes(wire, writtenEntry(account, ++held[account - 1], size).wire)) throw new Error('other bytes')
    }
  }
  expect(held[0]).toBe(held[1])
  return held[0]
}

describe.skipIf(process.platform === 'win32')('what was written', () => {
  it('is there, whole, after the program is killed in the midst of writing', async () => {
    const folder = newFolder()
    const lines = await hear('exec', [folder, 1_000_000, 500], (line) => Number(line) >= 1500)
    const store = await openLevelStore(folder)
    expect(await batchesHeld(store, 500)).toBeGreaterThanOrEqual(Number(lines.at(-1)))
    await store.close()
  })

  it('is there after writes that failed, and the next write goes on behind it', async () => {
    const folder = newFolder()
    // no file may grow beyond 1 MB, so the log is cut off in the midst of a batch before LevelDB would begin another one
    const lines = await hear('ulimit -f 2048; exec', [folder, 400, 5000], (line) => line === 'done')
    const failures = lines.filter((line) => line.startsWith('store-failed'))
    expect(failures.length).toBeGreaterThan(2)
    expect(failures[0]).toBe('store-failed wait')
    const store = await openLevelStore(folder)
    expect(await batchesHeld(store, 5000)).toBe(400)
    await store.close()
  })
})
