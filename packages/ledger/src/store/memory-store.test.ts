import { Chance } from '@jazzgrid/units'
import { describe, expect, it } from 'vitest'
import type { StoreHome } from '../conformance/store-check.js'
import { STORE_CHECKS } from '../conformance/store-checks.js'
import type { StoreWrite } from './ledger-store.js'
import { MemoryStore } from './memory-store.js'

const home = (): StoreHome => {
  let store = new MemoryStore()
  return {
    async open() {
      store = store.reopen()
      return store
    },
  }
}

const entry = (seq: number, text = String(seq)) => ({
  account: 1,
  incarnation: 0,
  seq,
  id: new Uint8Array(32).fill(seq),
  wire: new TextEncoder().encode(text),
})
const put = (seq: number, text?: string): StoreWrite => ({ put: 'entry', entry: entry(seq, text) })
const pledge = (number: number, text: string): StoreWrite => ({
  put: 'record',
  kind: 'pledge',
  number,
  bytes: new TextEncoder().encode(text),
})

/** What is in chain 1, as words. */
async function words(store: MemoryStore): Promise<string> {
  const found: string[] = []
  for await (const wire of store.chain(1, 0, 0, 99)) found.push(new TextDecoder().decode(wire))
  for await (const [number, bytes] of store.records('pledge', 0, 99)) {
    found.push(`${number}=${new TextDecoder().decode(bytes)}`)
  }
  return found.join(' ')
}

describe('the store in memory', () => {
  it.each(STORE_CHECKS)('keeps the port: $name', ({ run }) => run(home()))

  /** Synced: 1, then unsynced: 2 and 3, then a change and two drops. */
  async function written(): Promise<MemoryStore> {
    const store = new MemoryStore()
    await store.write([put(1, 'one'), pledge(5, 'prevote')], 'unsynced')
    await store.write([], 'synced')
    await store.write([put(2), put(3)], 'unsynced')
    await store.write([put(1, 'uno'), pledge(5, 'precommit'), pledge(4, 'late')], 'unsynced')
    await store.write([{ drop: 'chain', account: 1, incarnation: 0, upTo: 2 }], 'unsynced')
    await store.write(
      [
        { drop: 'records', kind: 'pledge', upTo: 4 },
        { drop: 'entry', position: entry(3), id: entry(3).id },
      ],
      'unsynced',
    )
    return store
  }

  it('holds after a crash of the machine what was synced and the first few of the batches after it', async () => {
    const found = new Set<string>()
    for (let seed = 0; seed < 60; seed++) found.add(await words((await written()).crash(new Chance(seed))))
    expect([...found].sort()).toEqual([
      '3 4=late 5=precommit',
      '5=precommit',
      'one 2 3 5=prevote',
      'one 5=prevote',
      'uno 2 3 4=late 5=precommit',
    ])
  })

  it('holds after a crash of a disk that writes out of order any of those batches', async () => {
    const found = new Set<string>()
    for (let seed = 0; seed < 200; seed++) {
      found.add(await words((await written()).crash(new Chance(seed), { anyOfThem: true })))
    }
    expect(found).toContain('uno 4=late 5=precommit') // the change without what was before it
    expect(found).toContain('one 5=prevote')
    expect(found.size).toBeGreaterThan(8)
  })

  it('loses nothing when the program alone stops, and by a later crash of the machine what it could have lost before', async () => {
    const store = await written()
    const next = store.reopen()
    expect(await words(next)).toBe('5=precommit')
    const found = new Set<string>()
    for (let seed = 0; seed < 30; seed++) {
      found.add(await words((await written()).reopen().crash(new Chance(seed))))
    }
    expect(found).toContain('one 5=prevote')
  })

  it('answers nobody from before the crash', async () => {
    const store = await written()
    store.crash(new Chance(1))
    await expect(store.lastPositions()).rejects.toMatchObject({ code: 'store-closed' })
  })

  it('has nothing of a batch that a full disk refused', async () => {
    const store = new MemoryStore()
    store.disk = 'full'
    await expect(store.write([put(1)], 'synced')).rejects.toMatchObject({ code: 'store-failed', recovery: 'wait' })
    store.disk = 'sound'
    expect(await words(store)).toBe('')
    await store.write([put(1)], 'synced')
    expect(await words(store)).toBe('1')
  })

  it('may have a batch whose write failed, and after a crash may not', async () => {
    const found = new Set<string>()
    for (let seed = 0; seed < 20; seed++) {
      const store = new MemoryStore()
      store.disk = 'unsure'
      await expect(store.write([put(1)], 'synced')).rejects.toMatchObject({ code: 'store-failed' })
      expect(await words(store)).toBe('1')
      found.add(await words(store.crash(new Chance(seed))))
    }
    expect(found).toEqual(new Set(['', '1']))
  })
})
