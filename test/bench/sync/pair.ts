/** What two replicas told each other until they held the same. */
export interface Exchanged {
  /** In both directions. */
  readonly bytes: number
  readonly messages: number
}

/**
 * Two replicas of the same authors' records, and a way of bringing them to the same state. The left one holds everything;
 * of each author the right one lacks the last few.
 */
export interface Pair {
  /** Bring both to the same state. */
  exchange(): Exchanged
  /** What the right one holds of an author, in order. */
  held(author: number): readonly Uint8Array[]
}

/** How many of its last records of an author are missing where `missing` are, spread evenly. */
export const lackedOf = (author: number, authors: number, missing: number): number =>
  Math.floor(missing / authors) + (author < missing % authors ? 1 : 0)
