import { Chance } from '@jazzgrid/units'
import type { LedgerStore } from '../store/ledger-store.js'
import { randomBatch, randomKind, randomNumber, randomPosition } from './random-writes.js'
import { all, expectSame, type StoreHome } from './store-check.js'
import { StoreModel } from './store-model.js'

/** A store lives through random batches, questions and restarts, and answers as the model does. */
export async function liveRandomly(home: StoreHome, seed: string | number, batches: number): Promise<void> {
  const chance = new Chance(seed, 'store conformance')
  const model = new StoreModel()
  let store = await home.open()
  for (let i = 0; i < batches; i++) {
    // several at once: they take effect in the order of the calls
    const calls = Array.from({ length: 1 + chance.integer(3) }, () => randomBatch(chance))
    for (const batch of calls) model.write(batch)
    await Promise.all(calls.map((batch) => store.write(batch, chance.integer(8) === 0 ? 'synced' : 'unsynced')))
    const at = `seed ${seed}, batch ${i}`
    await askOne(store, model, chance, at)
    if (chance.integer(20) === 0) {
      await store.close()
      store = await home.open()
      expectSame(`${at}: last positions after a restart`, await store.lastPositions(), model.lastPositions())
    }
  }
  await store.close()
}

async function askOne(store: LedgerStore, model: StoreModel, chance: Chance, at: string): Promise<void> {
  const { account, incarnation, seq } = randomPosition(chance)
  const { seq: to } = randomPosition(chance)
  const kind = randomKind(chance)
  const [number, upTo] = [randomNumber(chance), randomNumber(chance)]
  const chain = `${at}: chain ${account}/${incarnation}`
  const held = await store.at({ account, incarnation, seq })
  expectSame(`${chain} at ${seq}`, held, model.chain(account, incarnation, seq, seq))
  const walked = await all(store.chain(account, incarnation, seq, to))
  expectSame(`${chain} from ${seq} to ${to}`, walked, model.chain(account, incarnation, seq, to))
  const open = await all(store.chain(account, incarnation, 0, Number.POSITIVE_INFINITY))
  expectSame(chain, open, model.chain(account, incarnation, 0, Number.POSITIVE_INFINITY))
  expectSame(`${at}: last positions`, await store.lastPositions(), model.lastPositions())
  const [record] = model.records(kind, number, number)
  expectSame(`${at}: ${kind} ${number}`, await store.record(kind, number), record?.[1])
  const records = await all(store.records(kind, number, upTo))
  expectSame(`${at}: ${kind} from ${number} to ${upTo}`, records, model.records(kind, number, upTo))
  const last = model.records(kind, 0, Number.MAX_SAFE_INTEGER).at(-1)
  expectSame(`${at}: last ${kind}`, await store.lastRecord(kind), last)
}
