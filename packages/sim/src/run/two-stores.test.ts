import { expect, it } from 'vitest'
import { stringify } from 'yaml'
import type { TableName } from '../record/run-record.js'
import { resolveScenarioText } from '../scenario/resolve-scenario.js'
import { simulate } from './simulate.js'

/** Two full batteries behind one meter with nothing else behind it, and a house that buys. */
const PAIR = {
  name: 'pair',
  time: { zone: 'Asia/Tokyo', start: '2018-05-14', days: 1, warmUpDays: 0 },
  sites: [
    {
      name: 'seller',
      devices: ['first', 'second'].map((name) => ({ kind: 'battery', name, capacityKwh: 10, initialSoc: 0.9 })),
    },
    { name: 'buyer', devices: [{ kind: 'household' }] },
  ],
}

it('what one store of a site has sold, another does not deliver as well', async () => {
  const { tables } = await simulate(await resolveScenarioText(stringify(PAIR), 'pair.yaml'))
  const cells = (table: TableName, name: string): (number | string)[] => {
    const column = tables[table].columns.find((each) => each.name === name)
    if (column === undefined) throw new Error(`${table} has no ${name}`)
    return column.kind === 'number' ? [...column.values] : [...column.codes].map((code) => column.texts[code])
  }
  // not a Wh goes to the supplier: every sale is delivered once, by the store that made it
  const sites = cells('readings', 'site')
  const atSeller = (name: string) => cells('readings', name).filter((_, row) => sites[row] === 'seller')
  expect(atSeller('export_wh')).toEqual(atSeller('position_wh').map((position) => 0 - Number(position)))
  const agents = cells('agents', 'agent')
  const energy = cells('agents', 'energy_wh')
  for (const name of ['first', 'second']) {
    expect(agents.some((agent, row) => agent === name && Number(energy[row]) < 0)).toBe(true)
    expect(cells('agents', 'reasons').filter((_, row) => agents[row] === name)).not.toContain('covers-own-load')
  }
})
