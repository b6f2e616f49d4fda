import { type Wh, wh } from '@jazzgrid/units'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { anyBody } from '../../test/replica/any-body.js'
import { plainScheme, plainSigner } from '../../test/replica/plain-signature.js'
import { NETWORK, Scribe } from '../../test/replica/scribe.js'
import { type CborValue, decodeCanonical, encodeCanonical } from '../cbor/canonical-cbor.js'
import { type Body, ENTRY_KINDS } from './body.js'
import { bodyItems, readBody } from './body-codec.js'
import { type Entry, LONGEST_ENTRY, NO_ENTRY } from './entry.js'
import { readEntry, signEntry, signedHeadOf } from './entry-codec.js'
import { idOf, isSignedBy, readHead } from './head.js'

const signer = plainSigner(3)

const firstWith = (body: Body): Entry =>
  signEntry(
    {
      network: NETWORK,
      account: 3,
      incarnation: body.kind === 'reincarnate' ? 1 : 0,
      seq: 1,
      prev: NO_ENTRY,
      height: 12,
      certificate: new Uint8Array(8),
      time: 1_700_000_000_000,
      body,
    },
    signer,
  )

/** The entry with some items changed, signed anew by its author. */
function altered(entry: Entry, change: (items: CborValue[]) => void): Uint8Array {
  const items = [...(decodeCanonical(entry.wire.subarray(0, -64)) as CborValue[])]
  change(items)
  const content = encodeCanonical(items)
  const wire = new Uint8Array(content.length + 64)
  wire.set(content)
  return wire
}

const delivery: Body = { kind: 'delivery', slot: 7, device: 1, energy: wh(-250) }

describe.each(ENTRY_KINDS)('an entry of kind %s', (kind) => {
  it('is read as it was written, and written again as it was read', () => {
    fc.assert(
      fc.property(anyBody(kind), (body) => {
        const entry = firstWith(body)
        expect(entry.body).toEqual(body)
        expect(entry.wire.length).toBeLessThanOrEqual(LONGEST_ENTRY)
        expect(readEntry(entry.wire)).toEqual(entry)
        expect(signEntry(entry, signer).wire).toEqual(entry.wire)
      }),
      { numRuns: 60, seed: 3 },
    )
  })

  it('has one body for its items, and one list of items for its body', () => {
    fc.assert(
      fc.property(
        anyBody(kind),
        fc.nat(20),
        fc.constantFrom(0, 1, -1, null, '', new Uint8Array(32)),
        (body, at, value) => {
          const items = [...(bodyItems(body) as CborValue[])]
          items[at % (items.length + 1)] = value
          const read = readBody(kind, items)
          if (typeof read !== 'string') expect(bodyItems(read)).toEqual(items)
        },
      ),
      { numRuns: 200, seed: 4 },
    )
  })
})

describe('the id of an entry', () => {
  it('is the hash of its signed head and does not change with the signature', () => {
    const entry = firstWith(delivery)
    const { head } = signedHeadOf(entry)
    expect(idOf(head)).toEqual(entry.id)
    const wire = entry.wire.slice()
    wire[wire.length - 1] ^= 1
    expect(readEntry(wire)).toMatchObject({ id: entry.id })
  })

  it('changes with every other byte', () => {
    const { wire, id } = firstWith(delivery)
    for (let at = 0; at < wire.length - 64; at++) {
      const other = wire.slice()
      other[at] ^= 1
      const read = readEntry(other)
      if ('id' in read) expect(read.id).not.toEqual(id)
    }
  })

  it('is signed in the domain of entries by the key of its author only', () => {
    const { id, signature } = firstWith(delivery)
    expect(isSignedBy(signer.key, id, signature, plainScheme)).toBe(true)
    expect(isSignedBy(plainSigner(4).key, id, signature, plainScheme)).toBe(false)
  })

  it('stands in a head that tells its place, in about 110 bytes', () => {
    const { head } = signedHeadOf(firstWith(delivery))
    expect(head.length).toBeLessThan(120)
    expect(readHead(head)).toEqual({ network: NETWORK, account: 3, incarnation: 0, seq: 1 })
    expect(readHead(head.subarray(1))).toBeUndefined()
    expect(readHead(firstWith(delivery).wire)).toBeUndefined()
  })
})

