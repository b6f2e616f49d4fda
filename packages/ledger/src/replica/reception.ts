import type { EvidenceBody } from '../entry/body.js'
import type { Entry, EntryId, Position } from '../entry/entry.js'
import type { Malformed } from '../entry/entry-codec.js'

/**
 * What a replica makes of bytes that claim to be an entry.
 *
 * | kind | |
 * |---|---|
 * | `accepted` | it stands in its chain, with those that had waited for it, oldest first |
 * | `forked` | it stands beside another one at its position: `proof` convicts the author. `entries` as above |
 * | `known` | held already |
 * | `parked` | valid, but the entry before it is missing: fetch it |
 * | `historic` | at or below what is certified: only the store can tell whether it is the same entry |
 * | `ignored` | nothing wrong with the sender, but not to be kept: `why` |
 * | `refused` | invalid, and whoever sent it should have known |
 */
export type Reception =
  | { readonly kind: 'accepted'; readonly entries: readonly Entry[] }
  | { readonly kind: 'forked'; readonly entries: readonly Entry[]; readonly proof: EvidenceBody }
  | { readonly kind: 'known'; readonly entry: Entry }
  | { readonly kind: 'parked'; readonly entry: Entry; readonly missing: Missing }
  | { readonly kind: 'historic'; readonly entry: Entry }
  | { readonly kind: 'ignored'; readonly why: Ignorance }
  | { readonly kind: 'refused'; readonly why: EntryFault; readonly place?: string }

/** The entry that another one stands on. */
export interface Missing extends Position {
  readonly id: EntryId
}

/** Why a well-formed entry is not kept, though the sender may be honest. */
export type Ignorance =
  /** Not a member here (yet, or any more). */
  | 'unknown-author'
  /** Written before the author had its key of now, or signed with one that it may have got at a later height. */
  | 'other-key'
  /** Of an incarnation that is not the next one. */
  | 'far-incarnation'
  /** Stands on an entry in whose place another one is certified. */
  | 'astray'
  /** The author has lied at this position or before. */
  | 'equivocator'
  /** The author has more open entries, or more that wait for others, than a peer keeps. */
  | 'too-many-open'

export type EntryFault = Malformed['reason'] | 'other-network' | 'bad-signature'
