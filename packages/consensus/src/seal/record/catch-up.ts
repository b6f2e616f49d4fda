import {
  bytes,
  bytesUpTo,
  decodeCanonical,
  encodeCanonical,
  ID_LENGTH,
  type Layout,
  misfit,
  natural,
  PREFIX_LENGTH,
} from '@jazzgrid/ledger'
import { bytesToHex, hexToBytes } from '@noble/hashes/utils.js'
import { type Dispatch, LONGEST_MESSAGE, NAME_LENGTH } from '../message.js'

/** What a peer has heard of a height: enough for another to see what it lacks. */
export interface Summary {
  readonly network: Uint8Array
  readonly height: number
  /** Id of the certificate before: two that differ in it need not talk about this height. */
  readonly previous: Uint8Array
  /** Names of messages. */
  readonly names: ReadonlySet<string>
}

/** Most messages that a summary names; 100 validators come to some 500 in two attempts. */
const MOST_NAMES = 4096

/** Most bytes of messages that are sent in answer to one summary. The next one asks for the rest. */
const MOST_BYTES = 131_072

const SUMMARY: Layout = [
  bytes('network', PREFIX_LENGTH),
  natural('height'),
  bytes('previous', ID_LENGTH),
  bytesUpTo('names', MOST_NAMES * NAME_LENGTH),
]

type SummaryItems = readonly [Uint8Array, number, Uint8Array, Uint8Array]

/** 8 bytes a message and some 50 more. */
export function encodeSummary(
  { network, height, previous }: Omit<Summary, 'names'>,
  heard: Iterable<Dispatch>,
): Uint8Array {
  const names = [...heard].slice(0, MOST_NAMES).map(({ name }) => name)
  return encodeCanonical([network, height, previous, hexToBytes(names.join(''))])
}

/** undefined where the bytes are no summary. */
export function decodeSummary(from: Uint8Array): Summary | undefined {
  const value = decodeCanonical(from)
  if (misfit(value, SUMMARY) !== undefined) return undefined
  const [network, height, previous, packed] = value as unknown as SummaryItems
  if (packed.length % NAME_LENGTH !== 0) return undefined
  const names = new Set<string>()
  for (let at = 0; at < packed.length; at += NAME_LENGTH) names.add(bytesToHex(packed.subarray(at, at + NAME_LENGTH)))
  return { network, height, previous, names }
}

/** What of all this the other lacks, in order, as much as one answer may hold. */
export function lacking(heard: Iterable<Dispatch>, names: ReadonlySet<string>): readonly Uint8Array[] {
  const answer: Uint8Array[] = []
  let length = 0
  for (const { name, wire } of heard) {
    if (names.has(name)) continue
    length += wire.length
    if (length > MOST_BYTES) break
    answer.push(wire)
  }
  return answer
}

/** Whether an answer left nothing out: what is left out has no room in it, and the longest message takes half of that. */
export const isWholeAnswer = (messages: readonly Uint8Array[]): boolean =>
  messages.reduce((sum, { length }) => sum + length, 0) <= MOST_BYTES - LONGEST_MESSAGE
