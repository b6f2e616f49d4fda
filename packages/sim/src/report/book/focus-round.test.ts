import { expect, test } from 'vitest'
import { at, recordOf, SMALL_ROWS, smallRun } from '../../../test/report/small-run.js'
import { focusRound, ladderOf } from './focus-round.js'

test('the round that leaves both sides of the book filled is shown, not merely the largest trade', () => {
  // 2.0 kWh at 12:30 leave an empty book; 1.2 kWh at 11:30 leave two prices on each side
  const focus = focusRound(smallRun())!
  expect(focus).toMatchObject({ slot: at('12:00'), time: at('11:30'), trades: [1, 2], volume: 1200 })
  expect(focus.price).toBeCloseTo((500 * 20_000 + 700 * 20_200) / 1200, 9)
  expect([focus.before.offers.length, focus.after.offers.length]).toEqual([3, 2])
})

test('a run in which every site supplies itself has no round to show', () => {
  expect(focusRound(recordOf({ ...SMALL_ROWS, trades: [SMALL_ROWS.trades[0]] }))).toBeUndefined()
})

test('the ladder is the book after the round, or the one before it where a side was cleared', () => {
  expect(ladderOf(focusRound(smallRun())!).instant).toBe('after')
  // only the last trade: an offer and a bid that took each other away
  const cleared = focusRound(recordOf({ ...SMALL_ROWS, trades: [SMALL_ROWS.trades[3]] }))!
  expect(cleared.after).toMatchObject({ bids: [], offers: [] })
  expect(ladderOf(cleared)).toMatchObject({
    instant: 'before',
    book: { bids: [{ price: 10_000 }], offers: [{ price: 9000 }] },
  })
})
