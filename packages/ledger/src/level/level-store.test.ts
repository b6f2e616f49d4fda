import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { ledgerFolders } from '../../test/ledger-folders.js'
import { STORE_CHECKS } from '../conformance/store-checks.js'
import type { StoreWrite } from '../store/ledger-store.js'
import { openLevelStore } from './level-store.js'

const newFolder = ledgerFolders()

const put = (account: number, seq: number): StoreWrite => ({
  put: 'entry',
  entry: { account, incarnation: 0, seq, id: new Uint8Array(32).fill(seq), wire: new Uint8Array(180).fill(account) },
})

describe('the store in a folder', () => {
  it.each(STORE_CHECKS)('keeps the port: $name', async ({ run }) => {
    const folder = newFolder()
    await run({ open: () => openLevelStore(folder) })
  })

  it.each(STORE_CHECKS.slice(-1))(
    'keeps it too with logs that are full after every few batches: $name',
    async ({ run }) => {
      const folder = newFolder()
      await run({ open: () => openLevelStore(folder, { writeBuffer: 64 * 1024 }) })
    },
  )

  it('keeps the order of calls that nobody waited for, and answers each', async () => {
    const store = await openLevelStore(newFolder())
    const drop: StoreWrite = { drop: 'chain', account: 1, incarnation: 0, upTo: 1000 }
    const writes = Array.from({ length: 500 }, (_, i) =>
      store.write(i === 250 ? [drop] : [put(1, i + 1)], i % 100 === 0 ? 'synced' : 'unsynced'),
    )
    await Promise.all(writes)
    const held: number[] = []
    for await (const wire of store.chain(1, 0, 1, 1000)) held.push(wire.length)
    expect(held).toHaveLength(249)
    expect(await store.lastPositions()).toEqual([{ account: 1, incarnation: 0, seq: 500 }])
    await store.close()
  })

  it('refuses a position that the format cannot number, and nothing else is lost by it', async () => {
    const store = await openLevelStore(newFolder())
    const [good, bad] = [store.write([put(1, 1)], 'unsynced'), store.write([put(2 ** 32, 1)], 'unsynced')]
    await expect(bad).rejects.toThrow('broken invariant: there is no account 4294967296')
    await good
    expect(await store.at({ account: 1, incarnation: 0, seq: 1 })).toHaveLength(1)
    await store.close()
  })

  it('gives bytes that no Buffer is made of', async () => {
    const store = await openLevelStore(newFolder())
    await store.write([put(1, 1), { put: 'record', kind: 'snapshot', number: 0, bytes: Uint8Array.of(1) }], 'synced')
    const [wire] = await store.at({ account: 1, incarnation: 0, seq: 1 })
    expect(Object.getPrototypeOf(wire)).toBe(Uint8Array.prototype)
    expect(await store.record('snapshot', 0)).toEqual(Uint8Array.of(1))
    await store.close()
  })

  it('frees the space of what was dropped', async () => {
    const folder = newFolder()
    const store = await openLevelStore(folder, { writeBuffer: 64 * 1024 })
    const incompressible = (seq: number): StoreWrite => {
      const wire = Uint8Array.from({ length: 180 }, (_, i) => Math.imul(seq * 181 + i, 2654435761) >>> 24)
      return { put: 'entry', entry: { account: 1, incarnation: 0, seq, id: wire.slice(0, 32), wire } }
    }
    await store.write(
      Array.from({ length: 5000 }, (_, i) => incompressible(i + 1)),
      'unsynced',
    )
    await store.compact()
    const tables = () =>
      readdirSync(folder)
        .filter((name) => name.endsWith('.ldb'))
        .reduce((sum, name) => sum + statSync(join(folder, name)).size, 0)
    expect(tables()).toBeGreaterThan(500_000)
    await store.write([{ drop: 'chain', account: 1, incarnation: 0, upTo: 5000 }], 'unsynced')
    await store.compact()
    expect(tables()).toBeLessThan(10_000)
    expect(await store.lastPositions()).toEqual([])
    await store.close()
    const again = await openLevelStore(folder)
    expect(await again.lastPositions()).toEqual([])
    await again.close()
  })
})
