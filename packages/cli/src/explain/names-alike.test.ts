import { expect, test } from 'vitest'
import { alikeFirst } from './names-alike.js'

test('a site whose device is called otherwise than asked for comes before its neighbours', () => {
  const names = ['h1-pv', 'h2-pv', 'ev1-ev', 'h1', 'ev1', 'e2-load']
  expect(alikeFirst('ev1-car', names)).toEqual(['ev1-ev', 'ev1', 'e2-load', 'h1-pv', 'h2-pv', 'h1'])
  expect(alikeFirst('EV1', names).slice(0, 2)).toEqual(['ev1-ev', 'ev1'])
})

test('where nothing is alike the order stays', () => {
  expect(alikeFirst('x', ['b', 'a'])).toEqual(['b', 'a'])
})
