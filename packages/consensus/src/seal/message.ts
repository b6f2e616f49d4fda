import { type CborValue, decodeCanonical, encodeCanonical, inDomain } from '@jazzgrid/ledger'
import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex } from '@noble/hashes/utils.js'
import { type Certificate, certificateId, certificateItems, readCertificate } from '../certificate/certificate.js'
import { type Close, closeContent, closeItems, readClose } from './close.js'
import { type Proposal, proposalContent, proposalItems, readProposal } from './proposal.js'
import { readVote, type Vote, voteContent, voteItems } from './vote.js'

/** What one validator says at a height, signed by it. */
export type Statement = Close | Proposal | Vote

/** A decision that is passed on. */
export interface Decided {
  readonly kind: 'certificate'
  readonly certificate: Certificate
}

export type Message = Statement | Decided

/** Longest message on the wire [bytes]; a proposal of 100 validators has some 20,000. */
export const LONGEST_MESSAGE = 65_536

const KINDS = ['close', 'proposal', 'vote', 'certificate'] as const

/** CBOR array [kind, items]. */
export const encodeMessage = (message: Message): Uint8Array =>
  encodeCanonical([KINDS.indexOf(message.kind), itemsOf(message)])

function itemsOf(message: Message): CborValue {
  switch (message.kind) {
    case 'close':
      return closeItems(message)
    case 'proposal':
      return proposalItems(message)
    case 'vote':
      return voteItems(message)
    case 'certificate':
      return certificateItems(message.certificate)
  }
}

/** Reads bytes from the wire; what is wrong with them, in a word and the name of a place, where they are no message. */
export function readMessage(wire: Uint8Array): Message | string {
  if (wire.length > LONGEST_MESSAGE) return 'too-long'
  const value = decodeCanonical(wire)
  if (value === undefined) return 'not-canonical'
  if (!Array.isArray(value) || value.length !== 2) return 'misfit length'
  const [code, items] = value as unknown as readonly [CborValue, CborValue]
  const kind = KINDS[code as number]
  if (kind === undefined) return 'misfit kind'
  const message = kind === 'certificate' ? readDecided(items) : READERS[kind](items)
  return typeof message === 'string' ? `misfit ${kind}.${message}` : message
}

const READERS = { close: readClose, proposal: readProposal, vote: readVote } as const

function readDecided(items: CborValue): Decided | string {
  const certificate = readCertificate(items)
  return typeof certificate === 'string' ? certificate : { kind: 'certificate', certificate }
}

/** What a statement signs, before it is put into the domain of its kind. */
export function contentOf(statement: Statement): Uint8Array {
  switch (statement.kind) {
    case 'close':
      return closeContent(statement)
    case 'proposal':
      return proposalContent(statement)
    case 'vote':
      return voteContent(statement)
  }
}

export const signedMessage = (statement: Statement): Uint8Array => inDomain(statement.kind, contentOf(statement))

/** A message as it came, with a short name for what it says (not for how it is signed). */
export interface Dispatch<M extends Message = Message> {
  readonly message: M
  readonly wire: Uint8Array
  /** Hex of the first 8 bytes of a hash. */
  readonly name: string
}

export const NAME_LENGTH = 8

export function dispatchOf<M extends Message>(message: M, wire: Uint8Array = encodeMessage(message)): Dispatch<M> {
  const said =
    message.kind === 'certificate' ? [3, certificateId(message.certificate)] : [message.account, contentOf(message)]
  const digest = sha256(encodeCanonical([KINDS.indexOf(message.kind), ...said]))
  return { message, wire, name: bytesToHex(digest.subarray(0, NAME_LENGTH)) }
}
