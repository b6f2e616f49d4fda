import { seriesAt, type View } from './signal.js'

/** Shares of outcomes beyond which nothing is known of a forecast's error. */
const LEAST = 0.05
const MOST = 0.95

/**
 * How much more than its forecast a device should contract when the amount is uncertain: the newsvendor's rule. With a
 * normal error the best amount is the quantile of the outcome at cu / (cu + co) (Arrow, Harris & Marschak, Econometrica
 * 19 (1951) 250-272).
 * @param error standard deviation of the forecast [Wh]; NaN or 0 = taken as exact.
 * @param tooLittle cost of each Wh contracted too little, cu; @param tooMuch of each too much, co. Per Wh, in one unit.
 * @returns Wh to add, negative to take off; 0 where a cost is negative or both are 0: then the tariff leaves nothing to weigh.
 */
export function hedge(error: number, tooLittle: number, tooMuch: number): number {
  if (!(error > 0 && tooLittle >= 0 && tooMuch >= 0 && tooLittle + tooMuch > 0)) return 0
  return error * normalQuantile(Math.min(MOST, Math.max(LEAST, tooLittle / (tooLittle + tooMuch))))
}

/**
 * Standard deviation of a site's load less generation in a slot [Wh], as if their errors had nothing to do with each other;
 * of an error that is not known, as if there were none.
 */
export function netError({ forecast }: View, slot: number): number {
  return Math.hypot(seriesAt(forecast.loadError, slot) || 0, seriesAt(forecast.generationError, slot) || 0)
}

/** Quantile of the standard normal, to 4.5e-4: Abramowitz & Stegun, Handbook of Mathematical Functions, 26.2.23. */
function normalQuantile(share: number): number {
  const tail = Math.min(share, 1 - share)
  const t = Math.sqrt(-2 * Math.log(tail))
  const x = t - (2.515517 + t * (0.802853 + t * 0.010328)) / (1 + t * (1.432788 + t * (0.189269 + t * 0.001308)))
  return share < 0.5 ? -x : x
}
