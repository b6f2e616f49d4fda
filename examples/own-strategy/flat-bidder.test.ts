import { resolveScenario, simulate } from '@jazzgrid/sim'
import { expect, it } from 'vitest'
import { flatBidder } from './flat-bidder.js'

it('never bids more than a quarter below retail, and buys less for it', async () => {
  const scenario = await resolveScenario('misono-day', { case: 'cloudy' })
  const runs = await Promise.all(
    [[], [flatBidder]].map((strategies) => simulate(scenario, { fidelity: 'strategy', strategies })),
  )
  const bids = runs.map(({ tables: { orders } }) => {
    const text = (name: string) => {
      const column = orders.columns.find((each) => each.name === name)
      return column?.kind === 'text' ? Array.from(column.codes, (code) => column.texts[code]) : []
    }
    const price = orders.columns.find(({ name }) => name === 'price_micro_per_wh')
    const agents = text('agent')
    const sides = text('side')
    if (price?.kind !== 'number') throw new TypeError('orders have no prices')
    return price.values.filter((_, i) => sides[i] === 'buy' && agents[i].endsWith('-household'))
  })
  expect(Math.max(...bids[0])).toBe(26_000)
  expect(new Set(bids[1])).toEqual(new Set([19_500]))
})
