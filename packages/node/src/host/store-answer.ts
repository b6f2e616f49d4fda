import { readHistory, type StoreAsk } from '@jazzgrid/consensus'
import { type LedgerStore, readEntry, sameBytes } from '@jazzgrid/ledger'

/** What the store has to an ask: entries in the order in which they were asked for, decisions, ascending, or the past. */
export async function answerFrom(store: LedgerStore, ask: StoreAsk): Promise<readonly Uint8Array[]> {
  if (ask.what === 'rival') return store.at(ask.entry)
  if (ask.what !== 'decisions' && ask.what !== 'entries') return readHistory(store, ask)
  const found: Uint8Array[] = []
  if (ask.what === 'decisions') {
    for await (const [, bytes] of store.records('decision', ask.from, ask.to)) found.push(bytes)
    return found
  }
  for (const { account, incarnation, from, to } of ask.ranges) {
    for await (const wire of store.chain(account, incarnation, from, to)) found.push(wire)
  }
  for (const name of ask.names) {
    for (const wire of await store.at(name)) if (isNamed(wire, name.id)) found.push(wire)
  }
  return found
}

function isNamed(wire: Uint8Array, id: Uint8Array): boolean {
  const entry = readEntry(wire)
  return !('reason' in entry) && sameBytes(entry.id, id)
}
