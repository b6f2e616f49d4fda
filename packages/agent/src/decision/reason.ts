/** Why an agent quoted, or did not. Closed: every code has a text in English and Japanese (`reason-text.ts`). */
export type ReasonCode =
  // what the device needs or has
  | 'surplus-forecast'
  | 'no-surplus'
  | 'load-forecast'
  | 'no-load'
  | 'own-generation-covers'
  | 'covered-already'
  | 'below-lot'
  | 'leg-used'
  | 'not-tradable'
  | 'forecast-unknown'
  | 'forecast-hedge'
  | 'resell-excess'
  | 'rebuy-shortfall'
  // how the price came about
  | 'asking-price'
  | 'first-price'
  | 'concession'
  | 'last-chance'
  | 'awaiting-fate'
  | 'other-side'
  | 'trader-price'
  | 'premium-renewable'
  | 'premium-local'
  // stores
  | 'charge-below-value'
  | 'discharge-above-value'
  | 'store-full'
  | 'store-empty'
  | 'soc-unknown'
  | 'reserved'
  | 'rating-used'
  | 'value-outside-band'
  | 'no-gain'
  | 'beyond-plan'
  | 'table-row'
  // vehicles
  | 'away'
  | 'unplugged'
  | 'departure-first'
  | 'sells-back'
  | 'price-cap'
  // delivery
  | 'keeps-contract'
  | 'takes-surplus'
  | 'covers-own-load'
  // users' own strategies
  | 'own-strategy'

/** What the agent would do instead of trading. */
export type Alternative = 'retail' | 'feed-in' | 'stored-value' | 'none'
