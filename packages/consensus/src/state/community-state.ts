import { type Author, type Frontier, PREFIX_LENGTH, type Roster } from '@jazzgrid/ledger'
import type { MarketSnapshot, Registers, Reliability, SettlementState, Trade } from '@jazzgrid/market'
import { Exchange, openSettlement, UNBLEMISHED } from '@jazzgrid/market'
import type { Slot, Wh } from '@jazzgrid/units'
import { bytesToHex, hexToBytes } from '@noble/hashes/utils.js'
import { type Genesis, genesisId, marketRules } from '../genesis/genesis.js'
import { type Terms, termsAtGenesis } from '../membership/parameter.js'
import { type Plain, plainHash } from './canonical-json.js'

/** Everything that one certificate hands to the next, as plain data: ids and keys in hex, no floats. */
export interface CommunityState {
  /** Of the newest certificate; 0 before the first. */
  readonly height: number
  /** Its id, or that of the genesis. */
  readonly certificate: string
  /** The round's time, UTC ms. */
  readonly at: number
  /** First 8 bytes of the newest ids before it, hex, the oldest first, the one of `certificate` last. */
  readonly recent: readonly string[]
  /** Accounts whose closes made the newest cut: they are awake, so they propose first. */
  readonly closers: readonly number[]
  readonly tips: readonly PlainTip[]
  /** Ascending by account, without a gap. */
  readonly members: readonly Member[]
  /** What votes may change. */
  readonly terms: Terms
  /** Changes that are being voted on. */
  readonly ballots: readonly Ballot[]
  /** Changes that have their votes and wait for their height. */
  readonly scheduled: readonly Scheduled[]
  readonly market: MarketSnapshot
  readonly settlement: SettlementState
  /** Slots that have traded or been read and are not settled, ascending. */
  readonly unsettled: readonly UnsettledSlot[]
  /** One an account. */
  readonly reliability: readonly Reliability[]
}

export interface PlainTip {
  readonly account: number
  readonly incarnation: number
  readonly seq: number
  readonly id: string
}

/** `equivocator` and `evicted` accounts write no more; what they had contracted stands. */
export type Standing = 'active' | 'equivocator' | 'evicted'

export interface Member {
  readonly account: number
  readonly key: string
  /** Height of the certificate that gave the key; what was signed before it was known is not valid any more. */
  readonly since: number
  readonly validator: boolean
  readonly feeder: number
  readonly maxEnergyPerSlot?: Wh
  readonly standing: Standing
}

export interface Ballot {
  /** Canonical text of the change: two votes are for the same one if their texts are equal. */
  readonly change: string
  /** Accounts, ascending. */
  readonly voters: readonly number[]
}

export interface Scheduled {
  /** Height whose round begins with the change. */
  readonly height: number
  readonly change: string
}

export interface UnsettledSlot {
  readonly slot: Slot
  readonly trades: readonly Trade[]
  /** [account, registers at the end of the slot], in the order of the readings. */
  readonly readings: readonly (readonly [number, Registers])[]
}

/** How many certificates back an entry may name as the newest that its author knew. */
export const MEMORY = 128

/** Where a community begins. */
export function stateAtGenesis(genesis: Genesis): CommunityState {
  const { market, members, startsAt } = genesis
  const exchange = new Exchange(marketRules(genesis))
  for (const { account, feeder, maxEnergyPerSlot } of members) {
    exchange.register(account, maxEnergyPerSlot === undefined ? { feeder } : { feeder, maxEnergyPerSlot })
  }
  const id = bytesToHex(genesisId(genesis))
  return {
    height: 0,
    certificate: id,
    at: startsAt,
    recent: [id.slice(0, 2 * PREFIX_LENGTH)],
    closers: [],
    tips: [],
    members: members.map((founder) => ({ ...founder, since: 0, standing: 'active' })),
    terms: termsAtGenesis(genesis),
    ballots: [],
    scheduled: [],
    market: exchange.snapshot(),
    settlement: openSettlement(
      startsAt / market.slotLength,
      members.map(() => undefined),
    ),
    unsettled: [],
    reliability: members.map(() => UNBLEMISHED),
  }
}

/** Root of the state, 32 bytes. */
export const stateRoot = (state: CommunityState): Uint8Array => plainHash(state as unknown as Plain)

/** Those who may write at this state. */
export function rosterOf({ height, members, tips }: CommunityState): Roster {
  const incarnations = new Map(tips.map(({ account, incarnation }) => [account, incarnation]))
  const authors = new Map<number, Author>()
  for (const { account, key, since, standing } of members) {
    if (standing !== 'active') continue
    authors.set(account, { key: hexToBytes(key), since, incarnation: incarnations.get(account) ?? 0 })
  }
  return { height, author: (account) => authors.get(account) }
}

/** Where every account stands. */
export const frontierOf = ({ tips }: CommunityState): Frontier =>
  tips.map(({ id, ...tip }) => ({ ...tip, id: hexToBytes(id) }))

/** The state once its round is certified: its id becomes part of what follows, not of what was decided. */
export function certifiedBy(
  state: CommunityState,
  certificate: Uint8Array,
  closers: readonly number[] = [],
): CommunityState {
  const id = bytesToHex(certificate)
  return {
    ...state,
    certificate: id,
    closers,
    recent: [...state.recent, id.slice(0, 2 * PREFIX_LENGTH)].slice(-MEMORY),
  }
}

/** First 8 bytes of the id of the certificate of a height, hex; undefined where it is too long ago or not there yet. */
export const certificatePrefix = ({ height, recent }: CommunityState, of: number): string | undefined =>
  recent[recent.length - 1 - (height - of)]
