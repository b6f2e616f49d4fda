import { perKwh, price } from '@jazzgrid/units'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { twoHomes as scenario, twoHomesStart } from '../../../test/two-homes.js'
import { resolveScenario } from '../../scenario/resolve-scenario.js'
import type { Scenario } from '../../scenario/scenario.js'
import { readResolvedScenario, resolvedScenarioYaml } from './resolved-scenario.js'

test('a resolved scenario reads back exactly as it was', () => {
  expect(readResolvedScenario(resolvedScenarioYaml(scenario), 's.yaml')).toEqual(scenario)
})

test.each(['misono-day', 'village'])('the shipped scenario %s reads back exactly', async (name) => {
  const shipped = await resolveScenario(name)
  expect(readResolvedScenario(resolvedScenarioYaml(shipped), 's.yaml')).toEqual(shipped)
})

test('any texts and numbers read back exactly', () => {
  const parts = fc.record({
    name: fc.string({ unit: 'binary' }),
    seed: fc.string(),
    series: fc.array(fc.integer({ min: 0, max: 1e12 })),
    sd: fc.double({ noNaN: true, noDefaultInfinity: true, min: 0 }),
  })
  fc.assert(
    fc.property(parts, ({ name, seed, series, sd }) => {
      const changed: Scenario = {
        ...scenario,
        name,
        seed,
        forecast: { kind: 'noisy', sd },
        tariff: { ...scenario.tariff, retail: series.map(price) },
      }
      expect(readResolvedScenario(resolvedScenarioYaml(changed), 's.yaml')).toEqual(changed)
    }),
    { seed: 3, numRuns: 20 },
  )
})

test('a series is one line, and a time has a comment that a person can read', () => {
  const text = resolvedScenarioYaml({
    ...scenario,
    tariff: { ...scenario.tariff, retail: Array.from({ length: 5000 }, () => perKwh(24.5)) },
  })
  expect(text.split('\n').filter((line) => line.includes('24500'))).toHaveLength(1)
  expect(text).toContain(`start: ${twoHomesStart} # 2026-04-30T15:00:00.000Z`)
})

test('equal parts of a scenario are written out, not referred to', () => {
  const [site] = scenario.sites
  const text = resolvedScenarioYaml({ ...scenario, sites: [site, site] })
  expect(text).not.toMatch(/[&*]a\d/)
})

test.each([
  ['name: [', 's.yaml is not the resolved scenario of a run'],
  ['', 'there is no name, case, seed, time, market, tariff, weather, forecast, sites in it'],
  ['name: x\ncase: base\nseed: "1"\ntime: {}\nmarket: {}\n', 'there is no tariff, weather, forecast, sites in it'],
])('%j is refused with what is wrong with it', (text, message) => {
  expect(() => readResolvedScenario(text, 's.yaml')).toThrow(message)
})
