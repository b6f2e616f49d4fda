import { SEEN_TTL } from '../transport.js'

/** Two 32-bit multiplicative hashes (the constants are of xxHash32), 53 bits of them: quick, not safe against an author. */
export function messageKey(topic: string, data: Uint8Array): number {
  let a = 0x9e3779b1 | 0
  let b = 0x85ebca77 | 0
  for (let i = 0; i < topic.length; i++) {
    const unit = topic.charCodeAt(i)
    a = Math.imul(a ^ unit, 0x9e3779b1)
    b = Math.imul(b ^ unit, 0xc2b2ae3d)
  }
  a ^= data.length
  for (let i = 0; i < data.length; i++) {
    a = Math.imul(a ^ data[i], 0x9e3779b1)
    b = Math.imul((b ^ data[i]) + (a >>> 17), 0xc2b2ae3d)
  }
  a ^= a >>> 15
  b ^= b >>> 13
  return (a >>> 0) * 0x20_0000 + (b >>> 11)
}

/** What one peer has heard or published within `SEEN_TTL`. */
export class SeenMessages {
  /** Key to the time when it is forgotten; in the order of insertion, which is that of time. */
  readonly #until = new Map<number, number>()

  /** @returns whether it was new. */
  add(key: number, now: number): boolean {
    for (const [old, until] of this.#until) {
      if (until > now) break
      this.#until.delete(old)
    }
    if (this.#until.has(key)) return false
    this.#until.set(key, now + SEEN_TTL)
    return true
  }
}
