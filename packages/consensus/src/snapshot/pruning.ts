import { decodeCanonical, encodeCanonical, LARGEST_SEQ, type LedgerStore, type StoreWrite } from '@jazzgrid/ledger'
import { DAY } from '@jazzgrid/units'
import { decodeDecision, encodeDecision } from '../council/decision.js'

/** How long [ms] entries and results are kept: a quarter, so that a bill can be checked and disputed. */
export const RETENTION = 90 * DAY

/** Heights whose entries one batch drops. */
const AT_ONCE = 32

/** What a store no longer has. */
export interface Horizon {
  /** Of the heights up to this one only certificates are there. */
  readonly height: number
  /** Of the heights up to this one not even these: the peer began with a snapshot. */
  readonly since: number
}

export async function readHorizon(store: LedgerStore): Promise<Horizon> {
  const [height, bytes] = (await store.lastRecord('pruned')) ?? [0, encodeCanonical([0])]
  const items = decodeCanonical(bytes)
  const since = Array.isArray(items) && typeof items[0] === 'number' ? items[0] : height
  return { height, since }
}

/** Changes that move the horizon there. */
export const horizonWrites = ({ height, since }: Horizon): StoreWrite[] => [
  { drop: 'records', kind: 'result', upTo: height },
  { drop: 'records', kind: 'pruned', upTo: height - 1 },
  { put: 'record', kind: 'pruned', number: height, bytes: encodeCanonical([since]) },
]

/**
 * The next batch of what is to be forgotten: entries and results of rounds from before a time, and what they took in.
 * Certificates stay, for they are what newcomers and light clients come to trust by; and nothing above the newest snapshot
 * goes, for that is where a peer begins after a restart. Empty where nothing is left to be dropped.
 * @param before UTC ms.
 */
export async function nextPruning(store: LedgerStore, before: number): Promise<StoreWrite[]> {
  const [newest] = (await store.lastRecord('snapshot')) ?? [0]
  const horizon = await readHorizon(store)
  const batch: StoreWrite[] = []
  let height = horizon.height
  const last = Math.min(newest, height + AT_ONCE)
  for await (const [number, bytes] of store.records('decision', height + 1, last)) {
    const decision = decodeDecision(bytes)
    if (decision === undefined || decision.certificate.value.at >= before) break
    for (const { account, incarnation, from, ids } of decision.runs ?? []) {
      batch.push({ drop: 'chain', account, incarnation, upTo: from + ids.length - 1 })
      // nothing goes on from an earlier life
      if (from === 1 && incarnation > 0) {
        batch.push({ drop: 'chain', account, incarnation: incarnation - 1, upTo: LARGEST_SEQ })
      }
    }
    const thin = encodeDecision({ ...decision, runs: undefined })
    batch.push({ put: 'record', kind: 'decision', number, bytes: thin })
    height = number
  }
  return height === horizon.height ? [] : [...batch, ...horizonWrites({ ...horizon, height })]
}
