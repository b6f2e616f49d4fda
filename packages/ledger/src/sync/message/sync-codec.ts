import { type CborValue, decodeCanonical, encodeCanonical } from '../../cbor/canonical-cbor.js'
import { bytes, bytesUpTo, type Field, type Layout, misfit, natural, orNull } from '../../cbor/layout.js'
import { frontierItems, readFrontier, readTips, type Tip } from '../../chain/frontier.js'
import type { EvidenceBody } from '../../entry/body.js'
import { bodyItems, readBody } from '../../entry/body-codec.js'
import {
  ID_LENGTH,
  LARGEST_ACCOUNT,
  LARGEST_INCARNATION,
  LARGEST_SEQ,
  LONGEST_ENTRY,
  PREFIX_LENGTH,
} from '../../entry/entry.js'
import type { Range } from '../../replica/lack.js'
import { PROOF_KINDS, SYNC_KINDS, type SyncMessage } from './sync-message.js'

/** Longest frame that this peer sends [bytes]. */
export const LONGEST_SENT = 64 * 1024
/** Longest frame that it reads. */
export const LONGEST_READ = 256 * 1024
/** Longest message, put together from its fragments: a vector of 100 accounts with 256 entries each has 850 kB. */
export const LONGEST_SYNC_MESSAGE = 4 * 1024 * 1024

/** Most ranges, names or roots of one request. */
export const MOST_WANTED = 4096

const request = natural('request')
const more: Field<boolean> = { name: 'more', holds: (value): value is boolean => typeof value === 'boolean' }
const array = (name: string, most: number): Field<readonly CborValue[]> => ({
  name,
  holds: (value): value is readonly CborValue[] => Array.isArray(value) && value.length <= most,
})
const arrayOf = (name: string, item: Field, most: number): Field<readonly CborValue[]> => ({
  name,
  holds: (value): value is readonly CborValue[] =>
    Array.isArray(value) && value.length <= most && value.every(item.holds),
})
const fitting = (name: string, layout: Layout): Field => ({
  name,
  holds: (value): value is CborValue => misfit(value, layout) === undefined,
})

const RANGE: Layout = [
  natural('account', LARGEST_ACCOUNT),
  natural('incarnation', LARGEST_INCARNATION),
  natural('from', LARGEST_SEQ),
  natural('to', LARGEST_SEQ),
]
/** A decision, or a proof. */
const OF_HEIGHT: Layout = [natural('height'), bytesUpTo('bytes', LONGEST_SYNC_MESSAGE)]
const blob = bytesUpTo('bytes', LONGEST_SYNC_MESSAGE)

const LAYOUTS: Readonly<Record<SyncMessage['kind'], Layout>> = {
  hello: [
    natural('version'),
    bytes('network', PREFIX_LENGTH),
    natural('height'),
    bytes('certificate', PREFIX_LENGTH),
    bytes('root', ID_LENGTH),
  ],
  frontier: [natural('from', LARGEST_ACCOUNT), natural('to', LARGEST_ACCOUNT), array('tips', MOST_WANTED)],
  ahead: [array('tips', MOST_WANTED)],
  want: [request, arrayOf('ranges', fitting('range', RANGE), MOST_WANTED)],
  'want-ids': [request, array('entries', MOST_WANTED)],
  entries: [request, more, arrayOf('wires', bytesUpTo('wire', LONGEST_ENTRY), MOST_WANTED)],
  'want-decisions': [request, natural('from'), natural('to')],
  decisions: [request, more, arrayOf('decisions', fitting('decision', OF_HEIGHT), MOST_WANTED)],
  'want-vectors': [request, arrayOf('roots', bytes('root', ID_LENGTH), MOST_WANTED)],
  vectors: [request, more, arrayOf('vectors', blob, MOST_WANTED)],
  'want-messages': [request, blob],
  messages: [request, natural('height'), arrayOf('messages', blob, MOST_WANTED)],
  evidence: [array('proofs', MOST_WANTED)],
  'want-snapshot': [request, natural('height'), natural('part')],
  snapshot: [request, natural('height'), natural('part'), natural('parts'), blob],
  fragment: [more, blob],
  'want-proof': [
    request,
    natural('of', PROOF_KINDS.length - 1),
    orNull(natural('account', LARGEST_ACCOUNT)),
    natural('from'),
    natural('to'),
  ],
  proof: [request, more, arrayOf('proofs', fitting('proof', OF_HEIGHT), MOST_WANTED)],
}

/** CBOR array [kind, items...]. */
export const encodeSync = (message: SyncMessage): Uint8Array =>
  encodeCanonical([SYNC_KINDS.indexOf(message.kind), ...itemsOf(message)])

