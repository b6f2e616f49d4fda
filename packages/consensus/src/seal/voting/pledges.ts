import {
  type CborValue,
  decodeCanonical,
  encodeCanonical,
  type Layout,
  misfit,
  natural,
  orNull,
} from '@jazzgrid/ledger'
import { type Endorsement, endorsementItems, readEndorsement } from '../../certificate/endorsement.js'
import { readValue, valueId, valueItems } from '../../certificate/value.js'
import { type Close, closeItems, readClose } from '../close.js'
import { type Candidate, type Proposal, proposalItems, readCloses, readProposal } from '../proposal.js'
import { LARGEST_ROUND, readVote, type Vote, voteItems } from '../vote.js'

/** A value that a quorum prevoted, with the prevotes: enough to propose it again. */
export interface Backed extends Candidate {
  readonly round: number
  readonly proof: Endorsement
}

/**
 * What a validator must not forget of a height, though its power fails: its close, the last proposal and votes that it
 * signed, and the value on which it is locked. Earlier votes are left out, for attempts are never gone back to. The lock
 * is kept with everything that a proposal of it needs: if all who are locked restart at once, nobody else may have it.
 */
export interface Pledges {
  readonly close?: Close
  readonly proposal?: Proposal
  readonly prevote?: Vote
  readonly precommit?: Vote
  readonly lock?: Backed
}

const list = (name: string) => ({ name, holds: (value: CborValue): value is CborValue => Array.isArray(value) })
const PLEDGES: Layout = ['close', 'proposal', 'prevote', 'precommit', 'lock'].map((name) => orNull(list(name)))
const LOCK: Layout = [natural('round', LARGEST_ROUND), list('value'), list('closes'), list('proof')]

export function encodePledges({ close, proposal, prevote, precommit, lock }: Pledges): Uint8Array {
  return encodeCanonical([
    close === undefined ? null : closeItems(close),
    proposal === undefined ? null : proposalItems(proposal),
    prevote === undefined ? null : voteItems(prevote),
    precommit === undefined ? null : voteItems(precommit),
    lock === undefined ? null : lockItems(lock),
  ])
}

const lockItems = ({ round, value, closes, proof }: Backed): CborValue => [
  round,
  valueItems(value),
  closes.map(closeItems),
  endorsementItems(proof),
]

/** undefined where the bytes are no pledges: then nobody knows what was signed. */
export function decodePledges(from: Uint8Array): Pledges | undefined {
  const value = decodeCanonical(from)
  if (misfit(value, PLEDGES) !== undefined) return undefined
  const items = value as readonly (CborValue | null)[]
  const readers = [readClose, readProposal, readVote, readVote, readLock]
  const parts = items.map((item, i) => (item === null ? undefined : readers[i](item)))
  if (parts.some((part) => typeof part === 'string')) return undefined
  const names = ['close', 'proposal', 'prevote', 'precommit', 'lock']
  const present = parts.flatMap((part, i) => (part === undefined ? [] : [[names[i], part] as const]))
  return Object.fromEntries(present) as Pledges
}

function readLock(items: CborValue): Backed | string {
  const wrong = misfit(items, LOCK)
  if (wrong !== undefined) return wrong
  const [round, first, closesItems, last] = items as readonly [number, CborValue, readonly CborValue[], CborValue]
  const value = readValue(first)
  const closes = readCloses(closesItems)
  const proof = readEndorsement(last)
  if (typeof value === 'string' || typeof closes === 'string' || typeof proof === 'string') return 'lock'
  return { round, value, valueId: valueId(value), closes, proof }
}
