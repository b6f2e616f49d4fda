import { MemoryStore, NO_ENTRY, signEntry } from '@jazzgrid/ledger'
import { opensslSigner } from '@jazzgrid/ledger/openssl'
import type { Slot } from '@jazzgrid/units'
import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { type ArchiveFrame, archiveBytes, archiveFrames } from './archive-frame.js'
import { ledgerFrames, restoreFrames } from './ledger-archive.js'

const COMMUNITY = new Uint8Array(32).fill(3)
const signer = opensslSigner(new Uint8Array(32).fill(1))
let whole: Uint8Array
let frames: ArchiveFrame[]

async function* of<T>(...items: readonly T[]) {
  yield* items
}

async function all<T>(items: AsyncIterable<T>): Promise<T[]> {
  const found: T[] = []
  for await (const item of items) found.push(item)
  return found
}

/** In pieces of this size, as a stream brings them. */
async function* pieces(bytes: Uint8Array, size: number) {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
}

async function aStore(): Promise<MemoryStore> {
  const store = new MemoryStore()
  let prev = NO_ENTRY
  for (let seq = 1; seq <= 3; seq++) {
    const position = { network: new Uint8Array(8), account: 0, incarnation: 0, seq, prev }
    const body = { kind: 'dispute', slot: seq as Slot, text: '' } as const
    const entry = signEntry({ ...position, height: 0, certificate: new Uint8Array(8), time: 5, body }, signer)
    await store.write([{ put: 'entry', entry }], 'synced')
    prev = entry.id
  }
  await store.write(
    [
      { put: 'record', kind: 'decision', number: 1, bytes: Uint8Array.of(1) },
      { put: 'record', kind: 'pledge', number: 2, bytes: Uint8Array.of(2) },
      { put: 'record', kind: 'snapshot', number: 1, bytes: Uint8Array.of(3) },
    ],
    'synced',
  )
  return store
}

beforeAll(async () => {
  frames = await all(ledgerFrames(await aStore(), COMMUNITY))
  whole = Buffer.concat(await all(archiveBytes(of(...frames))))
})

describe('an archive of a ledger', () => {
  it.each([1, 3, 1000])('comes back whole from a stream in pieces of %d bytes', async (size) => {
    const store = new MemoryStore()
    await restoreFrames(archiveFrames(pieces(whole, size)), store)
    expect(await all(ledgerFrames(store, COMMUNITY))).toEqual(frames)
    expect(frames.map(({ kind }) => kind)).toEqual(['begin', ...Array(3).fill('record'), ...Array(3).fill('entry')])
  })

  it('carries files', async () => {
    const file = { kind: 'file', name: 'node.yaml', mode: 0o600, bytes: Uint8Array.of(1, 2) } as const
    const bytes = archiveBytes(of<ArchiveFrame>({ kind: 'begin', community: COMMUNITY }, file))
    expect(await all(archiveFrames(bytes))).toContainEqual(file)
  })

  it('is refused wherever it was cut off', async () => {
    for (let length = 0; length < whole.length; length++) {
      await expect(all(archiveFrames(of(whole.subarray(0, length))))).rejects.toMatchObject({ code: 'bad-archive' })
    }
  })

  it('is refused whatever bit of it fell over', async () => {
    const anyBit = fc.nat(whole.length * 8 - 1)
    await fc.assert(
      fc.asyncProperty(anyBit, async (bit) => {
        const bent = whole.slice()
        bent[bit >> 3] ^= 1 << (bit & 7)
        await expect(all(archiveFrames(of(bent)))).rejects.toMatchObject({ code: 'bad-archive' })
      }),
      { numRuns: 300 },
    )
  })

  it('is refused where it is something else', async () => {
    for (const other of [Uint8Array.of(), new TextEncoder().encode('PK\u0003\u0004 something else entirely')]) {
      await expect(all(archiveFrames(of(other)))).rejects.toMatchObject({ code: 'bad-archive' })
    }
    await expect(all(archiveFrames(archiveBytes(of(...frames.slice(1)))))).rejects.toThrow('does not begin')
  })
})
