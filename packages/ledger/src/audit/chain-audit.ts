import { sameBytes } from '../cbor/canonical-cbor.js'
import type { Tip } from '../chain/frontier.js'
import type { EvidenceBody } from '../entry/body.js'
import { type Entry, NO_ENTRY, type Position } from '../entry/entry.js'
import { type Malformed, readEntry } from '../entry/entry-codec.js'
import { isSignedBy } from '../entry/head.js'
import { forkProof } from '../replica/fork-proof.js'
import type { SignatureScheme } from '../signature/signature-scheme.js'

/** What is known of a chain beside its bytes. */
export interface ChainTerms {
  readonly network: Uint8Array
  readonly scheme: SignatureScheme
  /** The author's key for an entry: keys may change with certificates, and `height` is the one that it knew. */
  keyAt(entry: Position & { readonly height: number }): Uint8Array | undefined
  /** The entry that the first one stands on, where earlier ones were forgotten; left out, the chain begins with seq 1. */
  readonly base?: Tip
}

export type ChainFault =
  | Malformed['reason']
  | 'other-network'
  /** Of another account or incarnation than the entries before. */
  | 'other-chain'
  /** Entries before it are missing. */
  | 'gap'
  /** An earlier one after a later one. */
  | 'disorder'
  /** The same position again, with the same entry. */
  | 'repeated'
  /** The same position again, with another entry: `proof` convicts the author where both are signed. */
  | 'fork'
  /** It names another entry before it than the one that is there. */
  | 'broken-link'
  | 'unknown-key'
  | 'bad-signature'

export type ChainAudit =
  | { readonly kind: 'sound'; readonly entries: number; readonly tip: Tip | undefined }
  | {
      readonly kind: 'faulty'
      readonly fault: ChainFault
      /** Of the first entry at fault, from 0. */
      readonly index: number
      /** Where the bytes say that it stands; undefined where they say nothing. */
      readonly position?: Position
      readonly place?: string
      readonly proof?: EvidenceBody
    }

/**
 * Check one stored chain: every entry in its one encoding, of one author and life, signed, without a gap, each on the one
 * before. Holds one entry at a time. @returns the first fault, or where the chain ends.
 */
export async function auditChain(wires: AsyncIterable<Uint8Array>, terms: ChainTerms): Promise<ChainAudit> {
  let last: Entry | undefined
  let index = 0
  for await (const wire of wires) {
    const entry = readEntry(wire)
    if ('reason' in entry) {
      const { reason: fault, place } = entry
      return { kind: 'faulty', fault, index, ...(place !== undefined && { place }) }
    }
    const fault = faultOf(entry, last, terms)
    if (fault !== undefined) {
      const { account, incarnation, seq } = entry
      const proof = fault === 'fork' && last !== undefined ? { proof: forkProof(last, entry) } : {}
      return { kind: 'faulty', fault, index, position: { account, incarnation, seq }, ...proof }
    }
    last = entry
    index++
  }
  const { account, incarnation, seq, id } = last ?? terms.base ?? {}
  const hasTip = account !== undefined && incarnation !== undefined && seq !== undefined && id !== undefined
  return { kind: 'sound', entries: index, tip: hasTip ? { account, incarnation, seq, id } : undefined }
}

function faultOf(entry: Entry, last: Entry | undefined, terms: ChainTerms): ChainFault | undefined {
  const { account, incarnation, seq, prev, id } = entry
  if (!sameBytes(entry.network, terms.network)) return 'other-network'
  const below = last ?? terms.base ?? { account, incarnation, seq: 0, id: NO_ENTRY }
  if (account !== below.account || incarnation !== below.incarnation) return 'other-chain'
  if (seq === below.seq && sameBytes(id, below.id)) return 'repeated'
  if (seq < below.seq) return 'disorder'
  if (seq > below.seq + 1) return 'gap'
  if (seq === below.seq + 1 && !sameBytes(prev, below.id)) return 'broken-link'
  const key = terms.keyAt(entry)
  if (key === undefined) return 'unknown-key'
  if (!isSignedBy(key, id, entry.signature, terms.scheme)) return 'bad-signature'
  return seq === below.seq ? 'fork' : undefined
}
