import { DAY, MINUTE, type Price, price } from '@jazzgrid/units'
import type { ScenarioMarket, ScenarioTariff } from '../scenario.js'
import type { PriceCurveSpec } from '../schema/market-schema.js'
import { type Building, complain, priceOf } from './building.js'
import { isOn, minutesOf } from './calendar.js'

/** Both prices of the supplier for every slot of the run; where one lies outside the band, nobody could bid up to it. */
export function buildTariff(building: Building, market: ScenarioMarket): ScenarioTariff {
  const { tariff } = building.parsed.file
  const curve = (key: 'retail' | 'feedIn') => {
    const prices = pricesOf(tariff[key], key, building)
    const outside = prices.findIndex((value) => value < market.band.min || value > market.band.max)
    if (outside >= 0) {
      const when = new Date(building.span.from + outside * market.slotLength).toISOString()
      const band = `${market.band.min / 1000} to ${market.band.max / 1000}`
      const problem = `${prices[outside] / 1000} in the slot of ${when} is outside the price band of ${band}`
      complain(building, ['tariff', key], problem, 'Widen market.band or change the tariff')
    }
    return prices
  }
  const { network, suspendAbove } = tariff
  return {
    retail: curve('retail'),
    feedIn: curve('feedIn'),
    network: {
      sameFeeder: priceOf(network.sameFeeder),
      other: priceOf(network.other),
    },
    suspendAbove,
  }
}

function pricesOf(spec: PriceCurveSpec, key: 'retail' | 'feedIn', building: Building): Price[] {
  const { span, zone } = building
  if (typeof spec === 'number') return new Array<Price>(span.count).fill(priceOf(spec))
  if ('series' in spec) return (building.series(['tariff', key, 'series']) ?? []).map(price)
  for (const [i, window] of spec.windows.entries()) {
    if (window.from === window.to) {
      const remedy = 'For the whole day write from: "00:00", to: "24:00"'
      complain(
        building,
        ['tariff', key, 'windows', i],
        `the window from ${window.from} to ${window.to} is empty`,
        remedy,
      )
    }
    for (const end of ['from', 'to'] as const) {
      if ((minutesOf(window[end]) * MINUTE) % span.slotLength === 0) continue
      const path = ['tariff', key, 'windows', i, end]
      complain(
        building,
        path,
        `${window[end]} is not on a slot border`,
        `Use a multiple of ${span.slotLength / MINUTE} minutes`,
      )
    }
  }
  return Array.from({ length: span.count }, (_, i) => {
    const wall = zone.wall(span.from + i * span.slotLength)
    const minute = (((wall % DAY) + DAY) % DAY) / MINUTE
    const window = spec.windows.find(({ from, to, days }) => {
      const [start, end] = [minutesOf(from), minutesOf(to)]
      if (start < end) return minute >= start && minute < end && isOn(days, wall)
      // over midnight: the days are those on which the window begins
      return (minute >= start && isOn(days, wall)) || (minute < end && isOn(days, wall - DAY))
    })
    return priceOf(window?.price ?? spec.base)
  })
}
