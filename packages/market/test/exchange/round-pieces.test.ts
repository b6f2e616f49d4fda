import { sha256 } from '@noble/hashes/sha2.js'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ExecutionOrder } from '../../src/exchange/round/execution-order.js'
import { ExpiryCalendar } from '../../src/exchange/round/expiry-calendar.js'
import { ResultBytes } from '../../src/exchange/round/result-bytes.js'

/** The integers that some bytes stand for. */
function read(bytes: Uint8Array): number[] {
  const integers: number[] = []
  let value = 0n
  let shift = 0n
  for (const byte of bytes) {
    value |= BigInt(byte & 127) << shift
    shift += 7n
    if (byte & 128) continue
    integers.push(Number(value & 1n ? -(value >> 1n) - 1n : value >> 1n))
    value = 0n
    shift = 0n
  }
  return integers
}

describe('result bytes', () => {
  it('can be read back, so different results never share their bytes', () => {
    const integer = fc.oneof(
      fc.integer(),
      fc.integer({ min: -(2 ** 52), max: 2 ** 52 }),
      fc.constantFrom(0, 63, 64, -64, -65),
    )
    fc.assert(
      fc.property(fc.array(integer, { maxLength: 40 }), (integers) => {
        const written = new ResultBytes()
        for (const value of integers) written.integer(value)
        expect(read(written.view)).toEqual(integers)
      }),
      { numRuns: 200, seed: 1 },
    )
  })

  it('are as short as they can be', () => {
    const written = new ResultBytes()
    for (const value of [0, -1, 63, 64, 2 ** 52]) written.integer(value)
    expect(written.length).toBe(1 + 1 + 1 + 2 + 8)
    written.clear()
    expect(written.length).toBe(0)
  })

  it('grow', () => {
    const written = new ResultBytes()
    for (let i = 0; i < 10_000; i++) written.integer(i)
    expect(read(written.view)).toEqual(Array.from({ length: 10_000 }, (_, i) => i))
  })
})

describe('execution order', () => {
  it('is the start of SHA-256 over the root and the account', () => {
    const root = Uint8Array.from({ length: 32 }, (_, i) => i)
    const hash = sha256(Uint8Array.from([...root, 0x01, 0x02, 0x03, 0x04]))
    const place = hash.slice(0, 6).reduce((value, byte) => value * 256 + byte, 0)
    const order = new ExecutionOrder(root)
    expect(order.place(0x01020304)).toBe(place)
    expect(order.place(0x01020304)).toBe(place)
  })

  it('is another one under another root', () => {
    const accounts = Array.from({ length: 20 }, (_, i) => i)
    const sequence = (seed: number) => {
      const order = new ExecutionOrder(new Uint8Array(32).fill(seed))
      return [...accounts].sort((a, b) => order.place(a) - order.place(b))
    }
    expect(sequence(1)).not.toEqual(sequence(2))
  })
})

describe('expiry calendar', () => {
  it('gives each order once, by time and then by age', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(20), { maxLength: 40 }), fc.array(fc.nat(25), { maxLength: 8 }), (times, rounds) => {
        const calendar = new ExpiryCalendar()
        for (const [handle, time] of times.entries()) calendar.add(time, handle)
        const sorted = times.map((time, handle) => [time, handle]).sort((a, b) => a[0] - b[0] || a[1] - b[1])
        let given = 0
        for (const now of [...rounds, 30].sort((a, b) => a - b)) {
          const due = sorted.filter(([time]) => time <= now).map(([, handle]) => handle)
          expect(calendar.due(now)).toEqual(due.slice(given))
          given = due.length
        }
      }),
      { numRuns: 200, seed: 1 },
    )
  })
})