describe('bytes that are no entry', () => {
  const entry = firstWith(delivery)

  it('are refused with the reason', () => {
    expect(readEntry(new Uint8Array(LONGEST_ENTRY + 1))).toEqual({ reason: 'too-long' })
    expect(readEntry(new Uint8Array(64))).toEqual({ reason: 'too-short' })
    expect(readEntry(new Uint8Array(0))).toEqual({ reason: 'too-short' })
    expect(readEntry(entry.wire.subarray(1))).toEqual({ reason: 'not-canonical' })
    expect(readEntry(entry.wire.subarray(0, -1))).toEqual({ reason: 'not-canonical' })
  })

  it.each([
    ['another version', 0, 2, 'version'],
    ['a network of 7 bytes', 1, new Uint8Array(7), 'network'],
    ['a negative account', 2, -1, 'account'],
    ['an account above 2^31 - 1', 2, 2 ** 31, 'account'],
    ['an incarnation above 2^16 - 1', 3, 2 ** 16, 'incarnation'],
    ['a seq of 0', 4, 0, 'seq'],
    ['a seq above 2^32 - 1', 4, 2 ** 32, 'seq'],
    ['a later seq without an entry before it', 4, 2, 'prev'],
    ['a first seq with an entry before it', 5, new Uint8Array(32).fill(1), 'prev'],
    ['a height that is text', 6, '12', 'height'],
    ['a certificate of 9 bytes', 7, new Uint8Array(9), 'certificate'],
    ['a time before 1970', 8, -1, 'time'],
    ['a kind that there is not', 9, ENTRY_KINDS.length, 'kind'],
    ['a body of another kind', 9, 0, 'order.length'],
    ['a body that is no array', 10, 5, 'delivery.length'],
    ['a body with a place too many', 10, [7, 1, -250, 0], 'delivery.length'],
    ['a body with a place that does not fit', 10, [7, 1, null], 'delivery.energy'],
    ['a later incarnation that begins with something else', 3, 1, 'kind'],
  ])('have %s', (_, at, value, place) => {
    const wire = altered(entry, (items) => {
      items[at] = value
    })
    expect(readEntry(wire)).toEqual({ reason: 'misfit', place })
  })

  it('have more or fewer items than an entry', () => {
    expect(readEntry(altered(entry, (items) => items.push(0)))).toEqual({ reason: 'misfit', place: 'length' })
    expect(readEntry(altered(entry, (items) => items.pop()))).toEqual({ reason: 'misfit', place: 'length' })
  })

  it('begin anew where no incarnation begins', () => {
    const born = firstWith({ kind: 'reincarnate' })
    const wire = altered(born, (items) => {
      items[3] = 0
    })
    expect(readEntry(wire)).toEqual({ reason: 'misfit', place: 'kind' })
  })
})

describe('an author', () => {
  it('cannot sign what others would refuse', () => {
    expect(() => firstWith({ kind: 'dispute', slot: 1, text: 'x'.repeat(201) })).toThrow(RangeError)
    expect(() => firstWith({ kind: 'delivery', slot: 1, device: 0, energy: 0.5 as Wh })).toThrow(RangeError)
    expect(() => new Scribe(1).say({ kind: 'reincarnate' })).toThrow(RangeError)
  })

  it('may change or reuse the bytes that it read an entry from', () => {
    const { wire, id } = firstWith(delivery)
    const shared = new Uint8Array(2 * wire.length)
    shared.set(wire, 5)
    const read = readEntry(shared.subarray(5, 5 + wire.length)) as Entry
    shared.fill(0)
    expect(read.wire).toEqual(wire)
    expect(read.id).toEqual(id)
    expect(read.wire.buffer.byteLength).toBe(wire.length)
  })
})
