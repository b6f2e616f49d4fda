/** What is written between peers: no maps, floats, tags or undefined, and integers of at most 53 bits. */
export type CborValue = number | string | boolean | null | Uint8Array | readonly CborValue[]

/** Kinds of values, in the upper three bits of their first byte. */
export const MAJOR = { natural: 0, negative: 1, bytes: 2, text: 3, array: 4, simple: 7 } as const

/** Simple values. */
export const SIMPLE = { false: 20, true: 21, null: 22 } as const

/** In the lower five bits of a first byte: that one, two, four or eight bytes with the argument follow. */
export const FOLLOWED_BY = { one: 24, two: 25, four: 26, eight: 27 } as const
