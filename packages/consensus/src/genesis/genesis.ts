import { inDomain, isSoundKey, type SignatureScheme, type Signer } from '@jazzgrid/ledger'
import type { MarketRules, PriceRule } from '@jazzgrid/market'
import type { Price, Wh } from '@jazzgrid/units'
import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, hexToBytes } from '@noble/hashes/utils.js'
import { canonicalBytes, type Plain } from '../state/canonical-json.js'
import type { FaultModel } from '../validators/validator-set.js'

/** What a community agreed on before its first round. Everything later follows from it and from certificates. */
export interface Genesis {
  readonly version: 1
  /** At most 80 characters, for people. */
  readonly name: string
  /** UTC ms from which rounds are counted; a multiple of the slot length. */
  readonly startsAt: number
  /** ms; a divisor of the slot length. */
  readonly roundLength: number
  /**
   * ms after a round's time at which it is cut. In between meters are read, agents decide, and what they sign reaches
   * everybody: at least a few seconds between homes.
   */
  readonly collectTime: number
  /** ms after a gate's closure by which the round must be certified, or the slot is left to the supplier. */
  readonly decisionTime: number
  readonly faultModel: FaultModel
  readonly market: MarketTerms
  readonly settlement: SettlementRules
  /** Ascending by account from 0 without a gap; at least one validates. */
  readonly members: readonly Founder[]
}

/** The rules of the market without a float: where in the interval a batch clears, as a share of a thousand. */
export interface MarketTerms extends Omit<MarketRules, 'pricing'> {
  readonly pricing?: { readonly interval: PriceRule['interval']; readonly perMille: number }
}

/** The rules that the market is run by. */
export function marketRules({ market: { pricing, ...rules } }: Genesis): MarketRules {
  return pricing === undefined
    ? rules
    : { ...rules, pricing: { interval: pricing.interval, k: pricing.perMille / 1000 } }
}

export interface SettlementRules {
  /** The supplier's prices by slot, again from the start when they end [micro/Wh]: slot k of the epoch has k mod length. */
  readonly retail: readonly Price[]
  readonly feedIn: readonly Price[]
  /** Charge per Wh that a buyer pays for the wires [micro/Wh]. */
  readonly sameFeeder: Price
  readonly other: Price
  /** ms after the end of a slot for which readings are waited for; then who sent none has a gap. */
  readonly readingGrace: number
  /** Shortfall per thousand sold within a day above which a seller's offers are suspended. */
  readonly suspendAbove: number
}

export interface Founder {
  readonly account: number
  /** Hex of the Ed25519 public key. */
  readonly key: string
  readonly validator: boolean
  readonly feeder: number
  readonly maxEnergyPerSlot?: Wh
}

/** A genesis with the signature of every founder, by account [hex]. */
export interface SignedGenesis {
  readonly genesis: Genesis
  readonly signatures: readonly string[]
}

const ids = new WeakMap<Genesis, Uint8Array>()

/** 32 bytes that name the community. Worked out once for each object: a genesis is never changed. */
export function genesisId(genesis: Genesis): Uint8Array {
  const known = ids.get(genesis) ?? sha256(genesisMessage(genesis))
  ids.set(genesis, known)
  return known.slice()
}

/** What founders sign. */
export const genesisMessage = (genesis: Genesis): Uint8Array =>
  inDomain('genesis', canonicalBytes(genesis as unknown as Plain))

/** First 8 bytes of the id: what every entry and vote carries. */
export const networkOf = (genesis: Genesis): Uint8Array => genesisId(genesis).slice(0, 8)

export function signGenesis(genesis: Genesis, founders: readonly Signer[]): SignedGenesis {
  const message = genesisMessage(genesis)
  return { genesis, signatures: founders.map((founder) => bytesToHex(founder.sign(message))) }
}

/** What is wrong with a genesis, in words; empty where a community may begin with it. */
export function genesisFaults({ genesis, signatures }: SignedGenesis, scheme: SignatureScheme): string[] {
  const { members, roundLength, startsAt, market, settlement } = genesis
  const faults: string[] = []
  const demand = (holds: boolean, what: string) => {
    if (!holds) faults.push(what)
  }
  demand(genesis.version === 1, `version ${genesis.version} is not known here; the newest is 1`)
  demand(genesis.name.length <= 80, 'the name is longer than 80 characters')
  demand(roundLength > 0 && market.slotLength % roundLength === 0, 'the round length must divide the slot length')
  demand(startsAt % market.slotLength === 0, 'the community must start at the start of a slot')
  demand(genesis.collectTime >= 0 && genesis.collectTime < roundLength, 'the collect time must lie within a round')
  demand(genesis.decisionTime > genesis.collectTime, 'the decision time must be longer than the collect time')
  demand(
    settlement.retail.length > 0 && settlement.retail.length === settlement.feedIn.length,
    'retail and feed-in prices must be equally many and at least one',
  )
  demand(
    members.some(({ validator }) => validator),
    'at least one member must validate',
  )
  members.forEach(({ account, key }, i) => {
    demand(account === i, `member ${i} has account ${account}; accounts count from 0 without a gap`)
    demand(
      /^[0-9a-f]{64}$/.test(key) && isSoundKey(hexToBytes(key)),
      `the key of account ${account} is no sound Ed25519 key`,
    )
    demand(members.findIndex((other) => other.key === key) === i, `the key of account ${account} is used twice`)
  })
  if (faults.length > 0) return faults
  demand(signatures.length === members.length, `${signatures.length} signatures for ${members.length} founders`)
  const message = genesisMessage(genesis)
  members.forEach(({ account, key }, i) => {
    const signature = signatures[i] ?? ''
    const good = /^[0-9a-f]{128}$/.test(signature) && scheme.verify(hexToBytes(key), message, hexToBytes(signature))
    demand(good, `the signature of account ${account} does not fit the genesis`)
  })
  return faults
}
