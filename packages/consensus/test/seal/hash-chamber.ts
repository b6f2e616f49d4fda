import { encodeCanonical } from '@jazzgrid/ledger'
import { sha256 } from '@noble/hashes/sha2.js'
import type { Value } from '../../src/certificate/value.js'
import type { Chamber, Deliberation } from '../../src/seal/chamber.js'
import { type Close, closersOf, closesRoot } from '../../src/seal/close.js'
import type { ValidatorSet } from '../../src/validators/validator-set.js'

/** Length of a slot; short, so that heights hang across deadlines [ms]. */
const SLOT = 2_000

export interface Surroundings {
  readonly network: Uint8Array
  readonly validators: ValidatorSet
  /** Id of the certificate before a height. */
  readonly previous: (height: number) => Uint8Array
  /** Whether the vector behind a close is here. */
  readonly holds: (close: Close) => boolean
  readonly now: () => number
}

/**
 * A chamber without a market: the roots are hashes of the closes, so that equal closes make equal values and others do
 * not. Vectors may be away and deadlines pass as they do in a real one.
 */
export class HashChamber implements Chamber {
  readonly #around: Surroundings

  constructor(around: Surroundings) {
    this.#around = around
  }

  deliberate(height: number, closes: readonly Close[], firstSlot?: number): Deliberation {
    const away = closes.filter((close) => !this.#around.holds(close))
    if (away.length > 0) return { kind: 'wanting', of: away.map(({ account }) => account) }
    return { kind: 'value', value: valueFrom(height, closes, firstSlot ?? this.#earliest(), this.#around) }
  }

  isTimely({ firstSlot }: Value): boolean {
    return firstSlot >= this.#earliest()
  }

  #earliest(): number {
    return Math.floor(this.#around.now() / SLOT) + 1
  }
}

/** What closes make of a height. */
export function valueFrom(
  height: number,
  closes: readonly Close[],
  firstSlot: number,
  { network, previous, validators }: Pick<Surroundings, 'network' | 'previous' | 'validators'>,
): Value {
  const root = closesRoot(closes)
  const hash = (what: string) => sha256(encodeCanonical([what, height, firstSlot, root]))
  const times = closes.map(({ at }) => at).sort((a, b) => a - b)
  return {
    network,
    height,
    previous: previous(height),
    at: times[(times.length - 1) >> 1],
    firstSlot,
    closers: closersOf(closes, validators),
    closesRoot: root,
    frontierRoot: hash('frontier'),
    inputsRoot: hash('inputs'),
    resultRoot: hash('result'),
    stateRoot: hash('state'),
    validatorsHash: validators.hash,
    paramsHash: hash('params'),
  }
}
