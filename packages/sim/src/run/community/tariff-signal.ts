import type { TariffSignal } from '@jazzgrid/agent'
import { price } from '@jazzgrid/units'
import type { Scenario } from '../../scenario/scenario.js'
import type { Span } from './span.js'

/** The supplier's prices of the whole run, and the charge that a buyer has to reckon with. */
export function tariffSignal({ tariff }: Scenario, span: Span): TariffSignal {
  return {
    retail: { first: span.first, values: Float64Array.from(tariff.retail) },
    feedIn: { first: span.first, values: Float64Array.from(tariff.feedIn) },
    networkCharge: price(Math.max(tariff.network.sameFeeder, tariff.network.other)),
  }
}
