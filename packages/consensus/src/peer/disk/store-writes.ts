import { type Entry, encodeBody, type StoreWrite } from '@jazzgrid/ledger'
import { type Decision, encodeDecision } from '../../council/decision.js'
import type { Accusation } from '../../execution/conviction.js'
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

/** What convicts an account: one proof of each is kept. */
export const proofWrite = (account: number, proof: Accusation): StoreWrite => ({
  put: 'record',
  kind: 'proof',
  number: account,
  bytes: encodeBody(proof),
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
