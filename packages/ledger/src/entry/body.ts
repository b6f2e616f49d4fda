import type { CancelRequest, OrderRequest, Registers, ReplaceRequest } from '@jazzgrid/market'
import type { Slot, Wh } from '@jazzgrid/units'

/** What an entry says. Trades, clearings and statements are never authored: executing certificates yields them. */
export type Body =
  | OrderBody
  | CancelBody
  | ReplaceBody
  | ReadingBody
  | DeliveryBody
  | DisputeBody
  | MemberBody
  | ParamBody
  | EvidenceBody
  | RotateKeyBody
  | ReincarnateBody
  | DoubleSigningBody

/** Numbers on the wire: the order of this list. */
export const ENTRY_KINDS = [
  'order',
  'cancel',
  'replace',
  'reading',
  'delivery',
  'dispute',
  'member',
  'param',
  'evidence',
  'rotate-key',
  'reincarnate',
  'double-signing',
] as const satisfies readonly Body['kind'][]

export type EntryKind = (typeof ENTRY_KINDS)[number]

/** The market's own requests; the account is the entry's author. */
export type OrderBody = Omit<OrderRequest, 'account'>
export type CancelBody = Omit<CancelRequest, 'account'>
export type ReplaceBody = Omit<ReplaceRequest, 'account'>

/** The meter's registers at the END of a slot. */
export interface ReadingBody extends Registers {
  readonly kind: 'reading'
  readonly slot: Slot
}

/** What a router says it delivered in a slot: energy INTO the device [Wh]. A log, not a proof: the meter decides. */
export interface DeliveryBody {
  readonly kind: 'delivery'
  readonly slot: Slot
  readonly device: number
  readonly energy: Wh
}

/** An account contests what was settled for a slot. */
export interface DisputeBody {
  readonly kind: 'dispute'
  readonly slot: Slot
  /** At most 200 characters. */
  readonly text: string
}

/** A validator's vote on who belongs. It takes effect two rounds after q validators have cast it for the same change. */
export interface MemberBody {
  readonly kind: 'member'
  readonly change: MemberChange
}

export type MemberChange =
  | {
      readonly to: 'admit'
      readonly account: number
      readonly key: Uint8Array
      /** Signature of the key's holder over the admission: see `possessionMessage`. */
      readonly proof: Uint8Array
      readonly validator: boolean
      readonly feeder: number
      /** Absent = no limit. */
      readonly maxEnergyPerSlot?: Wh
    }
  | { readonly to: 'evict' | 'seat' | 'unseat'; readonly account: number }

/** A validator's vote on a market parameter, with the same rule as for members. */
export interface ParamBody {
  readonly kind: 'param'
  readonly name: string
  readonly value: number
}

/** Two signed heads at one position with different ids: their author lied. Anybody may file it. */
export interface EvidenceBody {
  readonly kind: 'evidence'
  readonly heads: readonly [SignedHead, SignedHead]
}

/** The part of an entry that was signed, without the body that it names by its hash. */
export interface SignedHead {
  readonly head: Uint8Array
  readonly signature: Uint8Array
}

export interface RotateKeyBody {
  readonly kind: 'rotate-key'
  readonly key: Uint8Array
  readonly proof: Uint8Array
}

/**
 * The first entry of a later incarnation, and only that: the author's disk knows less than others do of what it signed
 * (a restored backup), so it begins a chain in which it cannot repeat itself. Uncertified entries before it are void.
 */
export interface ReincarnateBody {
  readonly kind: 'reincarnate'
}

/** What validators sign while they decide a height. Numbers on the wire: the order of this list. */
export const SEAL_STATEMENTS = ['close', 'proposal', 'vote'] as const

/**
 * Two statements of one validator for one place of a height: the proof that it lied while a round was decided. Anybody may
 * file it. What the statements say is not known here; they are judged when the entry is executed.
 */
export interface DoubleSigningBody {
  readonly kind: 'double-signing'
  readonly said: (typeof SEAL_STATEMENTS)[number]
  readonly account: number
  /** Ascending by their bytes, so that the same two statements give the same proof on every peer. */
  readonly signed: readonly [SignedContent, SignedContent]
}

export interface SignedContent {
  /** At most 120 bytes. */
  readonly content: Uint8Array
  readonly signature: Uint8Array
}
