/**
 * What a slot is expected to trade at, from public data alone: the price history of the same time of day, the balance of
 * supply and demand that its book shows, and its last trade.
 */
export interface OutlookInputs {
  readonly retail: number
  readonly feedIn: number
  /** Price of the same slot of the day on earlier days, NaN where there is none yet. */
  readonly history: number
  /** Amounts in the book plus what has traded [Wh]. */
  readonly demand: number
  readonly supply: number
  /** Last trade in this slot, NaN before the first. */
  readonly last: number
}

/**
 * Price between feed-in and retail by the ratio of supply to demand, rho: feed-in where supply suffices, retail where
 * there is none. The hyperbola is the internal price of Liu et al., "Energy-sharing model with price-based demand
 * response for microgrids of peer-to-peer prosumers", IEEE Trans. Power Systems 32 (2017). NaN where the book is empty.
 */
export function balancePrice(retail: number, feedIn: number, supply: number, demand: number): number {
  if (supply <= 0 && demand <= 0) return Number.NaN
  if (supply >= demand) return feedIn
  const rho = supply / demand
  if (feedIn <= 0) return retail + (feedIn - retail) * rho // the hyperbola needs a positive feed-in price
  return (feedIn * retail) / ((retail - feedIn) * rho + feedIn)
}

/** Weights of the three sources; a missing one leaves its share to the others. */
const WEIGHTS = { history: 0.5, balance: 0.3, last: 0.2 } as const

/** Expected price [micro/Wh], within [feed-in, retail]; the middle of the two where nothing is known. */
export function priceOutlook(inputs: OutlookInputs): number {
  const { retail, feedIn, history, last } = inputs
  const balance = balancePrice(retail, feedIn, inputs.supply, inputs.demand)
  let sum = 0
  let weight = 0
  if (!Number.isNaN(history)) {
    sum += WEIGHTS.history * history
    weight += WEIGHTS.history
  }
  if (!Number.isNaN(balance)) {
    sum += WEIGHTS.balance * balance
    weight += WEIGHTS.balance
  }
  if (!Number.isNaN(last)) {
    sum += WEIGHTS.last * last
    weight += WEIGHTS.last
  }
  const expected = weight === 0 ? (retail + feedIn) / 2 : sum / weight
  return Math.min(Math.max(expected, Math.min(feedIn, retail)), Math.max(feedIn, retail))
}
