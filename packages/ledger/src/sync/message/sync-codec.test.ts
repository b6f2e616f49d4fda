import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { NETWORK, Scribe } from '../../../test/replica/scribe.js'
import { type CborValue, encodeCanonical } from '../../cbor/canonical-cbor.js'
import { forkProof } from '../../replica/fork-proof.js'
import { answerParts, snapshotPart } from './answer-parts.js'
import { FrameReader, framesOf } from './frames.js'
import { encodeSync, LONGEST_READ, LONGEST_SENT, readSync } from './sync-codec.js'
import { type Entries, SYNC_KINDS, type SyncMessage } from './sync-message.js'

const scribe = new Scribe(3)
const twin = scribe.copy()
const entries = scribe.writeMany(3)
const proof = forkProof(entries[0], twin.write(9))
const id = entries[0].id

const MESSAGES: readonly SyncMessage[] = [
  { kind: 'hello', version: 1, network: NETWORK, height: 7, certificate: new Uint8Array(8), root: id },
  { kind: 'frontier', from: 0, to: 5, tips: [scribe.tip] },
  { kind: 'ahead', tips: [] },
  { kind: 'want', request: 1, ranges: [{ account: 3, incarnation: 0, from: 1, to: 3 }] },
  { kind: 'want-ids', request: 2, entries: [scribe.tip, { ...scribe.tip, account: 1 }] },
  { kind: 'entries', request: 2, more: true, wires: entries.map(({ wire }) => wire) },
  { kind: 'want-decisions', request: 3, from: 8, to: 9 },
  { kind: 'decisions', request: 3, more: false, decisions: [{ height: 8, bytes: new Uint8Array(500) }] },
  { kind: 'want-vectors', request: 4, roots: [id] },
  { kind: 'vectors', request: 4, more: false, vectors: [new Uint8Array(3)] },
  { kind: 'want-messages', request: 6, summary: new Uint8Array(9) },
  { kind: 'messages', request: 6, height: 8, messages: [new Uint8Array(1)] },
  { kind: 'evidence', proofs: [proof] },
  { kind: 'want-snapshot', request: 5, height: 48, part: 2 },
  { kind: 'snapshot', request: 5, height: 48, part: 2, parts: 3, bytes: new Uint8Array(10) },
  { kind: 'fragment', more: true, bytes: new Uint8Array(4) },
  { kind: 'want-proof', request: 6, of: 'results', account: 3, from: 8, to: 9 },
  { kind: 'proof', request: 6, more: true, proofs: [{ height: 8, bytes: new Uint8Array(5) }] },
]

describe('a message between neighbours', () => {
  it('is read as it was written, whatever its kind', () => {
    expect(MESSAGES.map(({ kind }) => kind)).toEqual(SYNC_KINDS)
    for (const message of MESSAGES) expect(readSync(encodeSync(message))).toEqual(message)
  })

  it('is refused with the place that does not fit', () => {
    const read = (items: CborValue) => readSync(encodeCanonical(items))
    expect(readSync(new Uint8Array(0))).toBe('not-canonical')
    expect(readSync(new Uint8Array(5 * 2 ** 20))).toBe('too-long')
    expect(read([])).toBe('misfit length')
    expect(read(5)).toBe('misfit length')
    expect(read([99])).toBe('misfit kind')
    expect(read(['hello'])).toBe('misfit kind')
    expect(read([0, 1])).toBe('misfit hello.length')
    expect(read([0, 1, NETWORK, -1, NETWORK, id])).toBe('misfit hello.height')
    expect(read([1, 6, 5, []])).toBe('misfit frontier')
    expect(read([1, 0, 2, [[3, 0, 1, id]]])).toBe('misfit frontier')
    expect(read([3, 1, [[3, 0, 2, 1]]])).toBe('misfit want')
    expect(read([3, 1, [[3, 0, 0, 1]]])).toBe('misfit want')
    expect(read([3, 1, [[3, 0, 1]]])).toBe('misfit want.ranges')
    expect(read([5, 1, 0, []])).toBe('misfit entries.more')
    expect(read([5, 1, false, [new Uint8Array(1025)]])).toBe('misfit entries.wires')
    expect(read([6, 1, 9, 8])).toBe('misfit want-decisions')
    expect(read([12, [[id, id, id, id]]])).toBe('misfit evidence')
    expect(read([14, 1, 1, 3, 3, id])).toBe('misfit snapshot')
    expect(read([16, 1, 3, null, 0, 1])).toBe('misfit want-proof.of')
    expect(read([16, 1, 0, -1, 0, 1])).toBe('misfit want-proof.account')
    expect(read([16, 1, 0, null, 2, 1])).toBe('misfit want-proof')
    expect(read([17, 1, false, [[1]]])).toBe('misfit proof.proofs')
  })

  it('is never an exception, however its bytes are bent', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...MESSAGES),
        fc.array(fc.tuple(fc.nat(), fc.nat(255))),
        fc.nat(),
        (message, bends, cut) => {
          const bytes = encodeSync(message)
          for (const [at, byte] of bends) bytes[at % bytes.length] = byte
          const read = readSync(bytes.subarray(0, bytes.length - (cut % 3)))
          if (typeof read !== 'string') expect(encodeSync(read)).toEqual(bytes.subarray(0, bytes.length - (cut % 3)))
        },
      ),
      { numRuns: 3000, seed: 31 },
    )
  })
})

