import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ScenarioError } from '../../src/scenario/mistake.js'
import { checkScenario, resolveScenarioText } from '../../src/scenario/resolve-scenario.js'
import type { Scenario } from '../../src/scenario/scenario.js'
import { loadShipped } from '../../src/scenario/shipped-scenarios.js'

/** Resolves, or says with places what is wrong; anything else is a bug. */
const outcome = async (text: string): Promise<string> => {
  try {
    return (await resolveScenarioText(text, 'any.yaml', { case: 'cloudy-table-call' })).name
  } catch (error) {
    if (!(error instanceof ScenarioError)) throw error
    for (const { place, problem } of error.mistakes) {
      expect(problem).not.toMatch(/undefined|\[object|Invalid input/)
      expect(place.line === undefined || (place.line >= 1 && place.line <= text.split('\n').length + 1)).toBe(true)
    }
    return 'refused'
  }
}

describe('whatever is in a scenario file', () => {
  it('a line lost, doubled, moved or overwritten gives a scenario or mistakes with places, never a crash', async () => {
    const lines = (await loadShipped('misono-day')).text.split('\n')
    const scraps = fc.constantFrom(
      'null',
      '[]',
      '{}',
      '-1',
      '1e99',
      'x: {',
      '  - ',
      '"',
      '\t',
      '*',
      '&a',
      '!!set x',
      '~',
      '{n}',
      '.nan',
      '<<: 1',
      '? y',
    )
    const edits = fc.array(
      fc.tuple(fc.nat(lines.length - 1), fc.constantFrom('drop', 'double', 'swap', 'scrap'), scraps, fc.nat()),
      { minLength: 1, maxLength: 3 },
    )
    const outcomes = new Set<string>()
    await fc.assert(
      fc.asyncProperty(edits, async (list) => {
        const text = [...lines]
        for (const [at, edit, scrap, other] of list) {
          if (edit === 'drop') text.splice(at, 1)
          else if (edit === 'double') text.splice(at, 0, text[at] ?? '')
          else if (edit === 'swap') [text[at], text[other % text.length]] = [text[other % text.length], text[at]]
          else text[at] = (text[at] ?? '').replace(/:.*$/, `: ${scrap}`)
        }
        outcomes.add(await outcome(text.join('\n')))
      }),
      { seed: 11, numRuns: 120 },
    )
    expect(outcomes.size).toBeGreaterThan(1) // some edits are harmless, some are not
  })

  it('any text at all is refused in order', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 60 }), async (text) => {
        expect(await outcome(text)).toBe('refused')
      }),
      { seed: 12, numRuns: 150 },
    )
  })
})

describe('checking a file', () => {
  const folder = mkdtempSync(join(tmpdir(), 'jazzgrid-'))
  const file = join(folder, 'street.yaml')
  beforeAll(() => {
    const cases =
      'cases:\n  a: { market: { tik: 1 } }\n  b: { extends: a, weather: { clearness: 9 } }\n  c: { seed: 2 }\n'
    writeFileSync(file, `name: street\nsites: [{ name: h }]\n${cases}`)
  })
  afterAll(() => rmSync(folder, { recursive: true }))

  it('looks into every case, and says each mistake once', async () => {
    expect((await checkScenario(file)).map(({ path, problem }) => `${path}: ${problem}`)).toEqual([
      'market.tik: unknown key',
      'weather.clearness: expected at most 1.2, found 9',
    ])
  })

  it('looks into one case where one is asked for, and tells of those that are sound', async () => {
    const sound: string[] = []
    const options = { sound: (scenario: Scenario) => sound.push(scenario.case) }
    expect((await checkScenario(file, { ...options, case: 'a' })).map(({ path }) => path)).toEqual(['market.tik'])
    expect(await checkScenario(file, { ...options, case: 'c' })).toEqual([])
    expect(sound).toEqual(['c'])
    await checkScenario(file, options)
    expect(sound).toEqual(['c', 'base', 'c'])
  })

  it('finds nothing in what is shipped', async () => {
    expect(await checkScenario('misono-day')).toEqual([])
  })
})
