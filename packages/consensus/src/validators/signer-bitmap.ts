/** Bytes of a bitmap over so many validators. */
export const bitmapLength = (members: number): number => (members + 7) >> 3

/** Bit k, counted from the lowest of the first byte, stands for the validator at position k. */
export function bitmapOf(positions: Iterable<number>, members: number): Uint8Array {
  const bitmap = new Uint8Array(bitmapLength(members))
  for (const position of positions) {
    if (!(position >= 0 && position < members)) throw new RangeError(`there is no position ${position} of ${members}`)
    bitmap[position >> 3] |= 1 << (position & 7)
  }
  return bitmap
}

/** Ascending; undefined where the bytes are too many or too few or name somebody who is not there. */
export function positionsIn(bitmap: Uint8Array, members: number): readonly number[] | undefined {
  if (bitmap.length !== bitmapLength(members)) return undefined
  const positions: number[] = []
  for (let position = 0; position < bitmap.length * 8; position++) {
    if ((bitmap[position >> 3] & (1 << (position & 7))) === 0) continue
    if (position >= members) return undefined
    positions.push(position)
  }
  return positions
}
