import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { scenarioCases } from '../../src/scenario/parse-scenario.js'
import { resolveScenario } from '../../src/scenario/resolve-scenario.js'
import { runSpan } from '../../src/scenario/run-span.js'
import { scenarioJsonSchema } from '../../src/scenario/schema/json-schema.js'
import { loadShipped, shippedScenarios } from '../../src/scenario/shipped-scenarios.js'

const synthetic = ['misono-day', 'town', 'village']
const countOf = (values: readonly string[]) => {
  const counts: Record<string, number> = {}
  for (const value of values) counts[value] = (counts[value] ?? 0) + 1
  return counts
}

describe('shipped scenarios', () => {
  it('are these', () => {
    expect(shippedScenarios()).toEqual(['citylearn-week', ...synthetic])
  })

  it.each(['citylearn-week', ...synthetic])(
    '%s tells editors its schema and says what each case is for',
    async (name) => {
      const { path, text } = await loadShipped(name)
      expect(text.split('\n')[0]).toBe('# yaml-language-server: $schema=./scenario.schema.json')
      expect(path.endsWith(`${name}.yaml`)).toBe(true)
      expect(scenarioCases(text, path)[0]).toEqual({ name: 'base', description: 'the file as it stands' })
    },
  )

  it('have a JSON Schema in step with the schema that reads them; `jazzgrid config schema` prints it', () => {
    const shipped = readFileSync(new URL('../../scenarios/scenario.schema.json', import.meta.url), 'utf8')
    expect(JSON.parse(shipped)).toEqual(JSON.parse(JSON.stringify(scenarioJsonSchema())))
  })

  it.each(synthetic)('%s resolves in each of its cases, with a tariff for every slot', async (name) => {
    const { path, text } = await loadShipped(name)
    for (const { name: variant } of scenarioCases(text, path)) {
      const scenario = await resolveScenario(name, { case: variant })
      const { count, warmUp } = runSpan(scenario)
      expect([scenario.name, scenario.case, scenario.seed]).toEqual([name, variant, '1'])
      expect([count, warmUp, scenario.tariff.retail.length, scenario.tariff.feedIn.length]).toEqual([96, 48, 96, 96])
    }
  })

  it('are found by name or path, and a name that is near is offered', async () => {
    const { path } = await loadShipped('village')
    expect((await resolveScenario(path)).name).toBe('village')
    await expect(resolveScenario('misono')).rejects.toThrow(
      'misono: there is no such scenario. Give the path of a YAML file, or a shipped scenario. Shipped: citylearn-week, misono-day, town, village',
    )
    await expect(resolveScenario('vilage')).rejects.toThrow('Did you mean "village"?')
    await expect(resolveScenario('./no-such.yaml')).rejects.toThrow('./no-such.yaml: there is no such scenario')
  })
})

describe('misono-day', () => {
  it('is five houses, a mall and five stores, one house for each preference and a second cheapest', async () => {
    const { sites, market, time } = await resolveScenario('misono-day')
    expect(countOf(sites.map(({ kind }) => kind))).toEqual({ house: 5, mall: 1, store: 5 })
    expect(sites.slice(0, 5).map(({ preference }) => preference)).toEqual([
      'cheapest',
      'renewable',
      'local',
      'profit',
      'cheapest',
    ])
    expect(sites[1].premium).toEqual({ renewable: 2000, local: 0 })
    expect(new Date(time.start).toISOString()).toBe('2018-05-14T15:00:00.000Z')
    expect(market).toMatchObject({
      slotLength: 1_800_000,
      gateClosure: 1_200_000,
      tick: 100,
      lot: 100,
      band: { min: 0, max: 50_000 },
    })
    expect(market.quoteLeads[0]).toBeLessThanOrEqual(market.openBefore + market.gateClosure)
  })

  it('differs from its base in each case by what the case says', async () => {
    const kinds = async (name: string) => {
      const { sites, market, weather } = await resolveScenario('misono-day', { case: name })
      const devices = sites.flatMap(({ devices }) => devices)
      const strategies = devices.flatMap((device) => (device.kind === 'battery' ? device.strategy : []))
      return [
        weather.clearness,
        market.mechanism,
        strategies.length,
        strategies[0],
        devices.filter(({ kind }) => kind === 'ev').length,
      ]
    }
    expect(await kinds('base')).toEqual([1, 'continuous', 5, 'value', 0])
    expect(await kinds('cloudy')).toEqual([0.3, 'continuous', 5, 'value', 0])
    expect(await kinds('no-batteries')).toEqual([1, 'continuous', 0, undefined, 0])
    expect(await kinds('cloudy-table-call')).toEqual([0.3, 'call', 5, 'table', 0])
    expect(await kinds('cloudy-no-batteries-call')).toEqual([0.3, 'call', 0, undefined, 0])
    expect(await kinds('ev')).toEqual([1, 'continuous', 5, 'value', 1])
  })
})

describe('village and town', () => {
  it.each([
    ['village', 100, 10],
    ['town', 1000, 50],
  ])('%s has %i homes of three devices on %i feeders', async (name, homes, feeders) => {
    const { sites, market } = await resolveScenario(name)
    expect(sites).toHaveLength(homes)
    expect(new Set(sites.map(({ devices }) => devices.length))).toEqual(new Set([3]))
    expect(countOf(sites.flatMap(({ devices }) => devices.map(({ kind }) => kind)))).toEqual({
      pv: homes,
      battery: homes * 0.8,
      ev: homes * 0.2,
      household: homes,
    })
    expect(Object.keys(countOf(sites.map(({ feeder }) => feeder)))).toHaveLength(feeders)
    expect(market.quoteLeads).toHaveLength(3)
  })

  it('vary from home to home within what the file says, by seed', async () => {
    const peaks = async (seed: number) =>
      (await resolveScenario('village', { seed })).sites.map(({ devices: [pv] }) => (pv.kind === 'pv' ? pv.peak : 0))
    const first = await peaks(1)
    expect(await peaks(1)).toEqual(first)
    expect(await peaks(2)).not.toEqual(first)
    expect(new Set(first).size).toBeGreaterThan(60)
    expect(Math.min(...first)).toBeGreaterThanOrEqual(4500 * 0.7)
    expect(Math.max(...first)).toBeLessThanOrEqual(4500 * 1.3)
  })

  it('stay as they are where a site is added or taken away', async () => {
    const { sites } = await resolveScenario('village')
    const smaller = await resolveScenario('village', { set: ['sites.h2=null', 'sites.h90=null'] })
    expect(smaller.sites).toEqual(sites.filter(({ name }) => name !== 'h2' && name !== 'h90'))
  })
})
