import { describe, expect, it } from 'vitest'
import type { Variant } from '../../src/scenario/parse-scenario.js'
import { head, mistakesOf, sites } from './scenario-text.js'

describe('times of a market that do not fit together', () => {
  const market = (text: string) => mistakesOf(`${head}${sites}market: { ${text} }\n`)

  it.each([
    [
      'roundMinutes: 7',
      'town.yaml:3:25: market.roundMinutes: a round of 7 minutes does not divide a slot of 30. Use one of 1, 2, 3, 5, 6, 10, 15, 30',
    ],
    [
      'roundMinutes: 10, gateClosureMinutes: -5',
      'town.yaml:3:49: market.gateClosureMinutes: -5 is not a multiple of the round of 10 minutes. Use -10 or 0',
    ],
    [
      'gateClosureMinutes: 30',
      'town.yaml:3:31: market.gateClosureMinutes: the book would close 30 minutes into a slot of 30. Use less than 30',
    ],
    [
      'openBeforeMinutes: 7',
      'town.yaml:3:30: market.openBeforeMinutes: 7 is not a multiple of the round of 5 minutes. Change one of them',
    ],
    [
      'openBeforeMinutes: 5',
      'town.yaml:3:30: market.openBeforeMinutes: the book would open 5 minutes before the slot and close 5 before it. Open it earlier',
    ],
    [
      'quoteLeadsMinutes: [1440, 0]',
      'town.yaml:3:31: market.quoteLeadsMinutes.0: agents cannot quote 1440 minutes before gate closure: the book is open for 1435 minutes. Use at most 1435, or open the book earlier',
    ],
    [
      'quoteLeadsMinutes: [60, 62, 0]',
      'town.yaml:3:35: market.quoteLeadsMinutes.1: 62 is not a multiple of the round of 5 minutes. Use 60, or another round',
    ],
    [
      'quoteLeadsMinutes: [0, 60]',
      'town.yaml:3:34: market.quoteLeadsMinutes.1: 60 follows 0. Give the leads longest first, each once',
    ],
    ['band: { min: 5, max: 5 }', 'town.yaml:3:17: market.band: min 5 is not below max 5. Swap or change them'],
    ['tick: 0.3', 'town.yaml:3:9: market.band.max: 50 is not a multiple of the tick 0.3. Change one of them'],
    [
      'band: { min: 0, max: 20 }',
      'town.yaml:1:1: tariff.retail: 26 in the slot of 2018-05-13T15:00:00.000Z is outside the price band of 0 to 20. Widen market.band or change the tariff',
    ],
  ])('%s', async (text, expected) => {
    expect((await market(text)).join('\n')).toContain(expected)
  })

  it('a midnight that is not on a slot border', async () => {
    const text = `${head}${sites}time: { zone: Asia/Kolkata }\nmarket: { slotMinutes: 60 }\n`
    expect(await mistakesOf(text)).toEqual([
      'town.yaml:3:7: time.start: local midnight of 2018-05-15 in Asia/Kolkata is not on a border of 60-minute slots. Use a market.slotMinutes of 30 or 15',
    ])
  })
})

describe('sites and devices that do not fit together', () => {
  const home = (text: string) => mistakesOf(`${head}sites:\n  - { name: h1, ${text} }\n`)

  it.each([
    [
      'two sites of a name',
      'devices: [] }\n  - { name: h1',
      'town.yaml:4:13: sites.h1.name: there are two sites of this name. Names must differ',
    ],
    [
      'two devices of a kind',
      'devices: [{ kind: pv }, { kind: pv }]',
      'town.yaml:3:41: sites.h1.devices.h1-pv: there are two devices of this name. Give each a name',
    ],
    [
      'two devices of a name',
      'devices: [{ kind: pv, name: x }, { kind: battery, name: x }]',
      'town.yaml:3:73: sites.h1.devices.x.name: there are two devices of this name. Names of devices must differ in the whole scenario',
    ],
    [
      'a band upside down',
      'devices: [{ kind: battery, minimumSoc: 0.9, maximumSoc: 0.2 }]',
      'town.yaml:3:56: sites.h1.devices.h1-battery.minimumSoc: minimumSoc 0.9 is not below maximumSoc 0.2. Change one of them',
    ],
    [
      'a start outside the band',
      'devices: [{ kind: battery, initialSoc: 0.05 }]',
      'town.yaml:3:56: sites.h1.devices.h1-battery.initialSoc: initialSoc 0.05 is outside the band of 0.1 to 1. Start inside the band',
    ],
    [
      'braces without replicas',
      'kind: house }\n  - { name: "x{n}"',
      'town.yaml:4:13: sites.x{n}.name: "x{n}" is not replicated. Add replicate: {count: 10} to the site, or drop the braces',
    ],
    [
      'replicas of one name',
      'replicate: { count: 3 }',
      'town.yaml:3:13: sites.h1.name: 3 copies need names that differ. Write {n} in it: name: h1{n}',
    ],
    [
      'replicas of nothing',
      'replicate: { count: 0 }',
      'town.yaml:3:37: sites.h1.replicate.count: expected at least 1, found 0. Change it',
    ],
    [
      'a key of replicate',
      'replicate: { count: 3, form: 2 }',
      'town.yaml:3:40: sites.h1.replicate.form: unknown key. Did you mean "from"?',
    ],
  ])('%s', async (_, text, expected) => {
    expect((await home(text)).join('\n')).toContain(expected)
  })
})

