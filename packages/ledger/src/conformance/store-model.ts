import { compareBytes, sameBytes } from '../cbor/canonical-cbor.js'
import { compareProgress } from '../chain/frontier.js'
import type { Position } from '../entry/entry.js'
import type { NumberedRecord, RecordKind, StoredEntry, StoreWrite } from '../store/ledger-store.js'

type RecordWrite = Extract<StoreWrite, { put: 'record' }>

const samePosition = (a: Position, b: Position): boolean => a.account === b.account && compareProgress(a, b) === 0

/** What a store should hold, as two lists that are searched from end to end: slow, and hard to get wrong. */
export class StoreModel {
  #entries: StoredEntry[] = []
  #records: RecordWrite[] = []

  write(batch: readonly StoreWrite[]): void {
    for (const change of batch) this.#change(change)
  }

  chain(account: number, incarnation: number, from: number, to: number): Uint8Array[] {
    return this.#entries
      .filter((e) => e.account === account && e.incarnation === incarnation && e.seq >= from && e.seq <= to)
      .sort((a, b) => a.seq - b.seq || compareBytes(a.id, b.id))
      .map(({ wire }) => wire)
  }

  lastPositions(): Position[] {
    return this.#entries
      .filter((e) => !this.#entries.some((o) => isSameChain(o, e) && o.seq > e.seq))
      .filter((e, i, last) => last.findIndex((o) => isSameChain(o, e)) === i)
      .sort((a, b) => a.account - b.account || a.incarnation - b.incarnation)
      .map(({ account, incarnation, seq }) => ({ account, incarnation, seq }))
  }

  records(kind: RecordKind, from: number, to: number): NumberedRecord[] {
    return this.#records
      .filter((record) => record.kind === kind && record.number >= from && record.number <= to)
      .sort((a, b) => a.number - b.number)
      .map(({ number, bytes }) => [number, bytes])
  }

  #change(change: StoreWrite): void {
    if ('put' in change && change.put === 'entry') {
      this.#dropEntry(change.entry, change.entry.id)
      this.#entries.push(change.entry)
    } else if ('put' in change) {
      this.#records = this.#records.filter((r) => r.kind !== change.kind || r.number !== change.number)
      this.#records.push(change)
    } else if (change.drop === 'entry') {
      this.#dropEntry(change.position, change.id)
    } else if (change.drop === 'chain') {
      this.#entries = this.#entries.filter((e) => !isSameChain(e, change) || e.seq > change.upTo)
    } else {
      this.#records = this.#records.filter((r) => r.kind !== change.kind || r.number > change.upTo)
    }
  }

  #dropEntry(position: Position, id: Uint8Array): void {
    this.#entries = this.#entries.filter((e) => !samePosition(e, position) || !sameBytes(e.id, id))
  }
}

type ChainName = Pick<Position, 'account' | 'incarnation'>

const isSameChain = (a: ChainName, b: ChainName): boolean => a.account === b.account && a.incarnation === b.incarnation
