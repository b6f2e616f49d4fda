/** Agents number their orders from 0; what the owner orders past them is numbered from here. */
const FIRST = 2 ** 42

/** Numbers the owner's orders: each higher than any before, also before a restart, as long as the clock does not go back. */
export class OwnerTags {
  #last = 0

  /** @param now UTC ms. */
  next(now: number): number {
    this.#last = Math.max(this.#last + 1, FIRST + now)
    return this.#last
  }
}

export const isOwners = (tag: number): boolean => tag >= FIRST
