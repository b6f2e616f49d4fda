import { type RunRecord, type Scenario, type ScenarioSite, simulate } from '@jazzgrid/sim'
import { describe, expect, test } from 'vitest'
import { numbers, texts } from './record-columns.js'
import { resolved } from './shipped-runs.js'

/** Without the day of warm-up, to be quick. */
const BRIEF = ['time.warmUpDays=0']

const run = (scenario: Scenario) => simulate(scenario, { fidelity: 'strategy' })

/** A house like the last one, under another name. */
function newcomer({ sites }: Scenario): ScenarioSite {
  const house = sites.findLast(({ kind }) => kind === 'house') as ScenarioSite
  return { ...house, name: 'new', devices: house.devices.map((device) => ({ ...device, name: `new-${device.kind}` })) }
}

const joinedBy = (scenario: Scenario, at: number): Scenario => ({
  ...scenario,
  sites: scenario.sites.toSpliced(at, 0, newcomer(scenario)),
})

/** Energy and forecast of every roof and load, slot by slot. */
function nature(record: RunRecord): Map<string, { energy: number[]; forecast: number[] }> {
  const [agent, kind] = [texts(record, 'agents', 'agent'), texts(record, 'agents', 'kind')]
  const [energy, forecast] = [numbers(record, 'agents', 'energy_wh'), numbers(record, 'agents', 'forecast_wh')]
  const series = new Map<string, { energy: number[]; forecast: number[] }>()
  agent.forEach((name, row) => {
    if (kind[row] !== 'pv' && kind[row] !== 'household') return
    const own = series.get(name) ?? { energy: [], forecast: [] }
    own.energy.push(energy[row])
    own.forecast.push(forecast[row])
    series.set(name, own)
  })
  return series
}

describe('a run is a function of scenario and seed', () => {
  test.each([
    ['misono-day', 'base'],
    ['misono-day', 'cloudy-call'],
    ['misono-day', 'ev'],
  ])('%s, case %s: the same seed gives the same record, another seed another one', async (name, variant) => {
    const ofSeed = async (seed: number) => run(await resolved(name, variant, seed, BRIEF))
    const [first, again, other] = [await ofSeed(1), await ofSeed(1), await ofSeed(2)]
    expect(again.hash).toBe(first.hash)
    expect(other.hash).not.toBe(first.hash)
    expect([...nature(other).values()]).not.toEqual([...nature(first).values()])
  })
})

describe('a house that joins', () => {
  test.each([
    ['at the end', 11],
    ['in the middle', 3],
    ['in front', 0],
  ])('%s leaves sun, load and forecast of all others as they were, and changes the market', async (_, at) => {
    const scenario = await resolved('misono-day', 'cloudy', 1, BRIEF)
    const before = await run(scenario)
    const after = await run(joinedBy(scenario, at))
    const [old, now] = [nature(before), nature(after)]
    expect(now.delete('new-pv') && now.delete('new-household')).toBe(true)
    expect(now).toEqual(old)
    expect(old.size).toBe(16)
    expect(after.hash).not.toBe(before.hash)
  })
})
