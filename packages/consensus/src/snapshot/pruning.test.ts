import { LARGEST_SEQ, MemoryStore, type StoreWrite } from '@jazzgrid/ledger'
import { MINUTE } from '@jazzgrid/units'
import { describe, expect, it } from 'vitest'
import { CertifiedChain, chainGenesis } from '../../test/trust/certified-chain.js'
import { decodeDecision, encodeDecision } from '../council/decision.js'
import { nextPruning, readHorizon } from './pruning.js'

const genesis = chainGenesis(4)

/** 100 heights of a minute, each with an entry of account 1 and, every tenth, one of account 2; a snapshot at 80. */
async function lived(): Promise<MemoryStore> {
  const store = new MemoryStore()
  const chain = new CertifiedChain(genesis)
  const batch: StoreWrite[] = [{ put: 'record', kind: 'snapshot', number: 80, bytes: Uint8Array.of(1) }]
  const entry = (account: number, seq: number) => {
    const id = new Uint8Array(32).fill(account)
    batch.push({ put: 'entry', entry: { account, incarnation: 0, seq, id, wire: Uint8Array.of(account, seq) } })
    return { account, incarnation: 0, from: seq, ids: [id] }
  }
  for (let height = 1; height <= 100; height++) {
    const runs = [entry(1, height), ...(height % 10 === 0 ? [entry(2, height / 10)] : [])]
    const { certificate } = chain.add()
    batch.push({ put: 'record', kind: 'decision', number: height, bytes: encodeDecision({ certificate, runs }) })
    batch.push({ put: 'record', kind: 'result', number: height, bytes: Uint8Array.of(height) })
  }
  await store.write(batch, 'synced')
  return store
}

async function prune(store: MemoryStore, before: number): Promise<number[]> {
  const sizes: number[] = []
  for (;;) {
    const batch = await nextPruning(store, before)
    if (batch.length === 0) return sizes
    sizes.push(batch.length)
    await store.write(batch, 'unsynced')
  }
}

async function entriesOf(store: MemoryStore, account: number): Promise<number[]> {
  const seqs: number[] = []
  for await (const [, seq] of store.chain(account, 0, 0, LARGEST_SEQ)) seqs.push(seq)
  return seqs
}

const after = (height: number) => genesis.startsAt + height * MINUTE + 1

describe('what a peer forgets', () => {
  it('are the entries and results of rounds from before a time, and never certificates', async () => {
    const store = await lived()
    await prune(store, after(35))
    expect((await entriesOf(store, 1))[0]).toBe(36)
    expect(await entriesOf(store, 2)).toEqual([4, 5, 6, 7, 8, 9, 10])
    expect([await store.record('result', 35), await store.record('result', 36)]).toEqual([undefined, Uint8Array.of(36)])
    for (let height = 1; height <= 100; height++) {
      const decision = decodeDecision((await store.record('decision', height))!)
      expect(decision?.certificate.value.height).toBe(height)
      expect(decision?.runs === undefined).toBe(height <= 35)
    }
    expect(await readHorizon(store)).toEqual({ height: 35, since: 0 })
  })

  it('comes in bounded batches, and goes on where it was left', async () => {
    const store = await lived()
    await store.write(await nextPruning(store, after(70)), 'unsynced')
    expect((await readHorizon(store)).height).toBe(32)
    expect(await prune(store, after(70))).toHaveLength(2)
    expect((await readHorizon(store)).height).toBe(70)
    expect(await prune(store, after(70))).toEqual([])
  })

  it('is nothing above the newest snapshot, for a restart begins there', async () => {
    const store = await lived()
    await prune(store, after(1_000))
    expect((await readHorizon(store)).height).toBe(80)
    expect((await entriesOf(store, 1))[0]).toBe(81)
    const bare = new MemoryStore()
    expect(await nextPruning(bare, after(1_000))).toEqual([])
  })
})
