import fc from 'fast-check'
import { expect, test } from 'vitest'
import { textWidth } from '../../../summary/terminal-text.js'
import { shortened, svgName } from './name.js'

test('a name that fits stays as it is; one that does not keeps start and end', () => {
  expect(shortened('h1-battery', 150)).toBe('h1-battery')
  expect(shortened('a-rather-long-name-of-a-house-12', 150)).toBe('a-rather-…a-house-12')
})

test('any name fits its room, with both of its ends', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'grapheme', minLength: 1, maxLength: 60 }),
      fc.integer({ min: 60, max: 300 }),
      (name, room) => {
        const short = shortened(name, room)
        expect(textWidth(short) * 7.4).toBeLessThanOrEqual(room)
        if (short === name) return
        const [head, tail] = [short.slice(0, short.lastIndexOf('…')), short.slice(short.lastIndexOf('…') + 1)]
        expect([name.startsWith(head), name.endsWith(tail)]).toEqual([true, true])
      },
    ),
    { seed: 41 },
  )
})

test('the whole name is there for whoever points at a shortened one, and what follows it is never cut', () => {
  const text = svgName([10, 20], 'a-rather-long-name-of-a-house-12', 150, 'end', 'small', '  19.7')
  expect(text).toMatch(
    /^<text x="10" y="20" text-anchor="end" class="small"><title>a-rather-long-name-of-a-house-12<\/title>[^<]*…[^<]*-12 {2}19\.7<\/text>$/,
  )
  expect(svgName([10, 20], 'h1', 150, 'start', 'small')).toBe('<text x="10" y="20" class="small">h1</text>')
})
