/**
 * Seeded chance. Every consumer draws from a substream of its own, named by what it is for (`weather`, `load/h3`), so
 * that adding one agent leaves the draws of all others as they were.
 * Generator: sfc32 (C. Doty-Humphrey, PractRand), seeded through a 128-bit mix of seed and name.
 */
export class Chance {
  readonly #name: string
  readonly #seed: string
  #a: number
  #b: number
  #c: number
  #counter = 1
  #spare: number | undefined

  constructor(seed: string | number, name = '') {
    this.#seed = String(seed)
    this.#name = name
    const text = `${this.#seed}\u0000${name}`
    this.#a = fnv1a(text, 0x811c9dc5)
    this.#b = fnv1a(text, 0x9e3779b9)
    this.#c = fnv1a(text, 0x85ebca6b)
    for (let i = 0; i < 15; i++) this.uint32()
  }

  /** An independent stream; the same name gives the same stream, whatever was drawn before. */
  stream(name: string): Chance {
    return new Chance(this.#seed, this.#name === '' ? name : `${this.#name}/${name}`)
  }

  uint32(): number {
    const t = (((this.#a + this.#b) | 0) + this.#counter) | 0
    this.#counter = (this.#counter + 1) | 0
    this.#a = this.#b ^ (this.#b >>> 9)
    this.#b = (this.#c + (this.#c << 3)) | 0
    this.#c = (((this.#c << 21) | (this.#c >>> 11)) + t) | 0
    return t >>> 0
  }

  /** Uniform in [0, 1). */
  uniform(): number {
    return this.uint32() / 0x1_0000_0000
  }

  /** Uniform integer in [0, below), without modulo bias; below at most 2^32. */
  integer(below: number): number {
    if (!(below >= 1 && below <= 0x1_0000_0000)) throw new RangeError(`cannot draw an integer below ${below}`)
    const limit = 0x1_0000_0000 - (0x1_0000_0000 % below)
    let draw = this.uint32()
    while (draw >= limit) draw = this.uint32()
    return draw % below
  }

  /** Standard normal, by Box and Muller (1958). */
  normal(): number {
    if (this.#spare !== undefined) {
      const spare = this.#spare
      this.#spare = undefined
      return spare
    }
    const radius = Math.sqrt(-2 * Math.log(1 - this.uniform()))
    const angle = 2 * Math.PI * this.uniform()
    this.#spare = radius * Math.sin(angle)
    return radius * Math.cos(angle)
  }

  pick<T>(from: readonly T[]): T {
    return from[this.integer(from.length)]
  }

  /** The same members in a random order (Fisher and Yates); the input stays as it is. */
  shuffled<T>(members: readonly T[]): T[] {
    const out = [...members]
    for (let i = out.length - 1; i > 0; i--) {
      const j = this.integer(i + 1)
      ;[out[i], out[j]] = [out[j], out[i]]
    }
    return out
  }
}

function fnv1a(text: string, basis: number): number {
  let hash = basis | 0
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193)
  hash ^= hash >>> 16
  hash = Math.imul(hash, 0x7feb352d)
  return hash ^ (hash >>> 15)
}
