import { compareBytes, sameBytes } from '../cbor/canonical-cbor.js'
import type { EvidenceBody } from '../entry/body.js'
import type { Entry } from '../entry/entry.js'
import { signedHeadOf } from '../entry/entry-codec.js'
import { idOf, isSignedBy, readHead } from '../entry/head.js'
import type { SignatureScheme } from '../signature/signature-scheme.js'

/** The proof that an author signed two entries for one position; the same two give the same proof on every peer. */
export function forkProof(one: Entry, other: Entry): EvidenceBody {
  const [first, second] = compareBytes(one.id, other.id) < 0 ? [one, other] : [other, one]
  return { kind: 'evidence', heads: [signedHeadOf(first), signedHeadOf(second)] }
}

/**
 * Whom a proof convicts: the account that signed both heads; undefined where it proves nothing.
 * @param network first 8 bytes of the genesis id. @param keyOf the account's key; undefined for a stranger.
 */
export function convicted(
  { heads: [one, other] }: EvidenceBody,
  network: Uint8Array,
  keyOf: (account: number) => Uint8Array | undefined,
  scheme: SignatureScheme,
): number | undefined {
  const a = readHead(one.head)
  const b = readHead(other.head)
  if (a === undefined || b === undefined) return undefined
  if (!sameBytes(a.network, network) || !sameBytes(b.network, network)) return undefined
  if (a.account !== b.account || a.incarnation !== b.incarnation || a.seq !== b.seq) return undefined
  const key = keyOf(a.account)
  const ids = [idOf(one.head), idOf(other.head)]
  if (key === undefined || compareBytes(ids[0], ids[1]) >= 0) return undefined
  const signed = isSignedBy(key, ids[0], one.signature, scheme) && isSignedBy(key, ids[1], other.signature, scheme)
  return signed ? a.account : undefined
}
