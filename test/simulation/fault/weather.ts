import { between, type LinkConditions, longTailed } from '@jazzgrid/network'
import type { Chance } from '@jazzgrid/units'
import type { Misfortune } from './misfortune.js'

/** Calm: a good line between homes. */
export const CALM: LinkConditions = {
  delay: between(5, 40),
  loss: 0,
  duplication: 0,
  reordering: 0,
  retransmission: 200,
}

/** Bad weather on all lines, from light rain to a storm. */
export function badWeather(at: number, chance: Chance): Misfortune {
  const strength = chance.uniform()
  const [median, p99] = [20 + Math.round(300 * strength), 100 + Math.round(3_000 * strength)]
  const conditions: LinkConditions = {
    delay: longTailed(median, p99),
    loss: 0.4 * strength * chance.uniform(),
    duplication: 0.3 * chance.uniform(),
    reordering: 0.5 * chance.uniform(),
    retransmission: 200,
  }
  const percent = (share: number) => `${Math.round(100 * share)} %`
  return {
    at,
    says:
      `messages take ${median} ms, one in a hundred ${p99}; ${percent(conditions.loss)} are lost, ` +
      `${percent(conditions.duplication)} come twice, ${percent(conditions.reordering)} out of order`,
    befall({ network }) {
      network.shape(conditions)
    },
  }
}
