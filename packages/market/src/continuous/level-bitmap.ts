/**
 * A set of small integers with a fast "highest member at or below": one bit a level in 32-bit words, and one summary bit
 * a word, so that a jump over 1,024 empty levels is two `clz32`.
 */
export class LevelBitmap {
  readonly #words: Int32Array
  readonly #summary: Int32Array

  /** @param size members are 0..size-1. */
  constructor(size: number) {
    this.#words = new Int32Array((size + 31) >>> 5)
    this.#summary = new Int32Array((this.#words.length + 31) >>> 5)
  }

  add(member: number): void {
    const word = member >>> 5
    const members = this.#words[word]
    this.#words[word] = members | (1 << (member & 31))
    if (members === 0) this.#summary[word >>> 5] |= 1 << (word & 31)
  }

  delete(member: number): void {
    const word = member >>> 5
    this.#words[word] &= ~(1 << (member & 31))
    if (this.#words[word] === 0) this.#summary[word >>> 5] &= ~(1 << (word & 31))
  }

  /** @returns the highest member <= level, or -1. */
  highest(level: number): number {
    if (level < 0) return -1
    let word = level >>> 5
    // two shifts, because a shift by 32 is a shift by 0
    const rest = this.#words[word] & ((2 << (level & 31)) - 1)
    if (rest !== 0) return (word << 5) + 31 - Math.clz32(rest)
    let group = word >>> 5
    let groups = this.#summary[group] & ((1 << (word & 31)) - 1)
    while (groups === 0) {
      if (--group < 0) return -1
      groups = this.#summary[group]
    }
    word = (group << 5) + 31 - Math.clz32(groups)
    return (word << 5) + 31 - Math.clz32(this.#words[word])
  }
}
