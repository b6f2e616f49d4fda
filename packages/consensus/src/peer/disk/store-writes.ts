import { type Entry, encodeBody, encodeCanonical, type StoreWrite, sameBytes } from '@jazzgrid/ledger'
import type { Certificate } from '../../certificate/certificate.js'
import { encodeDecision } from '../../council/decision.js'
import type { Outcome } from '../../council/outcome.js'
import type { Accusation } from '../../execution/conviction.js'
import { resultLeaves } from '../../execution/round-result.js'
import { encodeSnapshot, snapshotOf } from '../../snapshot/snapshot.js'
import { encodeHandover } from '../../trust/handover.js'
import type { ValidatorSet } from '../../validators/validator-set.js'
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

/** Snapshots that are kept: whoever fetches one must not lose it under way. */
const SNAPSHOTS = 3

/** What is kept of a height that was decided. */
export interface Decided {
  readonly certificate: Certificate
  readonly outcome: Outcome
  /** Who decided it, and who decides the next. */
  readonly deciders: ValidatorSet
  readonly validators: ValidatorSet
}

/** A height is decided: its pledges are done with. @param snapshot heights between two snapshots of the state. */
export function decidedWrites({ certificate, outcome, deciders, validators }: Decided, snapshot: number): StoreWrite[] {
  const { height: number } = certificate.value
  const record = (kind: 'decision' | 'result' | 'handover' | 'snapshot', bytes: Uint8Array): StoreWrite => ({
    put: 'record',
    kind,
    number,
    bytes,
  })
  const batch: StoreWrite[] = [
    record('decision', encodeDecision({ certificate, runs: outcome.runs })),
    record('result', encodeCanonical(resultLeaves(outcome.result))),
    { drop: 'records', kind: 'pledge', upTo: number },
  ]
  if (!sameBytes(deciders.hash, validators.hash)) {
    batch.push(record('handover', encodeHandover({ certificate, validators })))
  }
  if (number % snapshot === 0) {
    batch.push(record('snapshot', encodeSnapshot(snapshotOf(certificate, deciders, outcome.state))))
    batch.push({ drop: 'records', kind: 'snapshot', upTo: number - SNAPSHOTS * snapshot })
  }
  return batch
}
