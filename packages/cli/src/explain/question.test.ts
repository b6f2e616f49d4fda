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
const ONE_DAY: SlotTimes = { ...SLOTS, starts: SLOTS.starts.slice(0, 48) }
const ask = (text: string, slots = ONE_DAY) => readQuestion(text.split(' '), slots)
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
  const slots = text.startsWith('2019-07-21') ? SLOTS : ONE_DAY
  expect(ask(text, slots)).toEqual({ slot: start })
})

test('a date and a time may be two words, or two words of one', () => {
  const slot = SIX_PM + 24 * HOUR
  expect(readQuestion(['slot', '2019-07-21 18:00'], SLOTS)).toEqual({ slot })
  expect(ask('h1 2019-07-21 18:00', SLOTS)).toEqual({ name: 'h1', slot })
  expect(ask('slot 2019-07-21 18:00 agent h1', SLOTS)).toEqual({ name: 'h1', slot })
})

test('a time that the run has on several days is not guessed: they are named, and how to choose', () => {
  expect(() => ask('18:00', SLOTS)).toThrow(
    'The run has 18:00 on 2 days: 2019-07-20, 2019-07-21. Say which, such as 2019-07-20T18:00.',
  )
  expect(() => ask('h1 8:10', SLOTS)).toThrow('such as 2019-07-20T08:10')
  const weeks = { ...SLOTS, starts: Array.from({ length: 480 }, (_, i) => MIDNIGHT + i * 30 * MINUTE) }
  expect(() => ask('18:00', weeks)).toThrow('on 10 days: from 2019-07-20 to 2019-07-29')
})

test('a word that is empty, such as of a variable that is not set, asks for nothing', () => {
  for (const words of [[''], ['h1', ' '], ['order', '']])
    expect(() => readQuestion(words, SLOTS)).toThrow('a word is empty')
})

test('a time that clocks show twice on one day asks for the instant', () => {
  const midnight = Date.UTC(2018, 9, 27, 22) // in Zurich, where clocks go from 3 back to 2 that night
  const starts = Array.from({ length: 50 }, (_, i) => midnight + i * 30 * MINUTE)
  const slots = { starts, length: 30 * MINUTE, zone: 'Europe/Zurich' }
  expect(() => ask('02:30', slots)).toThrow(
    'The clocks of Europe/Zurich show 02:30 twice on 2018-10-28, when they are set back. Write 2018-10-28T00:30Z or 2018-10-28T01:30Z.',
  )
  expect(ask('2018-10-28T01:30Z', slots)).toEqual({ slot: midnight + 3.5 * HOUR })
  expect(ask('03:30', slots)).toEqual({ slot: midnight + 4.5 * HOUR })
})

test.each([
  ['24:00', 'There is no slot'],
  ['2019-07-21T00:00', 'lasts from 2019-07-20 00:00 to 2019-07-21 00:00 (Asia/Tokyo)'],
  ['2019-07-20', 'Write a time such as 2019-07-20T18:00'],
  ['2019-07-19T14:59:59Z', 'There is no slot'],
  ['2019-13-01', 'There is no slot'],
  ['order h1', "'h1' is not the number of an order"],
  ['trade', "there is nothing after 'trade'"],
  ['h1 h2 18:00', "'h2' is a second agent"],
  ['18:00 19:00', "'19:00' is a second slot"],
  ['h1 order 17', 'an order is told as a whole, so ask for it alone'],
  ['trade 5 18:00', 'a trade is told as a whole'],
])("'%s' is refused with what to ask instead", (text, message) => {
  expect(() => ask(text)).toThrow(message)
})
