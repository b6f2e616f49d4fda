import { expect, test } from 'vitest'
import { recordOf, smallRun } from '../../../test/report/small-run.js'
import { smallScenario } from '../../../test/report/small-scenario.js'
import { flows, OTHERS } from './flows.js'

test('units between two sites add up to flows, largest seller and buyer first; self-supply is none', () => {
  const { sellers, buyers, links, total } = flows(smallRun(), smallScenario(), 'site')
  expect(total).toBe(3200)
  expect(sellers.map(({ name, energy }) => [name, energy])).toEqual([
    ['mall', 2700],
    ['one', 500],
  ])
  expect(buyers.map(({ name, energy }) => [name, energy])).toEqual([
    ['one', 2000],
    ['shop', 1200],
  ])
  expect(links).toEqual([
    { seller: 0, buyer: 0, energy: 2000, paid: 20_000_000 },
    { seller: 0, buyer: 1, energy: 700, paid: 14_140_000 },
    { seller: 1, buyer: 1, energy: 500, paid: 10_000_000 },
  ])
})

test('of a thousand sites the largest are shown by name and the others as one', () => {
  const trades = Array.from({ length: 1000 }, (_, i) => [
    ...[i, 'trade', 0, 0, `s${i}`, 'a', `b${i % 500}`, 'b', i, i, 10_000, 10_000, 100 + i, 'pv', 0],
  ])
  const { sellers, buyers, links, total } = flows(recordOf({ trades }), smallScenario(), 'site', 14)
  expect(total).toBe(1000 * 100 + 499_500)
  expect(sellers).toHaveLength(15)
  expect(sellers[0]).toEqual({ name: 's999', energy: 1099, ends: 1 })
  expect(sellers[14]).toMatchObject({ name: OTHERS, ends: 986 })
  for (const side of [sellers, buyers]) expect(side.reduce((sum, { energy }) => sum + energy, 0)).toBe(total)
  expect(links.reduce((sum, { energy }) => sum + energy, 0)).toBe(total)
  expect(links.length).toBeLessThanOrEqual(15 * 15)
})

test('the flows of many sites are added up by the kind of device that sold and that bought', () => {
  const { sellers, buyers, links } = flows(smallRun(), smallScenario(), 'device-kind')
  expect(sellers).toEqual([{ name: 'pv', energy: 3200, ends: 1 }])
  expect(buyers.map(({ name, energy }) => [name, energy])).toEqual([
    ['battery', 2000],
    ['household', 1200],
  ])
  expect(links).toHaveLength(2)
})
