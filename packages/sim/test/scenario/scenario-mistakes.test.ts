import { describe, expect, it } from 'vitest'
import { ScenarioError } from '../../src/scenario/mistake.js'
import type { Variant } from '../../src/scenario/parse-scenario.js'
import { resolveScenarioText } from '../../src/scenario/resolve-scenario.js'

const mistakesOf = async (text: string, variant: Variant = {}): Promise<string[]> => {
  try {
    await resolveScenarioText(text, 'town.yaml', variant)
  } catch (error) {
    if (!(error instanceof ScenarioError)) throw error
    return error.message
      .split('\n')
      .slice(1)
      .map((line) => line.trim())
  }
  return []
}

const head = 'name: town\n'
const sites = 'sites: [{ name: h1, devices: [{ kind: battery }] }]\n'

describe('a mistake in the text of a scenario', () => {
  it.each([
    [
      'an empty file',
      '',
      [
        'town.yaml:1:1: expected a map with at least name and sites, found an empty file. Start from a shipped scenario',
      ],
    ],
    [
      'a file that is a list',
      '- name: x\n',
      [
        'town.yaml:1:1: expected a map with at least name and sites, found something else. Start from a shipped scenario',
      ],
    ],
    [
      'nothing but a map',
      'seed: 3\n',
      ['town.yaml:1:1: name: missing; expected text. Add it', 'town.yaml:1:1: sites: missing; expected a list. Add it'],
    ],
    [
      'a bracket that is not closed',
      `${head}sites: [{ name: h1 }\nseed: 1\n`,
      [expect.stringMatching(/^town\.yaml:3:\d: not valid YAML: .*Check indentation, quotes and brackets here$/)],
    ],
    [
      'a tab',
      `${head}time:\n\tdays: 1\n${sites}`,
      [expect.stringMatching(/^town\.yaml:3:1: not valid YAML: .*Indent with spaces$/)],
    ],
    [
      'a key twice',
      `${head}seed: 1\nseed: 2\n${sites}`,
      ['town.yaml:3:1: not valid YAML: Map keys must be unique. Keep one of the two'],
    ],
    [
      'two documents',
      `${head}${sites}---\n${head}`,
      [
        expect.stringMatching(
          /^town\.yaml:3:\d: not valid YAML: .*Put each scenario in a file of its own; use cases for variants$/,
        ),
      ],
    ],
    [
      'an alias of nothing',
      `${head}sites: *homes\n`,
      ['town.yaml:2:8: there is no anchor &homes above this alias. Correct its name, or define it first'],
    ],
    [
      'a list that holds itself',
      `${head}sites: &s [*s]\n`,
      ['town.yaml:2:12: too large or too deep. Look for an alias that holds itself'],
    ],
  ])('%s', async (_, text, expected) => {
    expect(await mistakesOf(text)).toEqual(expected)
  })
})

