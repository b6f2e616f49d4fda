import { expect, test } from 'vitest'
import { at, recordOf, SMALL_ROWS, shortTripRun } from '../../../test/report/small-run.js'
import { tellingSetpoints } from './decisions.js'

const reasonsOf = (around: string, count: number) =>
  tellingSetpoints(shortTripRun(), at(around), count).map(({ slot, agent, reasons }) => [
    slot,
    agent,
    reasons.join('+'),
  ])

test('one setpoint for each set of reasons is shown, nearest to the time that the page is about', () => {
  expect(reasonsOf('12:00', 6)).toEqual([
    [at('12:00'), 'two-car', 'no-gain'],
    [at('12:30'), 'two-car', 'away'],
    [at('13:30'), 'two-car', 'unplugged'],
  ])
  expect(reasonsOf('13:30', 6)[1]).toEqual([at('13:00'), 'two-car', 'away'])
})

test('of many reasons the most frequent are shown', () => {
  expect(reasonsOf('12:00', 1)).toEqual([[at('12:30'), 'two-car', 'away']])
})

test('what is no store, or has no reason on record, is left out', () => {
  const load = [at('12:00'), 'two-load', 'household', 'two', 300, 300, 290, undefined, 1, 0, 0, 'keeps-contract']
  expect(tellingSetpoints(recordOf({ ...SMALL_ROWS, agents: [...SMALL_ROWS.agents, load] }), at('12:00'), 6)).toEqual(
    [],
  )
})
