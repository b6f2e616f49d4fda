import { type CborValue, decodeCanonical, encodeCanonical, sameBytes } from '../cbor/canonical-cbor.js'
import { misfit } from '../cbor/layout.js'
import type { Signer } from '../signature/signature-scheme.js'
import { ENTRY_KINDS, type SignedHead } from './body.js'
import { bodyItems, readBody } from './body-codec.js'
import { type Entry, LONGEST_ENTRY, NO_ENTRY, SIGNATURE_LENGTH, type Statement } from './entry.js'
import { entryMessage, HEAD, type HeadItems, headItems, headOfContent, idOf, signedHead } from './head.js'

/** Why bytes are no entry. `place` names the item that does not fit. */
export interface Malformed {
  readonly reason: 'too-long' | 'too-short' | 'not-canonical' | 'misfit'
  readonly place?: string
}

/** Sign a statement. Throws RangeError where it could not be read back: an author must not send what others refuse. */
export function signEntry(statement: Statement, signer: Signer): Entry {
  const items = headItems(statement)
  const body = bodyItems(statement.body)
  const id = idOf(signedHead(items, body))
  const signature = signer.sign(entryMessage(id))
  const content = encodeCanonical([...items, body])
  const wire = new Uint8Array(content.length + SIGNATURE_LENGTH)
  wire.set(content)
  wire.set(signature, content.length)
  const read = readEntry(wire)
  if ('reason' in read)
    throw new RangeError(`an entry of kind ${statement.body.kind} is ${read.reason} ${read.place ?? ''}`)
  return read
}

/**
 * Read an entry from the wire: CBOR array [version, network, account, incarnation, seq, prev, height, certificate, time,
 * kind, body], then the signature of 64 bytes, which is not checked here. A function of the bytes alone.
 */
export function readEntry(wire: Uint8Array): Entry | Malformed {
  if (wire.length > LONGEST_ENTRY) return { reason: 'too-long' }
  if (wire.length <= SIGNATURE_LENGTH) return { reason: 'too-short' }
  const content = wire.subarray(0, -SIGNATURE_LENGTH)
  const value = decodeCanonical(content)
  if (value === undefined) return { reason: 'not-canonical' }
  if (!Array.isArray(value) || value.length !== HEAD.length + 1) return { reason: 'misfit', place: 'length' }
  const items = value.slice(0, -1) as unknown as HeadItems
  const place = misfit(items, HEAD)
  if (place !== undefined) return { reason: 'misfit', place }
  const [, network, account, incarnation, seq, prev, height, certificate, time, code] = items
  const kind = ENTRY_KINDS[code]
  const bodyValue = value[HEAD.length] as CborValue
  const body = readBody(kind, bodyValue)
  if (typeof body === 'string') return { reason: 'misfit', place: `${kind}.${body}` }
  if (sameBytes(prev, NO_ENTRY) !== (seq === 1)) return { reason: 'misfit', place: 'prev' }
  if ((kind === 'reincarnate') !== (seq === 1 && incarnation > 0)) return { reason: 'misfit', place: 'kind' }
  return {
    network,
    account,
    incarnation,
    seq,
    prev,
    height,
    certificate,
    time,
    body,
    id: idOf(headOfContent(content, bodyValue)),
    signature: new Uint8Array(wire.subarray(-SIGNATURE_LENGTH)),
    // a copy: what was handed in may be part of a larger buffer that would stay in memory with it, or be written to again
    wire: new Uint8Array(wire),
  }
}

/** The part of an entry that convicts its author, if there is another one like it. */
export function signedHeadOf(entry: Entry): SignedHead {
  return { head: signedHead(headItems(entry), bodyItems(entry.body)), signature: entry.signature }
}
