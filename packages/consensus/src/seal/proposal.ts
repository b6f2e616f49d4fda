import {
  bytes,
  type CborValue,
  encodeCanonical,
  inDomain,
  LARGEST_ACCOUNT,
  type Layout,
  misfit,
  natural,
  orNull,
  PREFIX_LENGTH,
  SIGNATURE_LENGTH,
  type Signer,
} from '@jazzgrid/ledger'
import { type Endorsement, endorsementItems, readEndorsement } from '../certificate/endorsement.js'
import { readValue, type Value, valueId, valueItems } from '../certificate/value.js'
import { MOST_VALIDATORS } from '../validators/validator-set.js'
import { type Close, closeItems, readClose } from './close.js'
import { LARGEST_ROUND } from './vote.js'

/** A value with the closes that it follows from: whoever has the closes' vectors can work the value out again. */
export interface Candidate {
  readonly value: Value
  readonly valueId: Uint8Array
  /** A quorum's, ascending by account. */
  readonly closes: readonly Close[]
}

/** What a proposer puts to the vote in an attempt. */
export interface Offering extends Candidate {
  readonly network: Uint8Array
  readonly height: number
  readonly round: number
  /** The earlier attempt in which a quorum prevoted the value; null for a fresh value. */
  readonly validRound: number | null
  /** Those prevotes: whoever is locked can see at once that it may let go. */
  readonly proof: Endorsement | null
}

export interface Proposal extends Offering {
  readonly kind: 'proposal'
  readonly account: number
  readonly signature: Uint8Array
}

const array = (name: string) => ({ name, holds: (value: CborValue): value is CborValue => Array.isArray(value) })

const PROPOSAL: Layout = [
  natural('account', LARGEST_ACCOUNT),
  bytes('network', PREFIX_LENGTH),
  natural('height'),
  natural('round', LARGEST_ROUND),
  orNull(natural('validRound', LARGEST_ROUND)),
  array('value'),
  array('closes'),
  orNull(array('proof')),
  bytes('signature', SIGNATURE_LENGTH),
]

type ProposalItems = readonly [
  number,
  Uint8Array,
  number,
  number,
  number | null,
  CborValue,
  readonly CborValue[],
  CborValue | null,
  Uint8Array,
]

/** What a proposer signs: closes and proof stand for themselves, and the value's id covers what the closes say. */
export const proposalContent = (offering: Omit<Offering, 'value' | 'closes' | 'proof'>): Uint8Array =>
  encodeCanonical([offering.network, offering.height, offering.round, offering.validRound, offering.valueId])

export const proposalMessage = (offering: Offering): Uint8Array => inDomain('proposal', proposalContent(offering))

/** Throws RangeError where it could not be read back, for instance where a time in the value is no integer. */
export function signProposal(offering: Offering, account: number, signer: Signer): Proposal {
  const signature = signer.sign(proposalMessage(offering))
  const proposal = { kind: 'proposal', ...offering, account, signature } as const
  const read = readProposal(proposalItems(proposal))
  if (typeof read === 'string') throw new RangeError(`the ${read} of a proposal is not as it must be`)
  return proposal
}

export const proposalItems = (proposal: Proposal): CborValue => [
  proposal.account,
  proposal.network,
  proposal.height,
  proposal.round,
  proposal.validRound,
  valueItems(proposal.value),
  proposal.closes.map(closeItems),
  proposal.proof && endorsementItems(proposal.proof),
  proposal.signature,
]

/** The name of the first place that does not fit where the items are no proposal. */
export function readProposal(items: CborValue): Proposal | string {
  const wrong = misfit(items, PROPOSAL)
  if (wrong !== undefined) return wrong
  const [account, network, height, round, validRound, first, list, last, signature] = items as ProposalItems
  const value = readValue(first)
  if (typeof value === 'string') return `value.${value}`
  const closes = readCloses(list)
  if (typeof closes === 'string') return `closes.${closes}`
  const proof = last === null ? null : readEndorsement(last)
  if (typeof proof === 'string') return `proof.${proof}`
  const id = valueId(value)
  return { kind: 'proposal', account, network, height, round, validRound, value, valueId: id, closes, proof, signature }
}

/** The name of the first place that does not fit where the list is none of closes ascending by account. */
export function readCloses(list: readonly CborValue[]): readonly Close[] | string {
  if (list.length > MOST_VALIDATORS) return 'length'
  const closes: Close[] = []
  for (const item of list) {
    const close = readClose(item)
    if (typeof close === 'string') return close
    if (closes.length > 0 && close.account <= closes[closes.length - 1].account) return 'order'
    closes.push(close)
  }
  return closes
}
