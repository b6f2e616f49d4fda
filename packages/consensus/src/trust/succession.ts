import type { ValidatorSet } from '../validators/validator-set.js'

/** Who decided which heights: from a height that is known on, the sets one after another. */
export class Succession {
  /** Heights above it are known. */
  readonly since: number
  readonly #reigns: { readonly after: number; readonly validators: ValidatorSet }[]

  /** @param validators who decide the height after `since`. */
  constructor(since: number, validators: ValidatorSet) {
    this.since = since
    this.#reigns = [{ after: since, validators }]
  }

  /** Those who decide from here on, until a handover. */
  get present(): ValidatorSet {
    return this.#reigns[this.#reigns.length - 1].validators
  }

  /** These decide every height after this one, which comes after every handover before. The same set again is no news. */
  handOver(after: number, validators: ValidatorSet): void {
    const { present } = this
    if (sameHash(present, validators)) return
    this.#reigns.push({ after, validators })
  }

  /** Who decides this height; undefined where that is not known. */
  at(height: number): ValidatorSet | undefined {
    for (let i = this.#reigns.length - 1; i >= 0; i--) {
      if (this.#reigns[i].after < height) return this.#reigns[i].validators
    }
    return undefined
  }

  /** Heights from `from` to `to` whose certificates hand over to others. */
  handovers(from: number, to: number): number[] {
    return this.#reigns.slice(1).flatMap(({ after }) => (after >= from && after <= to ? [after] : []))
  }
}

const sameHash = (one: ValidatorSet, other: ValidatorSet): boolean => {
  const [a, b] = [one.hash, other.hash]
  return a.every((byte, i) => byte === b[i])
}
