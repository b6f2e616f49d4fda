import { type Entry, LARGEST_SEQ, type LedgerStore, readEntry, type Tip } from '@jazzgrid/ledger'
import { certificateId } from '../certificate/certificate.js'
import type { Genesis } from '../genesis/genesis.js'
import { decodeHandover } from '../trust/handover.js'
import type { Trust, TrustedPoint } from '../trust/trusted-point.js'

/** Where a light client goes on: see `LightOptions`. */
export interface RestoredLight {
  readonly point: TrustedPoint | Trust
  readonly own?: { readonly tip: Tip; readonly open: readonly Entry[] }
}

/** Own entries that may not be certified yet: no more are signed before. */
const MOST_OPEN = 64

/**
 * Read from the disk what a light client trusted last and what it signed. Nothing is lost with an empty disk but the
 * certainty of what was signed: others are asked for that in any case.
 * @param point where it began, for a disk that knows nothing newer.
 */
export async function restoreLight(
  store: LedgerStore,
  genesis: Genesis,
  account: number,
  point: TrustedPoint,
): Promise<RestoredLight> {
  const own = await readOwn(store, account)
  const [, bytes] = (await store.lastRecord('handover')) ?? []
  const step = bytes && decodeHandover(bytes, genesis.faultModel)
  if (step === undefined) return { point, ...(own && { own }) }
  const { height, at } = step.certificate.value
  const trust = { height, at, certificate: certificateId(step.certificate), validators: step.validators }
  // whoever was told something newer is to begin with that
  const isNewer = point === 'genesis' || point.height <= height
  return { point: isNewer ? trust : point, ...(own && { own }) }
}

async function readOwn(store: LedgerStore, account: number): Promise<RestoredLight['own']> {
  const lives = (await store.lastPositions()).filter((position) => position.account === account)
  const last = lives[lives.length - 1]
  if (last === undefined) return undefined
  const open: Entry[] = []
  for await (const wire of store.chain(account, last.incarnation, Math.max(1, last.seq - MOST_OPEN + 1), LARGEST_SEQ)) {
    const entry = readEntry(wire)
    if (!('reason' in entry)) open.push(entry)
  }
  const newest = open[open.length - 1]
  return newest && { tip: { account, incarnation: newest.incarnation, seq: newest.seq, id: newest.id }, open }
}
