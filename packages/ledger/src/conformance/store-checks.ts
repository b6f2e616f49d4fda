import { Chance } from '@jazzgrid/units'
import { compareBytes } from '../cbor/canonical-cbor.js'
import type { StoredEntry, StoreWrite } from '../store/ledger-store.js'
import { liveRandomly } from './random-life.js'
import { randomBytes } from './random-writes.js'
import { all, expectFault, expectSame, type StoreCheck, type StoreHome } from './store-check.js'

const chance = new Chance('store checks')

const entry = (seq: number, account = 7, incarnation = 0): StoredEntry => ({
  account,
  incarnation,
  seq,
  id: randomBytes(chance, 32),
  wire: randomBytes(chance, 180),
})

const put = (of: StoredEntry): StoreWrite => ({ put: 'entry', entry: of })
const chainOf = (...entries: StoredEntry[]) => entries.map(({ wire }) => wire)

/** Every promise of `LedgerStore` that can be kept or broken without pulling a plug. Each check needs a home of its own. */
export const STORE_CHECKS: readonly StoreCheck[] = [
  {
    name: 'an empty store has nothing',
    async run(home) {
      const store = await home.open()
      expectSame('positions', await store.lastPositions(), [])
      expectSame('a chain', await all(store.chain(1, 0, 1, 100)), [])
      expectSame('a place', await store.at({ account: 1, incarnation: 0, seq: 1 }), [])
      expectSame('a record', await store.record('snapshot', 0), undefined)
      expectSame('records', await all(store.records('decision', 0, 100)), [])
      expectSame('the last record', await store.lastRecord('decision'), undefined)
      await store.close()
    },
  },
  {
    name: 'both of two entries at one position are kept, and either can be dropped',
    async run(home) {
      const store = await home.open()
      const [one, other, next] = [entry(1), entry(1), entry(2)]
      await store.write([put(one), put(next)], 'unsynced')
      await store.write([put(other)], 'unsynced')
      const twins = [one, other].sort((a, b) => compareBytes(a.id, b.id))
      expectSame('the place', await store.at(one), chainOf(...twins))
      expectSame('the chain', await all(store.chain(7, 0, 1, 9)), chainOf(...twins, next))
      await store.write([{ drop: 'entry', position: one, id: one.id }], 'unsynced')
      expectSame('what is left', await store.at(one), chainOf(other))
      expectSame('the last', await store.lastPositions(), [{ account: 7, incarnation: 0, seq: 2 }])
      await store.close()
    },
  },
  {
    name: 'what is put again is there once, with the bytes of the last time',
    async run(home) {
      const store = await home.open()
      const first = entry(1)
      const signedAgain = { ...first, wire: randomBytes(chance, 180) }
      await store.write([put(first), put(first)], 'unsynced')
      await store.write([put(signedAgain)], 'unsynced')
      expectSame('the entry', await store.at(first), chainOf(signedAgain))
      await store.close()
    },
  },
  {
    name: 'a later change of a batch sees the earlier ones',
    async run(home) {
      const store = await home.open()
      const [old, gone, back] = [entry(1), entry(2), entry(3)]
      await store.write([put(old)], 'unsynced')
      const drop: StoreWrite = { drop: 'chain', account: 7, incarnation: 0, upTo: 3 }
      await store.write([put(gone), put(back), drop, put(back)], 'unsynced')
      expectSame('the chain', await all(store.chain(7, 0, 0, 9)), chainOf(back))
      await store.close()
    },
  },
  {
    name: 'chains and incarnations do not mix, and positions come in order',
    async run(home) {
      const store = await home.open()
      const entries = [entry(1, 256), entry(1, 2, 1), entry(300, 2), entry(1, 1), entry(2, 2, 1), entry(9, 255)]
      await store.write(entries.map(put), 'unsynced')
      expectSame('an incarnation', await all(store.chain(2, 1, 0, 999)), chainOf(entries[1], entries[4]))
      const last = (await store.lastPositions()).map((p) => `${p.account}/${p.incarnation}/${p.seq}`)
      expectSame('positions', last, ['1/0/1', '2/0/300', '2/1/2', '255/0/9', '256/0/1'])
      await store.write([{ drop: 'chain', account: 2, incarnation: 0, upTo: 300 }], 'unsynced')
      expectSame('after a drop', (await store.lastPositions()).length, 4)
      await store.close()
    },
  },
  {
    name: 'an iteration shows what was there when it began',
    async run(home) {
      const store = await home.open()
      const entries = [1, 2, 3, 4, 5].map((seq) => entry(seq))
      await store.write(entries.map(put), 'unsynced')
      const seen: Uint8Array[] = []
      for await (const wire of store.chain(7, 0, 1, 9)) {
        if (seen.push(wire) === 1) {
          await store.write([{ drop: 'chain', account: 7, incarnation: 0, upTo: 4 }, put(entry(6))], 'unsynced')
        }
      }
      expectSame('what was seen', seen, chainOf(...entries))
      expectSame('what is there', (await all(store.chain(7, 0, 1, 9))).length, 2)
      await store.close()
    },
  },
  {
    name: 'a restart finds everything that was written, in either way',
    async run(home) {
      const store = await home.open()
      const entries = [1, 2, 3].map((seq) => entry(seq))
      const bytes = randomBytes(chance, 5000)
      await store.write([put(entries[0]), { put: 'record', kind: 'snapshot', number: 48, bytes }], 'synced')
      await store.write([put(entries[1])], 'unsynced')
      await store.write([], 'synced')
      void store.write([put(entries[2])], 'unsynced')
      await store.close()
      const next = await home.open()
      expectSame('the chain', await all(next.chain(7, 0, 1, 9)), chainOf(...entries))
      expectSame('the record', await next.lastRecord('snapshot'), [48, bytes])
      await next.close()
    },
  },
  {
    name: 'a closed store refuses every call, and may be closed again',
    async run(home) {
      const store = await home.open()
      await store.write([put(entry(1)), put(entry(2))], 'unsynced')
      const iteration = store.chain(7, 0, 1, 2)[Symbol.asyncIterator]()
      await iteration.next()
      await store.close()
      await store.close()
      const calls: [string, () => Promise<unknown>][] = [
        ['write', () => store.write([], 'unsynced')],
        ['at', () => store.at({ account: 1, incarnation: 0, seq: 1 })],
        ['chain', () => all(store.chain(1, 0, 1, 2))],
        ['an iteration under way', () => iteration.next()],
        ['lastPositions', () => store.lastPositions()],
        ['record', () => store.record('snapshot', 0)],
        ['records', () => all(store.records('pledge', 0, 9))],
        ['lastRecord', () => store.lastRecord('pledge')],
      ]
      for (const [name, call] of calls) await expectFault(name, 'store-closed', call)
    },
  },
  ...[1, 2, 3].map((seed) => ({
    name: `it answers as a list would, through batches, drops and restarts by chance (seed ${seed})`,
    run: (home: StoreHome) => liveRandomly(home, seed, 120),
  })),
]
