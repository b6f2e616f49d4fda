import type { StoreAsk } from '@jazzgrid/consensus'
import type { LedgerStore } from '@jazzgrid/ledger'

/** What the store has to an ask: entries or decisions, ascending. */
export async function answerFrom(store: LedgerStore, ask: StoreAsk): Promise<readonly Uint8Array[]> {
  if (ask.what === 'rival') return store.at(ask.entry)
  const found: Uint8Array[] = []
  if (ask.what === 'chain') {
    for await (const wire of store.chain(ask.account, ask.incarnation, ask.from, ask.to)) found.push(wire)
  } else {
    for await (const [, bytes] of store.records('decision', ask.from, ask.to)) found.push(bytes)
  }
  return found
}