describe('a mistake in a value', () => {
  it.each([
    [
      'an unknown key',
      `${head}${sites}market:\n  tik: 0.1\n`,
      'town.yaml:4:3: market.tik: unknown key. Did you mean "tick"?',
    ],
    [
      'an unknown key of a device',
      `${head}sites:\n  - name: h1\n    devices:\n      - kind: pv\n        capacityKwh: 3\n`,
      'town.yaml:6:9: sites.h1.devices.h1-pv.capacityKwh: unknown key. Known keys: kind, name, peakKw, tiltDegrees, azimuthDegrees, series, vary',
    ],
    [
      'an unknown kind of device',
      `${head}sites: [{ name: h1, devices: [{ kind: batery }] }]\n`,
      'town.yaml:2:39: sites.h1.devices.h1-batery.kind: expected "pv" or "battery" or "ev" or "household", found "batery". Did you mean "battery"?',
    ],
    [
      'a device without a kind',
      `${head}sites: [{ name: h1, devices: [{ peakKw: 3 }] }]\n`,
      'town.yaml:2:31: sites.h1.devices.0.kind: missing; expected "pv" or "battery" or "ev" or "household". Add it',
    ],
    [
      'a key in another part of the file',
      `${head}${sites}time:\n  days: 1\n  lotWh: 100\n`,
      'town.yaml:5:3: time.lotWh: unknown key. It belongs to market: check the indentation',
    ],
    [
      'a key without a value',
      `${head}${sites}time:\n  days:\n`,
      'town.yaml:4:8: time.days: expected a number, found nothing. Give a value, or remove the key',
    ],
    [
      'a number in quotes',
      `${head}${sites}time: { days: "2" }\n`,
      'town.yaml:3:15: time.days: expected a number, found "2". Remove the quotes',
    ],
    [
      'a number with its unit',
      `${head}${sites}tariff: { retail: 26 JPY }\n`,
      'town.yaml:3:19: tariff.retail: expected a number or a map, found "26 JPY". Give the number alone; the unit is in the name of the key or in its description',
    ],
    [
      'a number out of range',
      `${head}${sites}market: { pricing: { k: 2 } }\n`,
      'town.yaml:3:25: market.pricing.k: expected at most 1, found 2. Change it',
    ],
    [
      'a price that is too fine',
      `${head}${sites}market: { tick: 0.00001 }\n`,
      'town.yaml:3:17: market.tick: expected a multiple of 0.001, found 0.00001. Round it: finer steps cannot be held exactly',
    ],
    [
      'half a day',
      `${head}${sites}time: { days: 0.5 }\n`,
      'town.yaml:3:15: time.days: expected a whole number, found 0.5. Change it',
    ],
    [
      'a slot length that nobody trades',
      `${head}${sites}market: { slotMinutes: 20 }\n`,
      'town.yaml:3:24: market.slotMinutes: expected 5 or 15 or 30 or 60, found 20. Change it',
    ],
    [
      'a key in a price curve',
      `${head}${sites}tariff: { retail: { bse: 20, windows: [] } }\n`,
      'town.yaml:3:19: tariff.retail.base: missing; expected a number. Add it',
    ],
    [
      'an infinite number',
      `${head}${sites}tariff: { feedIn: .inf }\n`,
      'town.yaml:3:19: tariff.feedIn: expected a number or a map, found Infinity. Change it',
    ],
    ['no site', `${head}sites: []\n`, 'town.yaml:2:8: sites: expected at least one, found an empty list. Change it'],
    [
      'a date that is none',
      `${head}${sites}time: { start: 2018-02-30 }\n`,
      'town.yaml:3:16: time.start: 2018-02-30 is not a day of the calendar. Change it',
    ],
    [
      'a date in another order',
      `${head}${sites}time: { start: 15.05.2018 }\n`,
      'town.yaml:3:16: time.start: expected a date such as 2018-05-15, found "15.05.2018". Change it',
    ],
    [
      'a zone that is none',
      `${head}${sites}time: { zone: Asia/Tokio }\n`,
      'town.yaml:3:15: time.zone: there is no time zone "Asia/Tokio". Did you mean "Asia/Tokyo"?',
    ],
    [
      'a name with a dot',
      `${head}sites: [{ name: h.1 }]\n`,
      'town.yaml:2:17: sites.h.1.name: expected letters, digits, - and _, found "h.1". Change it',
    ],
  ])('%s', async (_, text, expected) => {
    expect((await mistakesOf(text)).join('\n')).toContain(expected)
  })

  it('tells all of them at once, and a hundred copies of one as one', async () => {
    const text = `${head}seeed: 1\ntime: { days: 0 }\nsites:\n  - name: h{n}\n    replicate: { count: 100 }\n    legKw: -1\n`
    expect(await mistakesOf(text)).toEqual([
      'town.yaml:3:15: time.days: expected at least 1, found 0. Change it',
      'town.yaml:7:12: sites.h1.legKw (and 99 more): expected at least 0, found -1. Change it',
      'town.yaml:2:1: seeed: unknown key. Did you mean "seed"?',
    ])
  })
})

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
      'town.yaml:4:13: sites.x{n}.name: "x{n}" is not replicated. Add replicate: {count: 10}, or drop the braces',
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

  it('base cannot be redefined', async () => {
    expect(await mistakesOf(`${head}${sites}cases: { base: { seed: 2 } }\n`)).toEqual([
      'town.yaml:3:10: cases.base: base is the file itself. Move these values to the top level, or rename the case',
    ])
  })
})
