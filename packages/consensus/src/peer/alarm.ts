import type { Certificate } from '../certificate/certificate.js'

/**
 * What people must hear of.
 *
 * | | |
 * |---|---|
 * | `split` | two certificates for one height: more than f validators lied; the peer has stopped and keeps the proof |
 * | `other-result` | a certified round has another result here: a bug, or another version; the peer has stopped |
 * | `forked-account` | an account signed two entries for one place; the proof was filed |
 * | `double-signing` | a validator signed two statements for one place; the proof was filed |
 * | `muted` | this peer may have forgotten what it signed and says nothing more at this height |
 * | `disk-behind` | others know more of this peer's own entries than its disk: it begins a new incarnation |
 * | `own-key-in-two-places` | two entries with this peer's key stand at one place: it writes no more, and others will accuse it |
 * | `trust-expired` | a snapshot is needed, and those who could vouch for it decided too long ago: give a newer checkpoint |
 * | `barred` | the account is none of the members, was suspended, or has another key: the peer does not write |
 */
export type Alarm =
  | { readonly what: 'split'; readonly certificates: readonly Certificate[] }
  | { readonly what: 'other-result'; readonly height: number }
  | { readonly what: 'forked-account'; readonly account: number }
  | { readonly what: 'double-signing'; readonly account: number }
  | { readonly what: 'muted'; readonly reason: string }
  /** @property seq the last entry of its own that the disk has. */
  | { readonly what: 'disk-behind'; readonly seq: number }
  | { readonly what: 'own-key-in-two-places'; readonly incarnation: number; readonly seq: number }
  /** @property at the time of the newest certificate that is trusted, UTC ms. */
  | { readonly what: 'trust-expired'; readonly at: number }
  | { readonly what: 'barred' }
