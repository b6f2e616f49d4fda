import fc from 'fast-check'
import type { Body, EntryKind } from '../../src/entry/body.js'

const natural = fc.maxSafeNat()
const integer = fc.maxSafeInteger()
const account = fc.nat(2 ** 31 - 1)
const positive = fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER })
const bytes = (length: number) => fc.uint8Array({ minLength: length, maxLength: length })
const text = (most: number) => fc.string({ unit: 'binary', maxLength: Math.floor(most / 2) })

const premium = fc.oneof(
  fc.record({ renewable: positive }),
  fc.record({ local: positive }),
  fc.record({ renewable: positive, local: positive }),
)

const BODIES: Readonly<Record<EntryKind, fc.Arbitrary<unknown>>> = {
  order: fc.record(
    {
      kind: fc.constant('order'),
      tag: natural,
      device: account,
      slot: natural,
      side: fc.constantFrom('buy', 'sell'),
      price: integer,
      quantity: natural,
      goodTill: natural,
      minimum: positive,
      premium,
      origin: fc.constantFrom('pv', 'battery', 'ev', 'grid'),
    },
    { requiredKeys: ['kind', 'tag', 'device', 'slot', 'side', 'price', 'quantity', 'goodTill'] },
  ),
  cancel: fc.record({ kind: fc.constant('cancel'), tag: natural, device: account, handle: natural }),
  replace: fc.record(
    {
      kind: fc.constant('replace'),
      tag: natural,
      device: account,
      handle: natural,
      price: integer,
      quantity: natural,
      goodTill: natural,
      minimum: natural,
      premium: fc.oneof(premium, fc.constant({})),
    },
    { requiredKeys: ['kind', 'tag', 'device', 'handle'] },
  ),
  reading: fc.record(
    { kind: fc.constant('reading'), slot: natural, imported: natural, exported: natural, epoch: positive },
    { requiredKeys: ['kind', 'slot', 'imported', 'exported'] },
  ),
  delivery: fc.record({ kind: fc.constant('delivery'), slot: natural, device: account, energy: integer }),
  dispute: fc.record({ kind: fc.constant('dispute'), slot: natural, text: text(200) }),
  member: fc.record({
    kind: fc.constant('member'),
    change: fc.oneof(
      fc.record({ to: fc.constantFrom('evict', 'seat', 'unseat'), account }),
      fc.record(
        {
          to: fc.constant('admit'),
          account,
          key: bytes(32),
          proof: bytes(64),
          validator: fc.boolean(),
          feeder: account,
          maxEnergyPerSlot: natural,
        },
        { requiredKeys: ['to', 'account', 'key', 'proof', 'validator', 'feeder'] },
      ),
    ),
  }),
  param: fc.record({ kind: fc.constant('param'), name: text(40), value: integer }),
  evidence: fc.record({
    kind: fc.constant('evidence'),
    heads: fc.tuple(
      fc.record({ head: fc.uint8Array({ maxLength: 200 }), signature: bytes(64) }),
      fc.record({ head: fc.uint8Array({ maxLength: 200 }), signature: bytes(64) }),
    ),
  }),
  'rotate-key': fc.record({ kind: fc.constant('rotate-key'), key: bytes(32), proof: bytes(64) }),
  reincarnate: fc.constant({ kind: 'reincarnate' }),
  'double-signing': fc.record({
    kind: fc.constant('double-signing'),
    said: fc.constantFrom('close', 'proposal', 'vote'),
    account,
    signed: fc.tuple(
      fc.record({ content: fc.uint8Array({ maxLength: 120 }), signature: bytes(64) }),
      fc.record({ content: fc.uint8Array({ maxLength: 120 }), signature: bytes(64) }),
    ),
  }),
}

/** Any body that its author may write, of one kind. */
export const anyBody = (kind: EntryKind): fc.Arbitrary<Body> => BODIES[kind] as fc.Arbitrary<Body>
