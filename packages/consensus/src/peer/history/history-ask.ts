import type { LedgerStore } from '@jazzgrid/ledger'

/** What of the past somebody asked for. */
export type HistoryAsk =
  /** One part; height 0 stands for the newest. */
  | { readonly what: 'snapshot'; readonly request: number; readonly height: number; readonly part: number }
  /** These handovers, and the certificate of `to`. */
  | { readonly what: 'trail'; readonly request: number; readonly handovers: readonly number[]; readonly to: number }
  | {
      readonly what: 'results'
      readonly request: number
      readonly account: number | null
      readonly from: number
      readonly to: number
    }
  | {
      readonly what: 'frontier'
      readonly request: number
      readonly account: number | null
      readonly height: number
    }

/**
 * What the store has to such an ask: the snapshot; the handovers and then the decision; decisions and results in turn;
 * the decision.
 */
export async function readHistory(store: LedgerStore, ask: HistoryAsk): Promise<readonly Uint8Array[]> {
  const found: Uint8Array[] = []
  switch (ask.what) {
    case 'snapshot': {
      const bytes =
        ask.height === 0 ? (await store.lastRecord('snapshot'))?.[1] : await store.record('snapshot', ask.height)
      return bytes === undefined ? [] : [bytes]
    }
    case 'trail':
      for (const height of [...ask.handovers, ask.to]) {
        const bytes = await store.record(height === ask.to ? 'decision' : 'handover', height)
        // of the certificate with which a peer began there is no decision
        const either = bytes ?? (await store.record('handover', height))
        if (either !== undefined) found.push(either)
      }
      return found
    case 'results':
      for await (const [height, bytes] of store.records('result', ask.from, ask.to)) {
        const decision = await decisionOf(store, height)
        // whoever asks takes what it is not shown for nothing, so nothing may be left out
        if (height !== ask.from + found.length / 2 || decision.length === 0) break
        found.push(...decision, bytes)
      }
      return found
    case 'frontier':
      return decisionOf(store, ask.height)
  }
}

async function decisionOf(store: LedgerStore, height: number): Promise<Uint8Array[]> {
  const bytes = await store.record('decision', height)
  return bytes === undefined ? [] : [bytes]
}
