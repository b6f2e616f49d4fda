import { expect, test } from 'vitest'
import { at, recordOf, SMALL_ROWS, smallRun } from '../../../test/report/small-run.js'
import { decisionOf, tellingDecisions } from './decisions.js'
import { unitLife, verdicts } from './unit-life.js'

test('the unit with the most different times is followed from forecast to verification', () => {
  const life = unitLife(smallRun())!
  expect(life).toMatchObject({ trade: 2, seller: 'mall', buyer: 'shop', price: 20_200, matched: 700, delivered: 650 })
  expect(life.verdict).toBe('under-delivered')
  expect(life.times).toEqual({
    forecast: at('10:50'),
    ordered: at('11:00'),
    matched: at('11:30'),
    prepared: at('12:00'),
    delivered: at('12:30'),
    verified: at('12:31'),
  })
})

test('a unit whose delivery was never recorded has no life to show', () => {
  expect(unitLife(recordOf({ ...SMALL_ROWS, deliveries: [] }))).toBeUndefined()
})

test('among units with equally many times one that was delivered in full is shown', () => {
  // without the late check of unit 2 both units of noon have five different times
  const deliveries = SMALL_ROWS.deliveries.map((row) => row.map((cell) => (cell === at('12:31') ? at('12:30') : cell)))
  expect(unitLife(recordOf({ ...SMALL_ROWS, deliveries }))).toMatchObject({ trade: 1, verdict: 'delivered' })
})

test('verdicts are counted, most frequent first', () => {
  expect(verdicts(smallRun())).toEqual([
    { verdict: 'delivered', units: 3, matched: 2800, delivered: 2800 },
    { verdict: 'under-delivered', units: 1, matched: 700, delivered: 650 },
  ])
})

test('the decision behind an order is found through the order', () => {
  expect(decisionOf(smallRun(), 5)).toMatchObject({ agent: 'shop-load', reasons: ['load-forecast'], bestBid: 19_500 })
  expect(decisionOf(smallRun(), 999)).toBeUndefined()
})

test('one example of each kind of decision is shown, from different agents, in the order of time', () => {
  const shown = tellingDecisions(smallRun(), at('11:00'), 10)
  expect(shown.map(({ agent, action, reasons }) => `${agent} ${action} ${reasons.join('+')}`)).toEqual([
    'one-pv order surplus-forecast+concession',
    'mall-pv order surplus-forecast',
    'two-load order load-forecast',
    'one-battery none store-full',
  ])
})
