import { isSoundKey, type MemberChange, possessionMessage, type SignatureScheme } from '@jazzgrid/ledger'
import type { Wh } from '@jazzgrid/units'
import { bytesToHex, hexToBytes } from '@noble/hashes/utils.js'
import { canonicalJson } from '../state/canonical-json.js'
import type { Member } from '../state/community-state.js'
import { isParameter } from './parameter.js'

/** A change that validators vote on, as plain data, its text the same on every peer. */
export type PlainChange = PlainMemberChange | { readonly to: 'set'; readonly parameter: string; readonly value: number }

export type PlainMemberChange =
  | {
      readonly to: 'admit'
      readonly account: number
      readonly key: string
      readonly validator: boolean
      readonly feeder: number
      readonly maxEnergyPerSlot?: Wh
    }
  | { readonly to: 'evict' | 'seat' | 'unseat'; readonly account: number }

/** The text by which two votes are recognised as for the same change; the proof of possession is no part of it. */
export function changeText(change: MemberChange): string {
  if (change.to !== 'admit') return canonicalJson({ to: change.to, account: change.account })
  const { proof: _, key, ...rest } = change
  return canonicalJson({ ...rest, key: bytesToHex(key) })
}

export const parameterText = (parameter: string, value: number): string =>
  canonicalJson({ to: 'set', parameter, value })

export const changeOf = (text: string): PlainChange => JSON.parse(text) as PlainChange

/**
 * Whether the change is possible as the members are: a new account has the next number and a sound key that it holds and
 * nobody else has; the others name an active member whom the change would change; the last validator stays. Parameters are
 * known by name and not negative.
 */
export function isPossible(change: PlainChange, members: readonly Member[]): boolean {
  if (change.to === 'set') return isParameter(change.parameter) && change.value >= 0
  const { to, account } = change
  if (to === 'admit') return account === members.length && !members.some(({ key }) => key === change.key)
  const member = members[account]
  if (member === undefined || member.standing !== 'active') return false
  if (to === 'seat') return !member.validator
  const last = member.validator && members.filter(isValidating).length === 1
  return !last && (to === 'evict' || member.validator)
}

/** Whether the holder of a new key agrees to be admitted with it. */
export function isPossessed(change: MemberChange, network: Uint8Array, scheme: SignatureScheme): boolean {
  if (change.to !== 'admit') return true
  const { account, key, proof } = change
  return isSoundKey(key) && scheme.verify(key, possessionMessage(network, account, key), proof)
}

/** The members with a possible change made. @param height of the round that makes it. */
export function changed(members: readonly Member[], change: PlainMemberChange, height: number): Member[] {
  if (change.to === 'admit') {
    const { to: _, ...member } = change
    return [...members, { ...member, since: height, standing: 'active' }]
  }
  return members.map((member) => {
    if (member.account !== change.account) return member
    if (change.to === 'evict') return { ...member, validator: false, standing: 'evicted' }
    return { ...member, validator: change.to === 'seat' }
  })
}

/** Whether the member has a vote. An equivocator loses it with its standing. */
export const isValidating = ({ validator, standing }: Member): boolean => validator && standing === 'active'

export const keyOf = (members: readonly Member[], account: number): Uint8Array | undefined =>
  members[account] === undefined ? undefined : hexToBytes(members[account].key)
