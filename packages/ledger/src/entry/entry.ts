import type { Body } from './body.js'

/** Version of the entry format: the first item of every entry. */
export const ENTRY_VERSION = 1

/** Longest entry on the wire, its signature included [bytes]. */
export const LONGEST_ENTRY = 1024

export const ID_LENGTH = 32
export const KEY_LENGTH = 32
export const SIGNATURE_LENGTH = 64
/** Of the network's and of a certificate's id, as much as entries quote. */
export const PREFIX_LENGTH = 8

/** Most accounts of a community and incarnations of an account that the format can number. */
export const LARGEST_ACCOUNT = 2 ** 31 - 1
export const LARGEST_INCARNATION = 2 ** 16 - 1
export const LARGEST_SEQ = 2 ** 32 - 1

/** SHA-256 of the head of an entry: what `prev` names and what the author signed. */
export type EntryId = Uint8Array

/** Where an entry stands. Two valid entries with one position and different ids prove that their author equivocated. */
export interface Position {
  /** Number given by a certificate or the genesis, never reused. */
  readonly account: number
  /** Counts how often the account had to begin anew after its disk had lost entries that others may hold. */
  readonly incarnation: number
  /** From 1, without a gap. */
  readonly seq: number
}

/** What an author says, and what it knew when it said so. */
export interface Statement extends Position {
  /** First 8 bytes of the id of the genesis: an entry of one community means nothing in another. */
  readonly network: Uint8Array
  /** Id of the entry before in this incarnation; 32 zeros for the first. */
  readonly prev: EntryId
  /** Height of the newest certificate that the author knows, and the first 8 bytes of its id: its causal past in short. */
  readonly height: number
  readonly certificate: Uint8Array
  /** The author's clock, UTC ms; informational, nothing is decided by it. */
  readonly time: number
  readonly body: Body
}

/** A signed statement. `wire` is the one way to write it; `id` does not cover the signature. */
export interface Entry extends Statement {
  readonly id: EntryId
  readonly signature: Uint8Array
  readonly wire: Uint8Array
}

export const NO_ENTRY: EntryId = new Uint8Array(ID_LENGTH)
