import { expect, test } from 'vitest'
import { broken, fitted, flowed, padEnd, padStart, plain, printable, textWidth } from './terminal-text.js'

test('Japanese characters take two columns', () => {
  expect([textWidth('美園'), textWidth('h1'), textWidth('蓄電池1')]).toEqual([4, 2, 7])
  expect([padEnd('美園', 6), padStart('1', 3)]).toEqual(['美園  ', '  1'])
})

test('what does not fit is cut with a mark, never in the middle of a wide character', () => {
  expect([fitted('battery-house-1', 8), fitted('蓄電池', 4), fitted('short', 5)]).toEqual(['battery…', '蓄…', 'short'])
})

test('a name cannot steer the terminal', () => {
  expect(printable('\u001b[31mred\u001b[0m\r\n\u202eevil')).toBe('\ufffd[31mred\ufffd[0m\ufffd\ufffd\ufffdevil')
})

test('phrases flow into lines of the width', () => {
  expect(flowed(['one', 'two', 'three'], 12, 2)).toEqual(['one   two', 'three'])
  expect(flowed([], 10, 0)).toEqual([])
})

test('our own marks have a plain form', () => {
  expect(plain('▲ a · b – c… │')).toBe('+ a - b - c~ |')
})

test('a phrase that is longer than a line goes on in the next one, and only a word that is too long is cut', () => {
  expect(broken('lowest 8.5 at 2018-05-15 07:30', 27)).toEqual(['lowest 8.5 at 2018-05-15', '  07:30'])
  expect(broken('short', 27)).toEqual(['short'])
  expect(broken('an-endless-word follows', 10)).toEqual(['an-endles…', '  follows'])
  expect(flowed(['one', 'two and three', 'four'], 12, 2)).toEqual(['one', 'two and', '  three', 'four'])
})
