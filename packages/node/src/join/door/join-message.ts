import type { MemberAddresses, SignedGenesis } from '@jazzgrid/consensus'
import {
  bytes,
  type CborValue,
  decodeCanonical,
  encodeCanonical,
  KEY_LENGTH,
  LARGEST_ACCOUNT,
  type Layout,
  listOf,
  misfit,
  natural,
  SIGNATURE_LENGTH,
  textUpTo,
} from '@jazzgrid/ledger'
import type { Anchor } from '../../clock/speed-clock.js'

/** What a newcomer says at the door. */
export type JoinAsk =
  | { readonly kind: 'genesis' }
  | {
      readonly kind: 'admit'
      readonly key: Uint8Array
      /** The number that it was told to sign for; `proof` is its signature over `possessionMessage`. */
      readonly account: number
      readonly proof: Uint8Array
    }

/**
 * What it hears.
 *
 * | | |
 * |---|---|
 * | `genesis` | what the community is, and where its members listen |
 * | `sign` | the account that would be next: prove possession for this one and ask again |
 * | `waiting` | so many of the votes that are needed have been counted |
 * | `scheduled` | decided; it takes effect with this height |
 * | `admitted` | a member since this height |
 * | `refused` | and why |
 */
export type JoinAnswer =
  | {
      readonly kind: 'genesis'
      readonly genesis: SignedGenesis
      readonly members: readonly MemberAddresses[]
      readonly pace?: LaboratoryPace
    }
  | { readonly kind: 'sign'; readonly account: number }
  | { readonly kind: 'waiting'; readonly account: number; readonly votes: number; readonly needed: number }
  | { readonly kind: 'scheduled'; readonly account: number; readonly height: number; readonly now: number }
  | { readonly kind: 'admitted'; readonly account: number; readonly height: number }
  | { readonly kind: 'refused'; readonly reason: JoinRefusal }

/** The clock of a community whose time runs faster than the wall: all of its peers need the same. */
export interface LaboratoryPace {
  readonly speed: number
  readonly anchor: Anchor
}

/**
 * | | |
 * |---|---|
 * | `used` | somebody else has come with this invitation |
 * | `unsound-key` | the key is none that anybody could sign with |
 * | `bad-proof` | the key's holder did not sign for this account |
 * | `no-vote` | who invited has no vote any more, or was suspended |
 * | `left` | the key belonged to a member that was evicted, or lied |
 */
export type JoinRefusal = (typeof JOIN_REFUSALS)[number]

const JOIN_REFUSALS = ['used', 'unsound-key', 'bad-proof', 'no-vote', 'left'] as const

/** Bytes of an ask and of an answer at most. */
export const LONGEST_ASK = 1024
export const LONGEST_ANSWER = 1024 * 1024

const kind = (most: number) => natural('kind', most)
const account = natural('account', LARGEST_ACCOUNT)

const ASKS: readonly Layout[] = [
  [kind(0)],
  [kind(1), account, bytes('key', KEY_LENGTH), bytes('proof', SIGNATURE_LENGTH)],
]

const ANSWERS: readonly Layout[] = [
  [
    kind(0),
    textUpTo('genesis', LONGEST_ANSWER),
    listOf('members', [account, listOf('addresses', [textUpTo('address', 200)], 8)], 500),
    listOf('pace', [natural('speed', 100_000), natural('wall'), natural('community')], 1),
  ],
  [kind(1), account],
  [kind(2), account, natural('votes'), natural('needed')],
  [kind(3), account, natural('height'), natural('now')],
  [kind(4), account, natural('height')],
  [kind(5), natural('reason', JOIN_REFUSALS.length - 1)],
]

export const encodeAsk = (ask: JoinAsk): Uint8Array =>
  encodeCanonical(ask.kind === 'genesis' ? [0] : [1, ask.account, ask.key, ask.proof])

/** undefined where the bytes are no ask. */
export function decodeAsk(from: Uint8Array): JoinAsk | undefined {
  const items = itemsOf(from, ASKS)
  if (items === undefined) return undefined
  if (items[0] === 0) return { kind: 'genesis' }
  const [, of, key, proof] = items as readonly [number, number, Uint8Array, Uint8Array]
  return { kind: 'admit', account: of, key, proof }
}

export function encodeAnswer(answer: JoinAnswer): Uint8Array {
  switch (answer.kind) {
    case 'genesis':
      return encodeCanonical([
        0,
        JSON.stringify(answer.genesis),
        answer.members.map(({ account, addresses }) => [account, addresses.map((address) => [address])]),
        answer.pace === undefined ? [] : [[answer.pace.speed, answer.pace.anchor.wall, answer.pace.anchor.community]],
      ])
    case 'sign':
      return encodeCanonical([1, answer.account])
    case 'waiting':
      return encodeCanonical([2, answer.account, answer.votes, answer.needed])
    case 'scheduled':
      return encodeCanonical([3, answer.account, answer.height, answer.now])
    case 'admitted':
      return encodeCanonical([4, answer.account, answer.height])
    case 'refused':
      return encodeCanonical([5, JOIN_REFUSALS.indexOf(answer.reason)])
  }
}

/** undefined where the bytes are no answer. What a genesis says is for the reader to check. */
export function decodeAnswer(from: Uint8Array): JoinAnswer | undefined {
  const items = itemsOf(from, ANSWERS)
  if (items === undefined) return undefined
  const [which, of, a, b] = items as readonly number[]
  switch (which) {
    case 0:
      return genesisAnswer(items)
    case 1:
      return { kind: 'sign', account: of }
    case 2:
      return { kind: 'waiting', account: of, votes: a, needed: b }
    case 3:
      return { kind: 'scheduled', account: of, height: a, now: b }
    case 4:
      return { kind: 'admitted', account: of, height: a }
    default:
      return { kind: 'refused', reason: JOIN_REFUSALS[of] }
  }
}

function genesisAnswer([, text, list, pace]: readonly CborValue[]): JoinAnswer | undefined {
  try {
    const members = (list as readonly (readonly [number, readonly (readonly [string])[]])[]).map(([of, addresses]) => ({
      account: of,
      addresses: addresses.map(([address]) => address),
    }))
    const [clock] = pace as readonly (readonly [number, number, number])[]
    return {
      kind: 'genesis',
      genesis: JSON.parse(text as string) as SignedGenesis,
      members,
      ...(clock && { pace: { speed: clock[0], anchor: { wall: clock[1], community: clock[2] } } }),
    }
  } catch {
    return undefined
  }
}

function itemsOf(from: Uint8Array, layouts: readonly Layout[]): readonly CborValue[] | undefined {
  const items = decodeCanonical(from)
  const layout = Array.isArray(items) && typeof items[0] === 'number' ? layouts[items[0]] : undefined
  return layout === undefined || misfit(items, layout) !== undefined ? undefined : (items as readonly CborValue[])
}
