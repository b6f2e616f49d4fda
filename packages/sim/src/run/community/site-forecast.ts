import type { SlotSeries } from '@jazzgrid/agent'
import type { Chance, Slot } from '@jazzgrid/units'
import type { Scenario } from '../../scenario/scenario.js'
import type { Community, Site } from './community.js'
import { LearningForecast, learningGround } from './learning-forecast.js'
import type { Span } from './span.js'

/** What a site expects of itself, Wh per slot of the run. */
export interface SiteForecast {
  readonly load: SlotSeries
  readonly generation: SlotSeries
  /** Standard deviations. */
  readonly loadError: SlotSeries
  readonly generationError: SlotSeries
  /** What the meter said of the slot that has just ended. Only slots that are still to come may change by it. */
  learn(slot: Slot, load: number, generation: number): void
}

/**
 * The truth times 1 + sd x normal, drawn once a slot and site from streams of its own: a controlled forecast error for
 * experiments. Never negative, and nothing is learnt.
 */
export function noisyForecast(site: Site, span: Span, sd: number, chance: Chance): SiteForecast {
  const { name } = site.scenario
  const { first } = span
  const load = noisy(site.load, sd, chance.stream(`forecast/load/${name}`))
  const generation = noisy(site.generation, sd, chance.stream(`forecast/generation/${name}`))
  const errorOf = (values: Float64Array) => ({ first, values: values.map((energy) => sd * energy) })
  return {
    load: { first, values: load },
    generation: { first, values: generation },
    loadError: errorOf(load),
    generationError: errorOf(generation),
    learn() {},
  }
}

function noisy(truth: Int32Array, sd: number, chance: Chance): Float64Array {
  return Float64Array.from(truth, (energy) => Math.max(0, energy * (1 + sd * chance.normal())))
}

export function siteForecasts(scenario: Scenario, { sites }: Community, span: Span, chance: Chance): SiteForecast[] {
  const { forecast } = scenario
  if (forecast.kind === 'noisy') return sites.map((site) => noisyForecast(site, span, forecast.sd, chance))
  const ground = learningGround(scenario, span)
  return sites.map((site) => new LearningForecast(ground, site, span))
}
