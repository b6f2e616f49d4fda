import { HOUR, MINUTE } from '@jazzgrid/units'
import { expect, test } from 'vitest'
import { readQuestion } from './question.js'
import type { SlotTimes } from './slot-time.js'

/** Two days of half hours from midnight in Tokyo, which is 15:00 UTC of the day before. */
const MIDNIGHT = Date.UTC(2019, 6, 19, 15)
const SLOTS: SlotTimes = {
  starts: Array.from({ length: 96 }, (_, i) => MIDNIGHT + i * 30 * MINUTE),
  length: 30 * MINUTE,
  zone: 'Asia/Tokyo',
}
const ask = (text: string) => readQuestion(text.split(' '), SLOTS)
const SIX_PM = MIDNIGHT + 18 * HOUR

test.each([
  ['order 17', { order: 17 }],
  ['17', { order: 17 }],
  ['#17', { order: 17 }],
  ['trade 5', { trade: 5 }],
  ['h1-battery', { name: 'h1-battery' }],
  ['agent 7', { name: '7' }],
  ['site h1', { name: 'h1' }],
  ['18:00', { slot: SIX_PM }],
  ['h1-battery 18:00', { name: 'h1-battery', slot: SIX_PM }],
  ['slot 18:00 agent h1-battery', { name: 'h1-battery', slot: SIX_PM }],
])("'%s' is understood", (text, question) => {
  expect(ask(text)).toEqual(question)
})

test.each([
  ['18:00', SIX_PM],
  ['18:29', SIX_PM],
  ['18:30', SIX_PM + 30 * MINUTE],
  ['0:00', MIDNIGHT],
  ['2019-07-20T18:00', SIX_PM],
  ['2019-07-21T18:00', SIX_PM + 24 * HOUR],
  ['2019-07-20T09:10:00Z', SIX_PM],
  ['2019-07-20T18:00+09:00', SIX_PM],
  ['2019-07-20T11:00:00.000+02:00', SIX_PM],
])('the slot that holds %s is found', (text, start) => {
  expect(ask(text)).toEqual({ slot: start })
})

test('a date and a time may be two words of one', () => {
  expect(readQuestion(['slot', '2019-07-21 18:00'], SLOTS)).toEqual({ slot: SIX_PM + 24 * HOUR })
})

test.each([
  ['24:00', 'There is no slot'],
  ['2019-07-22T00:00', 'lasts from 2019-07-20 00:00 to 2019-07-22 00:00 (Asia/Tokyo)'],
  ['2019-07-19T14:59:59Z', 'There is no slot'],
  ['2019-13-01', 'There is no slot'],
  ['order h1', "'h1' is not the number of an order"],
  ['trade', "there is nothing after 'trade'"],
])("'%s' is refused with what to ask instead", (text, message) => {
  expect(() => ask(text)).toThrow(message)
})
