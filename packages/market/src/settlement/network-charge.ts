import { type Price, price } from '@jazzgrid/units'
import type { Account } from './account.js'

/** How far energy travels between two sites, as far as the network tells apart. */
export type Distance = 'same-site' | 'same-feeder' | 'other'

/** Charge per Wh by distance; within one site nothing is charged. */
export interface NetworkTariff {
  /** Feeder of every account. */
  readonly feeders: readonly number[]
  readonly sameFeeder: Price
  readonly other: Price
}

const FREE = price(0)

export function distance(feeders: readonly number[], a: Account, b: Account): Distance {
  return a === b ? 'same-site' : feeders[a] === feeders[b] ? 'same-feeder' : 'other'
}

/** Charge per Wh that the buyer pays on top of a trade: part of the effective price an agent compares, added once. */
export function networkCharge(tariff: NetworkTariff, buyer: Account, seller: Account): Price {
  switch (distance(tariff.feeders, buyer, seller)) {
    case 'same-site':
      return FREE
    case 'same-feeder':
      return tariff.sameFeeder
    case 'other':
      return tariff.other
  }
}
