import type { CborValue } from './canonical-cbor.js'

/** How one place of an array is checked; what does not fit is refused with the name of the place. */
export interface Field<T extends CborValue = CborValue> {
  readonly name: string
  readonly holds: (value: CborValue) => value is T
}

/** Places of an array, in order. */
export type Layout = readonly Field[]

const isNatural = (value: CborValue): value is number => Number.isSafeInteger(value) && (value as number) >= 0

/** Integer of 0 to `most`. */
export const natural = (name: string, most: number = Number.MAX_SAFE_INTEGER): Field<number> => ({
  name,
  holds: (value): value is number => isNatural(value) && value <= most,
})

/** Safe integer of either sign. */
export const integer = (name: string): Field<number> => ({
  name,
  holds: (value): value is number => Number.isSafeInteger(value),
})

/** Bytes of exactly this length. */
export const bytes = (name: string, length: number): Field<Uint8Array> => ({
  name,
  holds: (value): value is Uint8Array => value instanceof Uint8Array && value.length === length,
})

/** Bytes of at most this length. */
export const bytesUpTo = (name: string, most: number): Field<Uint8Array> => ({
  name,
  holds: (value): value is Uint8Array => value instanceof Uint8Array && value.length <= most,
})

/** Text of at most this many UTF-16 units. */
export const textUpTo = (name: string, most: number): Field<string> => ({
  name,
  holds: (value): value is string => typeof value === 'string' && value.length <= most,
})

/** What the field holds, or null. */
export const orNull = <T extends CborValue>({ name, holds }: Field<T>): Field<T | null> => ({
  name,
  holds: (value): value is T | null => value === null || holds(value),
})

/** An array of at most this many items, each of the given layout. */
export const listOf = (name: string, layout: Layout, most: number): Field<readonly CborValue[]> => ({
  name,
  holds: (value): value is readonly CborValue[] =>
    Array.isArray(value) && value.length <= most && value.every((item) => misfit(item, layout) === undefined),
})

/** The first place that does not fit, by name; undefined where all do. `length` names the array itself. */
export function misfit(value: CborValue | undefined, layout: Layout): string | undefined {
  if (!Array.isArray(value) || value.length !== layout.length) return 'length'
  return layout.find(({ holds }, i) => !holds(value[i]))?.name
}
