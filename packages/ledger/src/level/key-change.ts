import { compareBytes } from '../cbor/canonical-cbor.js'
import type { StoreWrite } from '../store/ledger-store.js'
import { chainRange, entryKey, type KeyRange, recordKey, recordRange } from './buckets.js'

export type KeyChange =
  | { readonly type: 'put'; readonly key: Uint8Array; readonly value: Uint8Array }
  | { readonly type: 'del'; readonly key: Uint8Array }

/** LevelDB knows no removal of a range; it becomes one of keys when its turn has come and it is known what is there. */
export type Removal = { readonly type: 'clear'; readonly range: KeyRange }

export function keyChange(write: StoreWrite): KeyChange | Removal {
  if ('put' in write) {
    return write.put === 'entry'
      ? { type: 'put', key: entryKey(write.entry, write.entry.id), value: write.entry.wire }
      : { type: 'put', key: recordKey(write.kind, write.number), value: write.bytes }
  }
  switch (write.drop) {
    case 'entry':
      return { type: 'del', key: entryKey(write.position, write.id) }
    case 'chain':
      return { type: 'clear', range: chainRange(write.account, write.incarnation, 0, write.upTo) }
    case 'records':
      return { type: 'clear', range: recordRange(write.kind, 0, write.upTo) }
  }
}

/**
 * The changes as LevelDB takes them, in order.
 * @param keysIn the keys of a range that are in the database before the first of these changes.
 */
export async function keyByKey(
  changes: readonly (KeyChange | Removal)[],
  keysIn: (range: KeyRange) => Promise<readonly Uint8Array[]>,
): Promise<KeyChange[]> {
  const found: KeyChange[] = []
  for (const change of changes) {
    if (change.type !== 'clear') {
      found.push(change)
      continue
    }
    const { gte, lte } = change.range
    const put = found.filter(({ key }) => compareBytes(key, gte) >= 0 && compareBytes(key, lte) <= 0)
    for (const key of [...put.map(({ key }) => key), ...(await keysIn(change.range))]) found.push({ type: 'del', key })
  }
  return found
}
