import type { CommunityState } from '@jazzgrid/consensus'
import { type Entry, type LedgerStore, readEntry } from '@jazzgrid/ledger'

/** Entries of each voter that are looked through, the newest. */
const LOOKED_THROUGH = 5_000

/** The entries by which somebody voted for these ballots, from the disk: a state keeps their text and not their proof. */
export async function recallProposals(store: LedgerStore, ballots: CommunityState['ballots']): Promise<Entry[]> {
  const voters = new Set(ballots.flatMap((ballot) => ballot.voters))
  const found: Entry[] = []
  if (voters.size === 0) return found
  for (const { account, incarnation, seq } of await store.lastPositions()) {
    if (!voters.has(account)) continue
    for await (const wire of store.chain(account, incarnation, Math.max(1, seq - LOOKED_THROUGH), seq)) {
      const entry = readEntry(wire)
      if (!('reason' in entry) && entry.body.kind === 'member') found.push(entry)
    }
  }
  return found
}
