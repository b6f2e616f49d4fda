import type { Entry, SignatureScheme, Signer, StoreWrite, Tip } from '@jazzgrid/ledger'
import type { Chance } from '@jazzgrid/units'
import type { Certificate } from '../certificate/certificate.js'
import type { Genesis } from '../genesis/genesis.js'
import type { PeerName } from '../peer/peer-effect.js'
import type { ResultLeaf } from '../proof/result-leaf.js'
import type { Trust, TrustedPoint } from '../trust/trusted-point.js'

/** What a light client asks its host to do, in order: what follows a synced write waits for it. */
export type LightEffect =
  | { readonly kind: 'store'; readonly batch: readonly StoreWrite[]; readonly durability: 'synced' | 'unsynced' }
  /** Own entries, to everybody who listens to entries. */
  | { readonly kind: 'publish'; readonly data: Uint8Array }
  | { readonly kind: 'send'; readonly to: PeerName; readonly frame: Uint8Array }
  | { readonly kind: 'timer'; readonly delay: number }
  | { readonly kind: 'penalise'; readonly peer: PeerName; readonly reason: string; readonly points: number }
  /** A later certificate is trusted. */
  | { readonly kind: 'followed'; readonly trust: Trust }
  /** Proven: a round did this to the account. */
  | { readonly kind: 'learned'; readonly height: number; readonly leaves: readonly ResultLeaf[] }
  /** Proven: these own entries stand below a certificate, and nobody can undo them. */
  | { readonly kind: 'taken-in'; readonly height: number; readonly entries: readonly Entry[] }
  | { readonly kind: 'report'; readonly report: LightReport }

/**
 * What people must hear of.
 *
 * | | |
 * |---|---|
 * | `split` | two certificates for one height: more than f validators lied. The client stops and keeps the proof |
 * | `expired` | what it trusts is longer ago than its trusting period: it needs a newer checkpoint |
 * | `stale` | it is connected, and for long nobody has shown a newer certificate |
 * | `withheld` | something happened to the account in these heights that no neighbour shows |
 * | `forked` | somebody else signs with its key |
 */
export type LightReport =
  | { readonly what: 'split'; readonly certificate: Certificate }
  | { readonly what: 'expired' | 'stale'; readonly at: number }
  | { readonly what: 'withheld'; readonly from: number; readonly to: number }
  | { readonly what: 'forked' }

export interface LightPace {
  /** Between two looks for a newer certificate [ms]. */
  readonly poll: number
  /** Age of the newest certificate [ms] from which on somebody may be keeping newer ones back: gates close oftener. */
  readonly stale: number
}

export interface LightOptions {
  readonly genesis: Genesis
  readonly scheme: SignatureScheme
  readonly point: TrustedPoint | Trust
  /** ms */
  readonly trustingPeriod?: number
  /** Whose trades, fates and statements are asked for. */
  readonly account: number
  /** Left out, it only watches. */
  readonly signer?: Signer
  /** Own entries that its disk has and that are not known to be certified, oldest first, and the newest of all. */
  readonly own?: { readonly tip?: Tip; readonly open: readonly Entry[] }
  /** The last height whose results are known; left out, what it trusts. */
  readonly learned?: number
  readonly chance: Chance
  readonly pace?: Partial<LightPace>
}
