import { LARGEST_SEQ, type LedgerStore, RECORD_KINDS, readEntry, type StoreWrite } from '@jazzgrid/ledger'
import { CodedError } from '@jazzgrid/units'
import type { ArchiveFrame } from './archive-frame.js'

/** Writes that are restored in one batch. */
const BATCH = 500

/**
 * Everything that a store holds. It may be written on meanwhile: records come first, up to the newest decision that there
 * was at the beginning, and then the entries, so that every entry that a decision takes in is there too.
 * @param files what goes along.
 */
export async function* ledgerFrames(
  store: LedgerStore,
  community: Uint8Array,
  files: readonly Extract<ArchiveFrame, { kind: 'file' }>[] = [],
): AsyncGenerator<ArchiveFrame> {
  yield { kind: 'begin', community }
  yield* files
  const [last] = (await store.lastRecord('decision')) ?? [0]
  for (const of of RECORD_KINDS) {
    const to = of === 'decision' || of === 'snapshot' ? last : Number.MAX_SAFE_INTEGER
    for await (const [number, bytes] of store.records(of, 0, to)) yield { kind: 'record', of, number, bytes }
  }
  for (const { account, incarnation } of await store.lastPositions()) {
    for await (const wire of store.chain(account, incarnation, 0, LARGEST_SEQ)) yield { kind: 'entry', wire }
  }
}

/** Put frames into an empty store. Files are handed on. Throws CodedError `bad-archive` for an entry that is none. */
export async function restoreFrames(
  frames: AsyncIterable<ArchiveFrame>,
  store: LedgerStore,
  onOther: (frame: Exclude<ArchiveFrame, { kind: 'entry' | 'record' }>) => Promise<void> | void = () => {},
): Promise<void> {
  let batch: StoreWrite[] = []
  for await (const frame of frames) {
    if (frame.kind === 'entry') batch.push({ put: 'entry', entry: entryOf(frame.wire) })
    else if (frame.kind === 'record') {
      batch.push({ put: 'record', kind: frame.of, number: frame.number, bytes: frame.bytes })
    } else await onOther(frame)
    if (batch.length < BATCH) continue
    await store.write(batch, 'unsynced')
    batch = []
  }
  await store.write(batch, 'synced')
}

function entryOf(wire: Uint8Array) {
  const entry = readEntry(wire)
  if (!('reason' in entry)) return entry
  throw new CodedError('bad-archive', `An entry of this archive cannot be read (${entry.reason}). Use another copy.`)
}
