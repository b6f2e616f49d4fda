import { compareBytes, encodeCanonical, inDomain, KEY_LENGTH } from '@jazzgrid/ledger'
import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex } from '@noble/hashes/utils.js'

export interface Validator {
  readonly account: number
  /** Ed25519 public key, 32 bytes; no two validators share one. */
  readonly key: Uint8Array
}

/** `byzantine`: some may lie in any way. `crash`: they may fall silent, but whoever speaks is honest (laboratories). */
export type FaultModel = 'byzantine' | 'crash'

/** Every node stores every entry and hears every vote, so a community stays far below. */
export const MOST_VALIDATORS = 256

/** The members that decide a height together, ascending by account, and the sizes that follow from their number n. */
export class ValidatorSet {
  readonly members: readonly Validator[]
  readonly faultModel: FaultModel
  /** f, how many may fail: floor((n-1)/3) liars, or n - q that are silent. */
  readonly faults: number
  /**
   * q, how many must sign. floor(2n/3)+1, so that two quorums share more than f members and one of them is honest; where
   * nobody lies one shared member is enough: floor(n/2)+1. Those who do not fail are always a quorum.
   */
  readonly quorum: number
  /**
   * t, how many of q vectors must list an entry for it to be cut: more than half, so that no two entries at one place
   * have it, and more than f, so that one who lists it neither lies nor is gone, and it can be fetched from there. It is
   * at most q - f of liars (q where nobody lies), so what every honest member held in time is always in. Among liars the
   * half is the larger; where members only fall silent f may be: 5 members, q = 3, f = 2, t = 3.
   */
  readonly support: number
  /** So many members of whom one is surely right: f + 1, or one where nobody lies. */
  readonly witnesses: number
  readonly #positions: ReadonlyMap<number, number>
  #holders: ReadonlyMap<string, number> | undefined
  #hash: Uint8Array | undefined

  /** Throws RangeError where the members are none, too many, out of order or share a key. */
  constructor(members: readonly Validator[], faultModel: FaultModel = 'byzantine') {
    refuseMembers(members)
    const n = members.length
    this.members = members
    this.faultModel = faultModel
    this.quorum = faultModel === 'crash' ? Math.floor(n / 2) + 1 : Math.floor((2 * n) / 3) + 1
    this.faults = faultModel === 'crash' ? n - this.quorum : Math.floor((n - 1) / 3)
    this.support = Math.max(Math.floor(this.quorum / 2), this.faults) + 1
    this.witnesses = faultModel === 'crash' ? 1 : this.faults + 1
    this.#positions = new Map(members.map(({ account }, position) => [account, position]))
  }

  /** Place among the members, from 0. */
  position(account: number): number | undefined {
    return this.#positions.get(account)
  }

  key(account: number): Uint8Array | undefined {
    const position = this.#positions.get(account)
    return position === undefined ? undefined : this.members[position].key
  }

  /** So many others make a quorum, with this account where it is one of the members. */
  quorumBeside(account: number | undefined): number {
    return this.quorum - (account !== undefined && this.#positions.has(account) ? 1 : 0)
  }

  /** The account of the validator that has this key. */
  holder(key: Uint8Array): number | undefined {
    this.#holders ??= new Map(this.members.map((member) => [bytesToHex(member.key), member.account]))
    return this.#holders.get(bytesToHex(key))
  }

  /** 32 bytes: fault model, accounts and keys. */
  get hash(): Uint8Array {
    const members = this.members.map(({ account, key }) => [account, key])
    this.#hash ??= sha256(inDomain('validators', encodeCanonical([this.faultModel, members])))
    return this.#hash
  }

  /**
   * Accounts in the order in which they propose at a height; round r belongs to place r mod n. Drawn anew for every height
   * from the certificate before, so that nobody is always first; those who are known to be awake come before the others,
   * so that a member that is off costs a timeout only once the others have failed.
   * @param previous id of the certificate before, 32 bytes.
   * @param recentlyLive must be the same on all peers: the closers of the value before.
   */
  proposers(previous: Uint8Array, recentlyLive: Iterable<number>): readonly number[] {
    const live = new Set(recentlyLive)
    const drawn = this.members.map(({ account }) => ({
      account,
      asleep: live.has(account) ? 0 : 1,
      lot: sha256(inDomain('proposers', encodeCanonical([previous, account]))),
    }))
    return drawn.sort((a, b) => a.asleep - b.asleep || compareBytes(a.lot, b.lot)).map(({ account }) => account)
  }
}

function refuseMembers(members: readonly Validator[]): void {
  if (members.length === 0) throw new RangeError('a community needs a validator')
  if (members.length > MOST_VALIDATORS)
    throw new RangeError(`${members.length} validators; most are ${MOST_VALIDATORS}`)
  members.forEach(({ account, key }, i) => {
    if (i > 0 && account <= members[i - 1].account) throw new RangeError(`validator ${account} is out of order`)
    if (key.length !== KEY_LENGTH) throw new RangeError(`the key of validator ${account} has ${key.length} bytes`)
  })
  const byKey = [...members].sort((a, b) => compareBytes(a.key, b.key))
  for (let i = 1; i < byKey.length; i++) {
    if (compareBytes(byKey[i].key, byKey[i - 1].key) === 0) {
      throw new RangeError(`validators ${byKey[i - 1].account} and ${byKey[i].account} share a key`)
    }
  }
}