describe('cases and overrides that do not exist', () => {
  const text = `${head}${sites}cases:\n  a: { extends: b }\n  b: { extends: [c] }\n  c: { extends: a }\n  cloudy: { weather: { clearness: 0.3 } }\n  lost: { extends: cludy }\n  typo: { sites: { h2: { legKw: 1 } } }\n`

  it.each<[Variant, string]>([
    [{ case: 'clouds' }, '--case clouds: there is no case "clouds". Did you mean "cloudy"?'],
    [{ case: 'x' }, '--case x: there is no case "x". Cases: base, a, b, c, cloudy, lost, typo'],
    [
      { case: 'a' },
      'town.yaml:6:17: cases.c.extends: cases extend each other in a circle: a -> b -> c -> a. Break it here',
    ],
    [{ case: 'lost' }, 'town.yaml:8:20: cases.lost.extends: there is no case "cludy". Did you mean "cloudy"?'],
    [{ case: 'typo' }, 'town.yaml:9:20: sites.h2: nothing here is named or of kind "h2". Did you mean "h1"?'],
    [
      { set: ['market.mechanism'] },
      '--set market.mechanism: expected path=value. For example: --set market.mechanism=call',
    ],
    [
      { set: ['market.mechanism=cal'] },
      '--set market.mechanism=cal: market.mechanism: expected "continuous" or "call" or "pay-as-bid" or "trade-reduction", found "cal". Did you mean "call"?',
    ],
    [
      { set: ['market.mechanisn=call'] },
      '--set market.mechanisn=call: market.mechanisn: unknown key. Did you mean "mechanism"?',
    ],
    [
      { set: ['sites.h1.devices.ev.v2g=true'] },
      '--set sites.h1.devices.ev.v2g=true: sites.h1.devices.ev: nothing here is named or of kind "ev". Known: h1-battery',
    ],
    [
      { set: ['market.tick=[1'] },
      '--set market.tick=[1: not valid YAML: Flow sequence must end with a ]. Check indentation, quotes and brackets here',
    ],
  ])('%o', async (variant, expected) => {
    expect((await mistakesOf(text, variant)).join('\n')).toContain(expected)
  })

  it.each([
    ['cases: [a]', 'town.yaml:3:8: cases: expected a map, found a list. Change it'],
    ['cases: { a: }', 'town.yaml:3:13: cases.a: expected a map, found nothing. Give a value, or remove the key'],
    ['cases: { a: { extends: 3 } }', 'town.yaml:3:24: cases.a.extends: expected text or a list, found 3. Change it'],
    [
      'cases: { a: { description: [] } }',
      'town.yaml:3:28: cases.a.description: expected text, found an empty list. Change it',
    ],
  ])('%s', async (cases, expected) => {
    expect(await mistakesOf(`${head}${sites}${cases}\n`)).toEqual([expected])
  })

  it('cases cannot be changed by cases and overrides', async () => {
    expect(await mistakesOf(`${head}${sites}cases: { a: { cases: { b: {} } } }\n`, { case: 'a' })).toEqual([
      'town.yaml:3:15: cases: a case or an override cannot change cases. Set the values themselves',
    ])
  })

  it('base cannot be redefined', async () => {
    expect(await mistakesOf(`${head}${sites}cases: { base: { seed: 2 } }\n`)).toEqual([
      'town.yaml:3:10: cases.base: base is the file itself. Move these values to the top level, or rename the case',
    ])
  })
})
