import type { Admission, PeerName } from '../transport.js'

/** Who may be a neighbour. Nobody until somebody is admitted. */
export class AllowList {
  #admitted: 'everyone' | ReadonlySet<PeerName> = new Set()

  constructor(admission: Admission = []) {
    this.admit(admission)
  }

  /** Replaces the whole list. */
  admit(admission: Admission): void {
    this.#admitted = admission === 'everyone' ? admission : new Set(admission)
  }

  has(peer: PeerName): boolean {
    return this.#admitted === 'everyone' || this.#admitted.has(peer)
  }
}
