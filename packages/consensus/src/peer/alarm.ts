import type { Certificate } from '../certificate/certificate.js'
import type { RoundEvent } from './round-event.js'

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
 */
export type Alarm =
  | { readonly what: 'split'; readonly certificates: readonly Certificate[] }
  | { readonly what: 'other-result'; readonly height: number }
  | { readonly what: 'forked-account'; readonly account: number }
  | { readonly what: 'double-signing'; readonly account: number }
  | { readonly what: 'muted'; readonly reason: string }
  | { readonly what: 'disk-behind'; readonly seq: number }

/** What people hear of an event of the rounds. */
export function alarmOf(event: Extract<RoundEvent, { kind: 'split' | 'other-result' | 'muted' }>): Alarm {
  switch (event.kind) {
    case 'split':
      return { what: 'split', certificates: event.certificates }
    case 'other-result':
      return { what: 'other-result', height: event.height }
    case 'muted':
      return { what: 'muted', reason: event.reason }
  }
}
