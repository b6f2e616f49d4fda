import { describe, expect, it } from 'vitest'
import { stringify } from 'yaml'
import { parseScenario, type Variant } from '../parse-scenario.js'

const file = {
  name: 'street',
  market: { quoteLeadsMinutes: [60, 30, 0] },
  sites: [
    { name: 'h{n}', replicate: { count: 3 }, devices: [{ kind: 'pv' }, { kind: 'battery' }] },
    { name: 'shop', kind: 'store', legKw: 20, devices: [{ kind: 'household' }] },
  ],
}
const parse = (cases: Record<string, unknown>, variant: Variant) =>
  parseScenario(stringify({ ...file, cases }), 'street.yaml', variant).file
const withCase = (patch: unknown) => parse({ c: patch }, { case: 'c' })
const strategies = ({ sites }: ReturnType<typeof withCase>) =>
  sites.map(({ devices }) => devices.flatMap((device) => ('strategy' in device ? device.strategy : [])).join())

describe('a case over a file', () => {
  it('merges maps and replaces scalars and lists of numbers', () => {
    const { market, weather } = withCase({ market: { quoteLeadsMinutes: [0], tick: 1 }, weather: { clearness: 0.3 } })
    expect([market.quoteLeadsMinutes, market.tick, market.lotWh, weather.clearness]).toEqual([[0], 1, 100, 0.3])
  })

  it('takes a key away with null, so that its default holds again', () => {
    expect(withCase({ sites: { shop: { legKw: null } } }).sites[3].legKw).toBe(5)
  })

  it('changes every member with *, all of a kind, or one by name', () => {
    expect(strategies(withCase({ sites: { '*': { devices: { battery: { strategy: 'table' } } } } }))).toEqual([
      'table',
      'table',
      'table',
      '',
    ])
    expect(strategies(withCase({ sites: { 'h{n}': { devices: { battery: { strategy: 'table' } } } } }))).toEqual([
      'table',
      'table',
      'table',
      '',
    ])
    expect(strategies(withCase({ sites: { h2: { devices: { 'h2-battery': { strategy: 'table' } } } } }))).toEqual([
      'value',
      'table',
      'value',
      '',
    ])
    expect(withCase({ sites: { store: { legKw: 1 } } }).sites[3].legKw).toBe(1)
  })

  it('removes members with null', () => {
    expect(
      withCase({ sites: { '*': { devices: { battery: null } } } }).sites.map(({ devices }) => devices.length),
    ).toEqual([1, 1, 1, 1])
    expect(withCase({ sites: { h3: null } }).sites.map(({ name }) => name)).toEqual(['h1', 'h2', 'shop'])
  })

  it('adds named members with a list, and merges those that are there', () => {
    const { sites } = withCase({
      sites: [
        { name: 'shop', legKw: 7, devices: [{ kind: 'pv' }] },
        { name: 'car', devices: [{ kind: 'ev' }] },
      ],
    })
    expect(sites.map(({ name }) => name)).toEqual(['h1', 'h2', 'h3', 'shop', 'car'])
    expect([sites[3].kind, sites[3].legKw, sites[3].devices.map(({ kind }) => kind)]).toEqual([
      'store',
      7,
      ['household', 'pv'],
    ])
  })

  it('changes the number of replicas while they are a template', () => {
    expect(withCase({ sites: { 'h{n}': { replicate: { count: 12, from: 5 } } } }).sites).toHaveLength(13)
  })

  it('lays parents first, each once, and overrides last', () => {
    const cases = {
      a: { market: { tick: 1, lotWh: 1 } },
      b: { extends: 'a', market: { lotWh: 2 }, weather: { clearness: 0.5 } },
      c: { extends: ['b', 'a'], weather: { clearness: 0.4 } },
    }
    const { market, weather } = parse(cases, { case: 'c', set: ['market.lotWh=3', 'sites.h1.devices.battery=null'] })
    expect([market.tick, market.lotWh, weather.clearness]).toEqual([1, 3, 0.4])
  })

  it('takes any YAML as an override', () => {
    const set = ['market.quoteLeadsMinutes=[20, 10]', 'forecast={kind: models}', 'seed=07', 'market.pricing.k=null']
    const { market, forecast, seed } = parse({}, { set })
    expect([market.quoteLeadsMinutes, forecast, seed, market.pricing.k]).toEqual([[20, 10], { kind: 'models' }, 7, 0.5])
  })
})

describe('replicas', () => {
  it('write their number and their group into every text', () => {
    const sites = [
      {
        name: 'h{n}',
        feeder: 'f{n/3}',
        replicate: { count: 7, from: 3, preferences: ['cheapest', 'local'] },
        devices: [{ kind: 'pv', name: 'roof-{n}' }],
      },
    ]
    const { file } = parseScenario(stringify({ name: 'row', sites }), 'row.yaml')
    expect(
      file.sites.map(({ name, feeder, preference, devices }) => [name, feeder, preference, devices[0].name].join(' ')),
    ).toEqual([
      'h3 f1 cheapest roof-3',
      'h4 f2 local roof-4',
      'h5 f2 cheapest roof-5',
      'h6 f2 local roof-6',
      'h7 f3 cheapest roof-7',
      'h8 f3 local roof-8',
      'h9 f3 cheapest roof-9',
    ])
  })
})