describe('a message that is longer than a frame', () => {
  const long: SyncMessage = { kind: 'vectors', request: 1, more: false, vectors: [new Uint8Array(300_000).fill(7)] }

  it('goes in fragments and is put together again', () => {
    const frames = framesOf(long)
    expect(frames).toHaveLength(5)
    for (const frame of frames) expect(frame.length).toBeLessThanOrEqual(LONGEST_SENT)
    const reader = new FrameReader()
    expect(frames.slice(0, -1).map((frame) => reader.take(frame))).toEqual([undefined, undefined, undefined, undefined])
    expect(reader.take(frames[4])).toEqual(long)
    expect(reader.pending).toBe(0)
  })

  it('is refused above 4 MiB by its writer, and its fragments by a reader', () => {
    expect(() => framesOf({ ...long, vectors: [new Uint8Array(5 * 2 ** 20)] })).toThrow(RangeError)
    const reader = new FrameReader()
    const piece = encodeSync({ kind: 'fragment', more: true, bytes: new Uint8Array(60_000) })
    const faults = Array.from({ length: 70 }, () => reader.take(piece))
    expect(faults.indexOf('too-long')).toBe(69)
    expect(reader.pending).toBe(0)
  })

  it.each([
    ['a message between its pieces', [encodeSync(MESSAGES[0])]],
    ['a tiny piece that more would follow', [encodeSync({ kind: 'fragment', more: true, bytes: new Uint8Array(9) })]],
    ['a frame above 256 KiB', [new Uint8Array(LONGEST_READ + 1)]],
    ['a fragment as its content', [encodeSync({ kind: 'fragment', more: false, bytes: encodeSync(MESSAGES[15]) })]],
  ])('is given up after %s', (_, frames) => {
    const reader = new FrameReader()
    reader.take(framesOf(long)[0])
    expect(frames.map((frame) => typeof reader.take(frame))).toEqual(['string'])
    expect(reader.pending).toBe(0)
    expect(reader.take(encodeSync(MESSAGES[0]))).toEqual(MESSAGES[0])
  })
})

describe('an answer', () => {
  it('of many entries fills frames, and only its last part has nothing behind it', () => {
    const wires = Array.from({ length: 1000 }, (_, i) => new Uint8Array(190).fill(i))
    const answer: Entries = { kind: 'entries', request: 4, more: false, wires }
    const parts = answerParts(answer)
    expect(parts.map(({ more }) => more)).toEqual([true, true, true, false])
    expect(parts.flatMap((part) => part.wires)).toEqual(wires)
    for (const part of parts) expect(framesOf(part)).toHaveLength(1)
  })

  it('of nothing is one part', () => {
    expect(answerParts<Entries>({ kind: 'entries', request: 4, more: false, wires: [] })).toHaveLength(1)
  })

  it('keeps something longer than a frame in a part of its own', () => {
    const vectors = [10, 100_000, 10].map((length) => new Uint8Array(length))
    const parts = answerParts({ kind: 'vectors', request: 4, more: false, vectors })
    expect(parts.map((part) => part.vectors.length)).toEqual([1, 1, 1])
  })

  it('of a snapshot is one part of it, and none where there is none', () => {
    const bytes = Uint8Array.from({ length: 150_000 }, (_, i) => i)
    const parts = [0, 1, 2].map((part) => snapshotPart(1, 48, part, bytes))
    expect(parts.map((part) => part.parts)).toEqual([3, 3, 3])
    expect(Uint8Array.from(parts.flatMap((part) => [...part.bytes]))).toEqual(bytes)
    for (const part of parts) expect(framesOf(part)).toHaveLength(1)
    expect(snapshotPart(1, 48, 3, bytes)).toMatchObject({ parts: 0 })
    expect(snapshotPart(1, 48, 0, undefined)).toMatchObject({ parts: 0 })
    expect(snapshotPart(1, 48, 0, new Uint8Array())).toMatchObject({ parts: 1 })
  })
})
