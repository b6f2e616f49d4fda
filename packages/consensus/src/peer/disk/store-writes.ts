import { type Entry, encodeSync, LONGEST_ENTRY, LONGEST_SENT, type StoreWrite } from '@jazzgrid/ledger'
import { type Decision, encodeDecision } from '../../council/decision.js'
import { canonicalBytes, type Plain } from '../../state/canonical-json.js'
import type { CommunityState } from '../../state/community-state.js'
import { encodePledgeRecord, type PledgeRecord } from './pledge-record.js'

export const putEntry = (entry: Entry): StoreWrite => ({ put: 'entry', entry })

/** What this peer signed for a height. */
export const pledgeWrite = (height: number, pledged: PledgeRecord): StoreWrite => ({
  put: 'record',
  kind: 'pledge',
  number: height,
  bytes: encodePledgeRecord(pledged),
})

/** A height is decided: its pledges are done with. @param snapshot the state after it, where it is to be kept. */
export function decidedWrites(decision: Decision, snapshot: CommunityState | undefined): StoreWrite[] {
  const { height } = decision.certificate.value
  const batch: StoreWrite[] = [
    { put: 'record', kind: 'decision', number: height, bytes: encodeDecision(decision) },
    { drop: 'records', kind: 'pledge', upTo: height },
  ]
  if (snapshot !== undefined) {
    const bytes = canonicalBytes(snapshot as unknown as Plain)
    batch.push({ put: 'record', kind: 'snapshot', number: height, bytes })
  }
  return batch
}

/** Entries to publish, in messages that are short enough. */
export function packetsOf(entries: readonly Entry[]): Uint8Array[] {
  const most = Math.floor((LONGEST_SENT - 64) / (LONGEST_ENTRY + 4))
  const found: Uint8Array[] = []
  for (let i = 0; i < entries.length; i += most) {
    const wires = entries.slice(i, i + most).map(({ wire }) => wire)
    found.push(encodeSync({ kind: 'entries', request: 0, more: false, wires }))
  }
  return found
}
