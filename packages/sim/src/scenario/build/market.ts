import { DAY, MINUTE, wh } from '@jazzgrid/units'
import { zoneNamed } from '../../series/time/zone.js'
import type { Mistakes } from '../mistake.js'
import type { ParsedScenario } from '../parse-scenario.js'
import type { ScenarioMarket, ScenarioTime } from '../scenario.js'
import type { MarketSpec } from '../schema/market-schema.js'
import { suggestion } from '../spelling.js'
import { complain, priceOf } from './building.js'

type MarketKey = keyof MarketSpec

/** @returns undefined where the zone or date does not exist, which is then a mistake. */
export function buildTime(parsed: ParsedScenario, mistakes: Mistakes): ScenarioTime | undefined {
  const { time, market } = parsed.file
  const zone = /^[+-]/.test(time.zone) ? undefined : zoneNamed(time.zone)
  if (zone === undefined) {
    const remedy = suggestion(time.zone, Intl.supportedValuesOf('timeZone'))
    const advice = remedy.startsWith('Did') ? remedy : 'Write it like Asia/Tokyo or Europe/Zurich'
    complain({ parsed, mistakes }, ['time', 'zone'], `there is no time zone "${time.zone}"`, advice)
  }
  const midnight = Date.parse(`${time.start}T00:00:00Z`)
  if (Number.isNaN(midnight) || new Date(midnight).toISOString().slice(0, 10) !== time.start) {
    complain({ parsed, mistakes }, ['time', 'start'], `${time.start} is not a day of the calendar`, 'Change it')
    return undefined
  }
  if (zone === undefined || parsed.doubtful(['market', 'slotMinutes'])) return undefined
  const start = zone.instant(midnight)
  if (start % (market.slotMinutes * MINUTE) !== 0) {
    const problem = `local midnight of ${time.start} in ${time.zone} is not on a border of ${market.slotMinutes}-minute slots`
    complain({ parsed, mistakes }, ['time', 'start'], problem, 'Use a market.slotMinutes of 30 or 15')
    return undefined
  }
  return { zone: time.zone, start, days: time.days, warmUpDays: time.warmUpDays }
}

export function buildMarket(parsed: ParsedScenario, mistakes: Mistakes): ScenarioMarket {
  const { market } = parsed.file
  // what is judged by a key whose value is a mistake itself may be right
  const wrong = (key: string, by: readonly MarketKey[], problem: string, remedy: string) => {
    if (by.some((other) => parsed.doubtful(['market', other]))) return
    complain({ parsed, mistakes }, ['market', ...key.split('.')], problem, remedy)
  }
  const { slotMinutes: slot, roundMinutes: round, gateClosureMinutes: gate, openBeforeMinutes: open } = market
  if (slot % round !== 0) {
    wrong(
      'roundMinutes',
      ['slotMinutes'],
      `a round of ${round} minutes does not divide a slot of ${slot}`,
      `Use one of ${divisors(slot)}`,
    )
  } else {
    if (gate % round !== 0) {
      const near = `${Math.floor(gate / round) * round} or ${Math.ceil(gate / round) * round}`
      wrong(
        'gateClosureMinutes',
        ['roundMinutes'],
        `${gate} is not a multiple of the round of ${round} minutes`,
        `Use ${near}`,
      )
    }
    if (open % round !== 0) {
      wrong(
        'openBeforeMinutes',
        ['roundMinutes'],
        `${open} is not a multiple of the round of ${round} minutes`,
        'Change one of them',
      )
    }
    market.quoteLeadsMinutes.forEach((lead, i) => {
      if (lead % round === 0) return
      const remedy = `Use ${Math.round(lead / round) * round}, or another round`
      wrong(
        `quoteLeadsMinutes.${i}`,
        ['roundMinutes'],
        `${lead} is not a multiple of the round of ${round} minutes`,
        remedy,
      )
    })
  }
  if (gate >= slot) {
    wrong(
      'gateClosureMinutes',
      ['slotMinutes'],
      `the book would close ${gate} minutes into a slot of ${slot}`,
      `Use less than ${slot}`,
    )
  }
  if (open + gate <= 0) {
    wrong(
      'openBeforeMinutes',
      ['gateClosureMinutes'],
      `the book would open ${open} minutes before the slot and close ${-gate} before it`,
      'Open it earlier',
    )
  }
  market.quoteLeadsMinutes.forEach((lead, i) => {
    const before = market.quoteLeadsMinutes[i - 1]
    if (lead > open + gate) {
      const problem = `agents cannot quote ${lead} minutes before gate closure: the book is open for ${open + gate} minutes`
      wrong(
        `quoteLeadsMinutes.${i}`,
        ['openBeforeMinutes', 'gateClosureMinutes'],
        problem,
        `Use at most ${open + gate}, or open the book earlier`,
      )
    } else if (before !== undefined && lead >= before) {
      wrong(`quoteLeadsMinutes.${i}`, [], `${lead} follows ${before}`, 'Give the leads longest first, each once')
    }
  })
  const tick = priceOf(market.tick)
  const band = { min: priceOf(market.band.min), max: priceOf(market.band.max) }
  if (band.min >= band.max)
    wrong('band', [], `min ${market.band.min} is not below max ${market.band.max}`, 'Swap or change them')
  for (const end of ['min', 'max'] as const) {
    if (band[end] % tick !== 0) {
      wrong(
        `band.${end}`,
        ['tick'],
        `${market.band[end]} is not a multiple of the tick ${market.tick}`,
        'Change one of them',
      )
    }
  }
  return {
    currency: market.currency,
    mechanism: market.mechanism,
    pricing: market.pricing,
    slotLength: slot * MINUTE,
    roundLength: round * MINUTE,
    openBefore: open * MINUTE,
    gateClosure: gate * MINUTE,
    quoteLeads: market.quoteLeadsMinutes.map((lead) => lead * MINUTE),
    tick,
    lot: wh(market.lotWh),
    band,
  }
}

const divisors = (slot: number): string =>
  Array.from({ length: slot }, (_, i) => i + 1)
    .filter((minutes) => slot % minutes === 0 && DAY % (minutes * MINUTE) === 0)
    .join(', ')
