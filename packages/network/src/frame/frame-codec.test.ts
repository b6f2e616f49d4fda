import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { MAX_FRAME } from '../transport.js'
import { encodeFrame, FrameDecoder } from './frame-codec.js'

/** Everything that a decoder gives for these pieces. */
function decoded(pieces: readonly Uint8Array[], decoder = new FrameDecoder()): Uint8Array[] {
  const frames: Uint8Array[] = []
  for (const piece of pieces) {
    decoder.push(piece)
    for (let frame = decoder.next(); frame !== undefined; frame = decoder.next()) frames.push(frame)
  }
  return frames
}

const concat = (parts: readonly Uint8Array[]): Uint8Array => Uint8Array.from(parts.flatMap((part) => [...part]))

/** The bytes in pieces, cut at these places. */
function pieces(bytes: Uint8Array, cuts: readonly number[]): Uint8Array[] {
  const places = [...cuts.map((cut) => cut % (bytes.length + 1)), 0, bytes.length].sort((a, b) => a - b)
  return places.slice(1).map((place, i) => bytes.subarray(places[i], place))
}

const frame = fc.uint8Array({ minLength: 1, maxLength: 200 })

describe('a frame', () => {
  it('is its length in four bytes and then itself', () => {
    expect([...encodeFrame(Uint8Array.of(7, 8))]).toEqual([0, 0, 0, 2, 7, 8])
  })

  it('of any size comes back, however the stream is cut', () => {
    fc.assert(
      fc.property(fc.array(frame), fc.array(fc.nat()), (frames, cuts) => {
        expect(decoded(pieces(concat(frames.map(encodeFrame)), cuts))).toEqual(frames)
      }),
      { seed: 1 },
    )
  })

  it('of the largest size comes back', () => {
    const largest = new Uint8Array(MAX_FRAME).map((_, i) => i)
    const [got] = decoded(pieces(encodeFrame(largest), [1, 3, 5, 70_000, 200_001]))
    expect(Buffer.compare(got, largest)).toBe(0)
  })

  it('owns its bytes', () => {
    const wire = encodeFrame(Uint8Array.of(1, 2, 3))
    const [got] = decoded([wire])
    wire.fill(0)
    expect([...got]).toEqual([1, 2, 3])
  })

  it('waits where its reader pauses, and nothing that comes meanwhile is lost', () => {
    const decoder = new FrameDecoder()
    decoder.push(concat([encodeFrame(Uint8Array.of(1)), encodeFrame(Uint8Array.of(2)).subarray(0, 2)]))
    expect([...(decoder.next() as Uint8Array)]).toEqual([1])
    decoder.push(concat([encodeFrame(Uint8Array.of(2)).subarray(2), encodeFrame(Uint8Array.of(3))]))
    expect(decoded([Uint8Array.of()], decoder).map(([byte]) => byte)).toEqual([2, 3])
  })
})

describe('bytes that are no frames', () => {
  it.each([
    ['a length beyond the largest', [0, 4, 0, 1], 'frame-too-large'],
    ['the largest length of all', [255, 255, 255, 255, 1, 2, 3], 'frame-too-large'],
    ['a length of nothing', [0, 0, 0, 0, 1], 'frame-empty'],
  ])('%s end the stream', (_what, bytes, fault) => {
    const decoder = new FrameDecoder()
    const good = encodeFrame(Uint8Array.of(1))
    expect(decoded([good, Uint8Array.from(bytes), good], decoder)).toHaveLength(1)
    expect(decoder.fault).toBe(fault)
    expect(decoder.held).toBe(0)
  })

  it('that are cut off wait for more', () => {
    fc.assert(
      fc.property(frame, fc.nat(), (bytes, cut) => {
        const wire = encodeFrame(bytes)
        const decoder = new FrameDecoder()
        expect(decoded([wire.subarray(0, cut % wire.length)], decoder)).toEqual([])
        expect(decoder.fault).toBeUndefined()
      }),
      { seed: 2 },
    )
  })

  it('of any kind never throw, give more than came, or hold more than twice what came and the first room', () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 300 }), { maxLength: 20 }), (chunks) => {
        const decoder = new FrameDecoder(1_000)
        let came = 0
        let given = 0
        for (const chunk of chunks) {
          came += chunk.length
          for (const got of decoded([chunk], decoder)) given += got.length
          expect(decoder.held).toBeLessThanOrEqual(Math.max(4096, 2 * came))
        }
        expect(given).toBeLessThanOrEqual(came)
      }),
      { seed: 3, numRuns: 500 },
    )
  })

  it('announcing the largest frame cost the first room only', () => {
    const decoder = new FrameDecoder()
    expect(decoded([Uint8Array.of(0, 4, 0, 0, 1)], decoder)).toEqual([])
    expect(decoder.held).toBe(4096)
  })
})
