/**
 * What was made last, by key bytes, up to a number of them: making a key object costs as much as a fifth of a
 * verification, and a community has few keys. What was used longest ago is forgotten first.
 */
export class KeyCache<Made> {
  readonly #make: (key: Uint8Array) => Made
  readonly #most: number
  readonly #made = new Map<string, { readonly made: Made }>()

  constructor(most: number, make: (key: Uint8Array) => Made) {
    this.#most = most
    this.#make = make
  }

  get(key: Uint8Array): Made {
    const name = Buffer.from(key.buffer, key.byteOffset, key.length).toString('latin1')
    const found = this.#made.get(name)
    if (found !== undefined) {
      this.#made.delete(name) // and put behind all others
      this.#made.set(name, found)
      return found.made
    }
    if (this.#made.size >= this.#most) this.#made.delete(this.#made.keys().next().value as string)
    const made = this.#make(key)
    this.#made.set(name, { made })
    return made
  }
}
