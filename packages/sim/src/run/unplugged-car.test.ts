import { expect, it } from 'vitest'
import { stringify } from 'yaml'
import type { RunRecord, TableName } from '../record/run-record.js'
import { resolveScenarioText } from '../scenario/resolve-scenario.js'
import { simulate } from './simulate.js'

/** A roof with more than it needs, and a car that drives 6 of its 20 kWh a day. */
const street = (plugProbability: number) => ({
  name: 'street',
  time: { zone: 'Asia/Tokyo', start: '2018-05-14', days: 4, warmUpDays: 0 },
  // books stay open into the slot, so that they are still open when the car comes home
  market: { gateClosureMinutes: 20 },
  sites: [
    { name: 'roof', devices: [{ kind: 'pv', peakKw: 10 }, { kind: 'household' }] },
    {
      name: 'drive',
      devices: [
        {
          kind: 'ev',
          capacityKwh: 20,
          initialSoc: 0.8,
          driving: [{ days: 'every-day', leaves: '10:00', returns: '12:00', energyKwh: 6, plugProbability }],
        },
      ],
    },
  ],
})

const run = async (plugProbability: number): Promise<RunRecord> =>
  simulate(await resolveScenarioText(stringify(street(plugProbability)), 'street.yaml'))

const cells = (record: RunRecord, table: TableName, name: string): (number | string)[] => {
  const column = record.tables[table].columns.find((each) => each.name === name)
  if (column === undefined) throw new Error(`${table} has no ${name}`)
  return column.kind === 'number' ? [...column.values] : [...column.codes].map((code) => column.texts[code])
}

const figure = (record: RunRecord, name: string) => {
  return cells(record, 'kpis', 'value')[cells(record, 'kpis', 'kpi').indexOf(name)]
}

it('a car that is plugged in drives on what it bought', async () => {
  const record = await run(1)
  expect([figure(record, 'driven'), figure(record, 'stranded')]).toEqual([24_000, 0])
  expect(cells(record, 'agents', 'reasons')).not.toContain('unplugged')
})

it('a car that is never plugged in again says so, drives as far as it can, and the rest is counted', async () => {
  const record = await run(0)
  const [driven, stranded] = [figure(record, 'driven'), figure(record, 'stranded')] as number[]
  // at most 20 kWh at its first departure, 4 of them below the band: two trips and a part of the third
  expect(driven).toBeGreaterThan(11_999)
  expect(driven).toBeLessThanOrEqual(16_000)
  expect(driven + stranded).toBe(24_000)
  const [slots, agents] = [cells(record, 'agents', 'slot_ms'), cells(record, 'agents', 'agent')]
  const firstReturn = Date.parse('2018-05-14T12:00+09:00')
  const reasons = cells(record, 'agents', 'reasons').filter((_, i) => {
    return agents[i] === 'drive-ev' && (slots[i] as number) >= firstReturn
  })
  expect(new Set(reasons)).toEqual(new Set(['unplugged', 'away']))
  // it had hoped for the afternoon; what it had bid for there is taken back as soon as it is known better
  const actions = cells(record, 'decisions', 'action')
  const why = cells(record, 'decisions', 'reasons').filter((_, i) => actions[i] === 'cancel')
  expect(why.filter((reason) => reason === 'unplugged').length).toBeGreaterThan(0)
})
