import fc from 'fast-check'
import type { CborValue } from '../../src/cbor/canonical-cbor.js'

/** Any value that peers write to each other. */
export const { value: anyValue } = fc.letrec<{ value: CborValue }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 6 },
    fc.maxSafeInteger(),
    fc.string({ unit: 'binary' }),
    fc.boolean(),
    fc.constant(null),
    fc.uint8Array(),
    fc.array(tie('value'), { maxLength: 5 }),
  ),
}))
