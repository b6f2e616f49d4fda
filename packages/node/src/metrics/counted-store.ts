import type { LedgerStore, StoreWrite } from '@jazzgrid/ledger'

/** What was written since the start. */
export interface StoreCounts {
  readonly batches: { synced: number; unsynced: number }
  /** Of entries and records, before the disk's own overhead. */
  bytes: number
  failures: number
}

/** The store itself, counting what is written through it. */
export function countedStore(store: LedgerStore, counts: StoreCounts): LedgerStore {
  return {
    async write(batch, durability) {
      try {
        await store.write(batch, durability)
      } catch (fault) {
        counts.failures++
        throw fault
      }
      counts.batches[durability]++
      for (const change of batch) counts.bytes += sizeOf(change)
    },
    at: (position) => store.at(position),
    chain: (account, incarnation, from, to) => store.chain(account, incarnation, from, to),
    lastPositions: () => store.lastPositions(),
    record: (kind, number) => store.record(kind, number),
    records: (kind, from, to) => store.records(kind, from, to),
    lastRecord: (kind) => store.lastRecord(kind),
    close: () => store.close(),
  }
}

function sizeOf(change: StoreWrite): number {
  if (!('put' in change)) return 0
  return change.put === 'entry' ? change.entry.wire.length : change.bytes.length
}