function itemsOf(message: SyncMessage): readonly CborValue[] {
  switch (message.kind) {
    case 'hello':
      return [message.version, message.network, message.height, message.certificate, message.root]
    case 'frontier':
      return [message.from, message.to, frontierItems(message.tips)]
    case 'ahead':
      return [frontierItems(message.tips)]
    case 'want':
      return [
        message.request,
        message.ranges.map(({ account, incarnation, from, to }) => [account, incarnation, from, to]),
      ]
    case 'want-ids':
      return [message.request, frontierItems(message.entries)]
    case 'entries':
      return [message.request, message.more, message.wires]
    case 'want-decisions':
      return [message.request, message.from, message.to]
    case 'decisions':
      return [message.request, message.more, message.decisions.map((decision) => [decision.height, decision.bytes])]
    case 'want-vectors':
      return [message.request, message.roots]
    case 'vectors':
      return [message.request, message.more, message.vectors]
    case 'want-messages':
      return [message.request, message.summary]
    case 'messages':
      return [message.request, message.height, message.messages]
    case 'evidence':
      return [message.proofs.map(bodyItems)]
    case 'want-snapshot':
      return [message.request, message.height, message.part]
    case 'snapshot':
      return [message.request, message.height, message.part, message.parts, message.bytes]
    case 'fragment':
      return [message.more, message.bytes]
    case 'want-proof':
      return [message.request, PROOF_KINDS.indexOf(message.of), message.account, message.from, message.to]
    case 'proof':
      return [message.request, message.more, message.proofs.map(({ height, bytes }) => [height, bytes])]
  }
}

/**
 * Reads one message; what is wrong with the bytes, in a word and the name of a place, where they are none. What is inside
 * (entries, decisions, vectors) is checked by whoever takes it in.
 */
export function readSync(from: Uint8Array): SyncMessage | string {
  if (from.length > LONGEST_SYNC_MESSAGE) return 'too-long'
  const value = decodeCanonical(from)
  if (value === undefined) return 'not-canonical'
  if (!Array.isArray(value) || value.length === 0) return 'misfit length'
  const [code, ...items] = value as readonly CborValue[]
  const kind = typeof code === 'number' ? SYNC_KINDS[code] : undefined
  if (kind === undefined) return 'misfit kind'
  const wrong = misfit(items, LAYOUTS[kind])
  if (wrong !== undefined) return `misfit ${kind}.${wrong}`
  const message = READERS[kind](items as readonly unknown[] as readonly never[])
  return message ?? `misfit ${kind}`
}

type RangeItems = readonly [number, number, number, number]
type OfHeightItems = readonly (readonly [number, Uint8Array])[]

const ofHeights = (items: OfHeightItems) => items.map(([height, bytes]) => ({ height, bytes }))

const rangeOf = ([account, incarnation, from, to]: RangeItems): Range => ({ account, incarnation, from, to })

/** undefined where something that is no place of the layout does not fit. */
const READERS: Readonly<Record<SyncMessage['kind'], (items: readonly never[]) => SyncMessage | undefined>> = {
  hello: ([version, network, height, certificate, root]) => ({
    kind: 'hello',
    version,
    network,
    height,
    certificate,
    root,
  }),
  frontier([from, to, items]) {
    const tips = readFrontier(items)
    if (tips === undefined || from > to) return undefined
    return tips.every(({ account }) => account >= from && account <= to)
      ? { kind: 'frontier', from, to, tips }
      : undefined
  },
  ahead([items]) {
    const tips = readFrontier(items)
    return tips && { kind: 'ahead', tips }
  },
  want([request, items]) {
    const ranges = (items as readonly RangeItems[]).map(rangeOf)
    return ranges.every(({ from, to }) => from >= 1 && from <= to) ? { kind: 'want', request, ranges } : undefined
  },
  'want-ids'([request, items]) {
    const entries: readonly Tip[] | undefined = readTips(items)
    return entries && { kind: 'want-ids', request, entries }
  },
  entries: ([request, more, wires]) => ({ kind: 'entries', request, more, wires }),
  'want-decisions': ([request, from, to]) => (from > to ? undefined : { kind: 'want-decisions', request, from, to }),
  decisions: ([request, more, items]) => ({
    kind: 'decisions',
    request,
    more,
    decisions: ofHeights(items),
  }),
  'want-vectors': ([request, roots]) => ({ kind: 'want-vectors', request, roots }),
  vectors: ([request, more, vectors]) => ({ kind: 'vectors', request, more, vectors }),
  'want-messages': ([request, summary]) => ({ kind: 'want-messages', request, summary }),
  messages: ([request, height, messages]) => ({ kind: 'messages', request, height, messages }),
  evidence([items]) {
    const proofs = (items as readonly CborValue[]).map((item) => readBody('evidence', item))
    return proofs.some((proof) => typeof proof === 'string')
      ? undefined
      : { kind: 'evidence', proofs: proofs as EvidenceBody[] }
  },
  'want-snapshot': ([request, height, part]) => ({ kind: 'want-snapshot', request, height, part }),
  snapshot([request, height, part, parts, bytes]) {
    return parts === 0 || part < parts ? { kind: 'snapshot', request, height, part, parts, bytes } : undefined
  },
  fragment: ([more, bytes]) => ({ kind: 'fragment', more, bytes }),
  'want-proof': ([request, of, account, from, to]) =>
    from > to ? undefined : { kind: 'want-proof', request, of: PROOF_KINDS[of], account, from, to },
  proof: ([request, more, items]) => ({ kind: 'proof', request, more, proofs: ofHeights(items) }),
}
