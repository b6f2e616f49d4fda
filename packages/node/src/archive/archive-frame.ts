import { createHash } from 'node:crypto'
import {
  bytes,
  bytesUpTo,
  type CborValue,
  decodeCanonical,
  encodeCanonical,
  type Layout,
  misfit,
  natural,
  RECORD_KINDS,
  type RecordKind,
  textUpTo,
} from '@jazzgrid/ledger'
import { CodedError } from '@jazzgrid/units'

/**
 * One piece of an archive. `begin` comes first; `end` comes last and proves that nothing between them is missing or
 * changed by a bad disk. Who wrote the archive is proven by nothing: entries and certificates prove themselves.
 */
export type ArchiveFrame =
  | { readonly kind: 'begin'; readonly community: Uint8Array }
  /** A file beside the ledger, by its name in the data folder. */
  | { readonly kind: 'file'; readonly name: string; readonly mode: number; readonly bytes: Uint8Array }
  | { readonly kind: 'entry'; readonly wire: Uint8Array }
  | { readonly kind: 'record'; readonly of: RecordKind; readonly number: number; readonly bytes: Uint8Array }

const NAME = 'jazzgrid/archive'
const VERSION = 1
/** Bytes of a frame at most: a snapshot of a large community has less. */
const LONGEST_FRAME = 64 * 1024 * 1024

const kind = natural('kind', 4)
const LAYOUTS: readonly Layout[] = [
  [kind, textUpTo('name', 32), natural('version'), bytes('community', 32)],
  [kind, textUpTo('name', 100), natural('mode', 0o777), bytesUpTo('bytes', LONGEST_FRAME)],
  [kind, bytesUpTo('wire', LONGEST_FRAME)],
  [kind, natural('of', RECORD_KINDS.length - 1), natural('number'), bytesUpTo('bytes', LONGEST_FRAME)],
  [kind, natural('frames'), bytes('hash', 32)],
]

/** The bytes of an archive: each frame as its length (32 bits, big endian) and its canonical CBOR. */
export async function* archiveBytes(frames: AsyncIterable<ArchiveFrame>): AsyncGenerator<Uint8Array> {
  const hash = createHash('sha256')
  let count = 0
  for await (const frame of frames) {
    const framed = withLength(encodeCanonical(itemsOf(frame)))
    hash.update(framed)
    count++
    yield framed
  }
  yield withLength(encodeCanonical([4, count, new Uint8Array(hash.digest())]))
}

/** The frames of an archive. Throws CodedError `bad-archive` where it is none, is damaged, or was cut off. */
export async function* archiveFrames(source: AsyncIterable<Uint8Array>): AsyncGenerator<ArchiveFrame> {
  const hash = createHash('sha256')
  let count = 0
  for await (const framed of split(source)) {
    const items = decodeCanonical(framed.subarray(4))
    const layout = Array.isArray(items) && typeof items[0] === 'number' ? LAYOUTS[items[0]] : undefined
    if (layout === undefined || misfit(items, layout) !== undefined) throw damaged(`piece ${count + 1} cannot be read`)
    const list = items as readonly CborValue[]
    if (list[0] === 4) {
      const same = Buffer.compare(list[2] as Uint8Array, hash.digest()) === 0
      if (list[1] === count && same) return
      throw damaged('it was changed since it was written')
    }
    hash.update(framed)
    const frame = frameOf(list)
    if ((frame.kind === 'begin') !== (count === 0)) throw damaged('it does not begin as one')
    count++
    yield frame
  }
  throw damaged('its end is missing')
}

async function* split(source: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let held = Buffer.alloc(0)
  for await (const chunk of source) {
    held = held.length === 0 ? Buffer.from(chunk) : Buffer.concat([held, chunk])
    for (;;) {
      const length = held.length < 4 ? 0 : held.readUInt32BE(0)
      if (length > LONGEST_FRAME) throw damaged('a piece of it is longer than any can be')
      if (held.length < 4 || held.length < 4 + length) break
      yield new Uint8Array(held.subarray(0, 4 + length))
      held = held.subarray(4 + length)
    }
  }
}

function itemsOf(frame: ArchiveFrame): CborValue {
  switch (frame.kind) {
    case 'begin':
      return [0, NAME, VERSION, frame.community]
    case 'file':
      return [1, frame.name, frame.mode, frame.bytes]
    case 'entry':
      return [2, frame.wire]
    case 'record':
      return [3, RECORD_KINDS.indexOf(frame.of), frame.number, frame.bytes]
  }
}

function frameOf(items: readonly CborValue[]): ArchiveFrame {
  const [which, a, b, c] = items
  switch (which) {
    case 0:
      if (a !== NAME) throw damaged('it is another kind of file')
      if (b !== VERSION) throw damaged(`it has version ${b}, and this program reads ${VERSION}`)
      return { kind: 'begin', community: c as Uint8Array }
    case 1:
      return { kind: 'file', name: a as string, mode: b as number, bytes: c as Uint8Array }
    case 2:
      return { kind: 'entry', wire: a as Uint8Array }
    default:
      return { kind: 'record', of: RECORD_KINDS[a as number], number: b as number, bytes: c as Uint8Array }
  }
}

function withLength(content: Uint8Array): Uint8Array {
  const framed = new Uint8Array(4 + content.length)
  new DataView(framed.buffer).setUint32(0, content.length)
  framed.set(content, 4)
  return framed
}

const damaged = (why: string): CodedError =>
  new CodedError('bad-archive', `This is no whole archive of Jazzgrid: ${why}. Use another copy.`)
