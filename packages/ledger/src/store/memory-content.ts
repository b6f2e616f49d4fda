import { LARGEST_INCARNATION, type Position } from '../entry/entry.js'
import type { NumberedRecord, RecordKind, StoredEntry, StoreWrite } from './ledger-store.js'
import { MemoryChain } from './memory-chain.js'

/** Takes a batch back, as long as nothing was changed after it. */
export type Undo = () => void

/** What is in a store, with a way back for every batch. */
export class MemoryContent {
  readonly #chains = new Map<number, MemoryChain>()
  readonly #records = new Map<RecordKind, Map<number, Uint8Array>>()

  apply(batch: readonly StoreWrite[]): Undo {
    const undos = batch.map((change) => this.#apply(change))
    return () => {
      for (const undo of undos.reverse()) undo()
    }
  }

  chain(account: number, incarnation: number, from: number, to: number): readonly StoredEntry[] {
    return this.#chains.get(chainNumber(account, incarnation))?.between(from, to) ?? []
  }

  lastPositions(): Position[] {
    const positions: Position[] = []
    for (const number of [...this.#chains.keys()].sort((a, b) => a - b)) {
      const last = this.#chains.get(number)?.last
      if (last) positions.push({ account: last.account, incarnation: last.incarnation, seq: last.seq })
    }
    return positions
  }

  record(kind: RecordKind, number: number): Uint8Array | undefined {
    return this.#records.get(kind)?.get(number)
  }

  records(kind: RecordKind, from: number, to: number): NumberedRecord[] {
    return [...this.#recordsOf(kind)].filter(([number]) => number >= from && number <= to).sort(([a], [b]) => a - b)
  }

  #apply(change: StoreWrite): Undo {
    if ('put' in change) return change.put === 'entry' ? this.#putEntry(change.entry) : this.#putRecord(change)
    if (change.drop === 'records') return this.#dropRecords(change.kind, change.upTo)
    const chain = this.#chainOf(change.drop === 'chain' ? change : change.position)
    const dropped =
      change.drop === 'chain'
        ? chain.dropUpTo(change.upTo)
        : [chain.drop({ seq: change.position.seq, id: change.id })].filter((entry) => entry !== undefined)
    return () => {
      for (const entry of dropped) chain.put(entry)
    }
  }

  #putEntry(entry: StoredEntry): Undo {
    const chain = this.#chainOf(entry)
    const before = chain.put(entry)
    return () => void (before ? chain.put(before) : chain.drop(entry))
  }

  #putRecord({ kind, number, bytes }: Extract<StoreWrite, { put: 'record' }>): Undo {
    const records = this.#recordsOf(kind)
    const before = records.get(number)
    records.set(number, bytes)
    return () => void (before ? records.set(number, before) : records.delete(number))
  }

  #dropRecords(kind: RecordKind, upTo: number): Undo {
    const records = this.#recordsOf(kind)
    const dropped = this.records(kind, 0, upTo)
    for (const [number] of dropped) records.delete(number)
    return () => {
      for (const [number, bytes] of dropped) records.set(number, bytes)
    }
  }

  #chainOf({ account, incarnation }: Pick<Position, 'account' | 'incarnation'>): MemoryChain {
    const number = chainNumber(account, incarnation)
    const chain = this.#chains.get(number) ?? new MemoryChain()
    this.#chains.set(number, chain)
    return chain
  }

  #recordsOf(kind: RecordKind): Map<number, Uint8Array> {
    const records = this.#records.get(kind) ?? new Map<number, Uint8Array>()
    this.#records.set(kind, records)
    return records
  }
}

const chainNumber = (account: number, incarnation: number): number => account * (LARGEST_INCARNATION + 1) + incarnation
