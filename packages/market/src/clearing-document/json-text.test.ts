import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readJson } from './json-text.js'
import { WrittenNumber } from './written-number.js'

const problem = (text: string): string => {
  const reading = readJson(text)
  return reading.ok ? 'accepted' : reading.message.replace('The book is not JSON: ', '')
}

test('what JSON.parse reads of any value is read the same', () => {
  fc.assert(
    fc.property(fc.json({ maxDepth: 6, stringUnit: 'binary' }), fc.constantFrom(0, 1, '\t'), (text, indent) => {
      const value = JSON.parse(text)
      expect(readJson(JSON.stringify(value, null, indent))).toEqual({ ok: true, value })
    }),
    { seed: 21, numRuns: 500 },
  )
})

test('a text that is damaged somewhere is accepted exactly where JSON.parse accepts it', () => {
  const sound = '{"a": [1, -2.5e3, "x\\u0041\\n\\"", true, null, {}], "b": {"c": false}, "d": []}'
  const signs = [...'{}[]",:\\-+.0eEtn/ \n\t', '\u0001', '']
  const damage = fc.record({ at: fc.nat(sound.length), sign: fc.constantFrom(...signs), cut: fc.nat(2) })
  fc.assert(
    fc.property(fc.array(damage, { minLength: 1, maxLength: 3 }), (damages) => {
      let text = sound
      for (const { at, sign, cut } of damages) text = text.slice(0, at) + sign + text.slice(at + cut)
      let value: unknown
      try {
        value = JSON.parse(text)
      } catch {
        expect(readJson(text)).toMatchObject({ ok: false, path: '$', reason: 'not-json' })
        return
      }
      const reading = readJson(text)
      if (reading.ok) expect(reading.value).toEqual(value)
      else expect(reading.reason).toBe('duplicate-field')
    }),
    { seed: 22, numRuns: 3000 },
  )
})

test('a number that a double would round keeps its text', () => {
  const read = (text: string) => (readJson(text) as { value: unknown }).value
  for (const text of ['0.1', '1e21', '-0', '123456789012345', '9007199254740992', '1.50000000000000000000']) {
    expect(read(text)).toBe(Number(text))
  }
  for (const text of ['1e999', '1e-400', '9007199254740993', '0.1234567890123456789', 'NaN', '-Infinity']) {
    expect(read(text)).toEqual(new WrittenNumber(text))
  }
})

test.each([
  ['', 'line 1, column 1: expected a value, found its end.'],
  ['{"a": 1,}', 'line 1, column 9: expected a key in double quotes, found }.'],
  ["{'a': 1}", "line 1, column 2: expected a key in double quotes, found '."],
  ['[1 2]', 'line 1, column 4: expected "," or "]", found 2.'],
  ['[\n  None]', 'line 2, column 3: expected a value, found None.'],
  ['[] []', 'line 1, column 4: expected the end of the book, found [.'],
  ['["a\nb"]', 'line 1, column 2: a text does not end on its line.'],
  ['["\\x"]', 'line 1, column 2: a text with an escape after "\\" that there is not.'],
  ['['.repeat(200_000), 'line 1, column 102: nested deeper than 100 levels.'],
])('%.20j is refused where it stops to be JSON', (text, expected) => {
  expect(problem(text)).toBe(expected)
})

test('a key of any name is a key', () => {
  const reading = readJson('{"__proto__": 1, "constructor": 2}') as { value: object }
  expect(Object.entries(reading.value)).toEqual([
    ['__proto__', 1],
    ['constructor', 2],
  ])
})
