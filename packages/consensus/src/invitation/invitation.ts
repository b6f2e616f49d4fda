import {
  bytes,
  type CborValue,
  decodeCanonical,
  encodeCanonical,
  ID_LENGTH,
  inDomain,
  KEY_LENGTH,
  LARGEST_ACCOUNT,
  type Layout,
  listOf,
  misfit,
  natural,
  SIGNATURE_LENGTH,
  textUpTo,
} from '@jazzgrid/ledger'
import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex } from '@noble/hashes/utils.js'

/**
 * A member's word to somebody who is none yet: which community, who asks him in, as what, and where to knock. Whoever has
 * the text may use it, so it is handed over as a key is.
 */
export interface Invitation {
  /** Id of the genesis, 32 bytes: what is served at the door is checked against it. */
  readonly community: Uint8Array
  readonly inviter: Inviter
  readonly role: InvitedRole
  /** 16 bytes that only the inviter and the holder of the text know. It is never sent: both derive keys from it. */
  readonly secret: Uint8Array
  /** UTC ms on the wall. */
  readonly expiresAt: number
  /** Where the inviter answers to strangers: `http://host:port`, at least one. */
  readonly doors: readonly string[]
  /** Where members listen, so that the newcomer needs nobody in particular once it is admitted. */
  readonly members: readonly MemberAddresses[]
}

export interface Inviter {
  readonly account: number
  readonly key: Uint8Array
}

export interface MemberAddresses {
  readonly account: number
  /** Multiaddrs, at least one. */
  readonly addresses: readonly string[]
}

/** `validator`: decides with the others. `member`: trades, without a vote. `light`: trades, and keeps no history. */
export type InvitedRole = (typeof INVITED_ROLES)[number]

/** Numbers on the wire: the order of this list. */
export const INVITED_ROLES = ['validator', 'member', 'light'] as const

export const SECRET_LENGTH = 16

const VERSION = 1
const MOST_DOORS = 4
const MOST_MEMBERS = 16
const LONGEST_ADDRESS = 200

const ADDRESS: Layout = [textUpTo('address', LONGEST_ADDRESS)]

const INVITATION: Layout = [
  natural('version', VERSION),
  bytes('community', ID_LENGTH),
  natural('account', LARGEST_ACCOUNT),
  bytes('key', KEY_LENGTH),
  natural('role', INVITED_ROLES.length - 1),
  bytes('secret', SECRET_LENGTH),
  natural('expiresAt'),
  listOf('doors', ADDRESS, MOST_DOORS),
  listOf('members', [natural('account', LARGEST_ACCOUNT), listOf('addresses', ADDRESS, MOST_DOORS)], MOST_MEMBERS),
]

const SIGNED: Layout = [
  { name: 'statement', holds: (value): value is CborValue => Array.isArray(value) },
  bytes('signature', SIGNATURE_LENGTH),
]

type Items = readonly [
  number,
  Uint8Array,
  number,
  Uint8Array,
  number,
  Uint8Array,
  number,
  readonly (readonly [string])[],
  readonly (readonly [number, readonly (readonly [string])[]])[],
]

const itemsOf = ({ community, inviter, role, secret, expiresAt, doors, members }: Invitation): CborValue => [
  VERSION,
  community,
  inviter.account,
  inviter.key,
  INVITED_ROLES.indexOf(role),
  secret,
  expiresAt,
  doors.map((door) => [door]),
  members.map(({ account, addresses }) => [account, addresses.map((address) => [address])]),
]

/** What the inviter signs. */
export const invitationMessage = (invitation: Invitation): Uint8Array =>
  inDomain('invitation', encodeCanonical(itemsOf(invitation)))

/** By which people and lists call it: 8 bytes, hex. It tells nothing of the secret. */
export const invitationName = (invitation: Invitation): string =>
  bytesToHex(sha256(invitationMessage(invitation))).slice(0, 16)

export const encodeInvitation = (invitation: Invitation, signature: Uint8Array): Uint8Array =>
  encodeCanonical([itemsOf(invitation), signature])

/** The name of the first place that does not fit where the bytes are no invitation. Nothing is verified here. */
export function decodeInvitation(
  from: Uint8Array,
): { readonly invitation: Invitation; readonly signature: Uint8Array } | string {
  const signed = decodeCanonical(from)
  const outer = misfit(signed, SIGNED)
  if (outer !== undefined) return outer
  const [items, signature] = signed as readonly [CborValue, Uint8Array]
  const inner = misfit(items, INVITATION)
  if (inner !== undefined) return inner
  const [version, community, account, key, role, secret, expiresAt, doors, members] = items as unknown as Items
  if (version !== VERSION) return 'version'
  const addresses = (list: readonly (readonly [string])[]) => list.map(([address]) => address)
  const invitation = {
    community,
    inviter: { account, key },
    role: INVITED_ROLES[role],
    secret,
    expiresAt,
    doors: addresses(doors),
    members: members.map(([of, list]) => ({ account: of, addresses: addresses(list) })),
  }
  if (!invitation.doors.every(isDoor) || doors.length === 0) return 'doors'
  if (!invitation.members.every(({ addresses }) => addresses.length > 0 && addresses.every(isMultiaddr)))
    return 'members'
  return { invitation, signature }
}

/** Printable ASCII without spaces: an address that is shown to people says nothing else. */
const isDoor = (door: string): boolean => /^http:\/\/[!-~]+$/.test(door)
const isMultiaddr = (address: string): boolean => /^\/[!-~]+$/.test(address)
