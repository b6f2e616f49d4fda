import type { CdaTrader } from './cda-trader.js'

/**
 * ZI-C, zero intelligence with a budget constraint: a random price that makes no loss, and no memory. D. K. Gode and
 * S. Sunder, Journal of Political Economy 101 (1993) 119-137. Its efficiency is what the auction alone brings about.
 */
export const zeroIntelligence: CdaTrader<null> = {
  born: () => null,
  quote: (_state, { side, limit, lowest, highest }, chance) =>
    side === 'buy'
      ? lowest + chance.uniform() * Math.max(0, limit - lowest)
      : limit + chance.uniform() * Math.max(0, highest - limit),
  hear: () => null,
}
