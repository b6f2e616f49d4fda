import { LARGEST_SEQ, type StoreWrite } from '@jazzgrid/ledger'
import { encodeDecision } from '../council/decision.js'
import type { CommunityState } from '../state/community-state.js'
import { encodeHandover, type Handover } from '../trust/handover.js'
import { horizonWrites } from './pruning.js'
import { encodeSnapshot, type Snapshot } from './snapshot.js'

/**
 * Everything that a store needs to go on from a snapshot, as one batch: a crash leaves what was there before or what is
 * there now. What it held of the heights in between is of no use without the rest.
 * @param trail the certificates that led to the snapshot. @param since the height from which on certificates are known.
 */
export function installationWrites(
  snapshot: Snapshot,
  { tips }: CommunityState,
  trail: readonly Handover[],
  since: number,
): StoreWrite[] {
  const { certificate } = snapshot
  const { height } = certificate.value
  const batch: StoreWrite[] = []
  for (const { account, incarnation, seq } of tips) {
    batch.push({ drop: 'chain', account, incarnation, upTo: seq })
    for (let life = 0; life < incarnation; life++) {
      batch.push({ drop: 'chain', account, incarnation: life, upTo: LARGEST_SEQ })
    }
  }
  for (const step of trail) {
    const number = step.certificate.value.height
    batch.push({ put: 'record', kind: 'handover', number, bytes: encodeHandover(step) })
  }
  return [
    ...batch,
    ...horizonWrites({ height, since }),
    { drop: 'records', kind: 'pledge', upTo: height },
    { drop: 'records', kind: 'snapshot', upTo: height },
    { put: 'record', kind: 'snapshot', number: height, bytes: encodeSnapshot(snapshot) },
    { put: 'record', kind: 'decision', number: height, bytes: encodeDecision({ certificate, runs: undefined }) },
  ]
}
