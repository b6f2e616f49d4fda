/** Bends bytes in ways that a broken disk, a broken cable or a liar would. Every run does the same. */
export class Bender {
  #state: number

  constructor(seed: number) {
    this.#state = seed | 1
  }

  /** 0 to `below` - 1 (xorshift32). */
  below(below: number): number {
    this.#state ^= this.#state << 13
    this.#state ^= this.#state >>> 17
    this.#state ^= this.#state << 5
    return (this.#state >>> 0) % below
  }

  pick<T>(from: readonly T[]): T {
    return from[this.below(from.length)]
  }

  bytes(length: number): Uint8Array {
    return Uint8Array.from({ length }, () => this.below(256))
  }

  /** One bit other. */
  flip(from: Uint8Array): Uint8Array {
    const bent = new Uint8Array(from)
    bent[this.below(bent.length)] ^= 1 << this.below(8)
    return bent
  }

  /** Cut off at either end, or longer. */
  cut(from: Uint8Array): Uint8Array {
    const at = this.below(from.length)
    switch (this.below(3)) {
      case 0:
        return from.slice(0, at)
      case 1:
        return from.slice(at)
      default: {
        const longer = new Uint8Array(from.length + 1 + this.below(40))
        longer.set(from)
        return longer
      }
    }
  }

  /** A byte more or less in the middle, or a length that claims something else. */
  shift(from: Uint8Array): Uint8Array {
    const at = this.below(from.length)
    const heads = [0x80, 0x98, 0x9b, 0x9f, 0x5f, 0x58, 0xff, 0xc0, 0xa1, 0xfb, 0x1b, 0xf7]
    const bent = [...from.subarray(0, at), this.pick(heads), ...from.subarray(at + this.below(2))]
    return Uint8Array.from(bent)
  }

  /** Arrays within arrays. */
  nest(from: Uint8Array): Uint8Array {
    const depth = this.below(60)
    const bent = new Uint8Array(from.length + depth).fill(0x81)
    bent.set(from, depth)
    return bent
  }

  /** The start of one and the end of another. */
  splice(from: Uint8Array, other: Uint8Array): Uint8Array {
    const at = this.below(Math.min(from.length, other.length))
    const bent = new Uint8Array(other)
    bent.set(from.subarray(0, at))
    return bent
  }
}

/** How often something came about, by its name. */
export class Tally {
  readonly counts = new Map<string, number>()
  total = 0

  count(name: string): void {
    this.counts.set(name, (this.counts.get(name) ?? 0) + 1)
    this.total++
  }

  get names(): string[] {
    return [...this.counts.keys()].sort()
  }
}
