/** How often strangers may knock: a visitor's bucket holds `burst` knocks and gets `perSecond` back. */
export interface VisitorRates {
  readonly burst: number
  readonly perSecond: number
}

/** Addresses that are remembered; a crowd beyond that shares one bucket. */
const MOST_VISITORS = 256

interface Bucket {
  left: number
  at: number
}

/** Counts the knocks of each address, so that one that hammers at the door costs nothing and keeps nobody else out. */
export class VisitorGate {
  readonly #rates: VisitorRates
  readonly #buckets = new Map<string, Bucket>()

  constructor(rates: VisitorRates) {
    this.#rates = rates
  }

  /** @param now ms, monotonic enough: a step back gives nothing back. */
  admits(address: string, now: number): boolean {
    const bucket = this.#bucketOf(address, now)
    const back = Math.max(0, (now - bucket.at) / 1000) * this.#rates.perSecond
    bucket.left = Math.min(this.#rates.burst, bucket.left + back)
    bucket.at = now
    if (bucket.left < 1) return false
    bucket.left--
    return true
  }

  #bucketOf(address: string, now: number): Bucket {
    const name = this.#buckets.has(address) || this.#buckets.size < MOST_VISITORS ? address : '*'
    const found = this.#buckets.get(name)
    if (found !== undefined) return found
    const bucket = { left: this.#rates.burst, at: now }
    this.#buckets.set(name, bucket)
    return bucket
  }

  /** Forget who has not come for a while. */
  sweep(now: number): void {
    const full = (1000 * this.#rates.burst) / this.#rates.perSecond
    for (const [address, { at }] of this.#buckets) if (now - at > full) this.#buckets.delete(address)
  }
}
