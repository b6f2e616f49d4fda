import { describe, expect, it } from 'vitest'
import { head, mistakesOf, sites } from './scenario-text.js'

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
      'town.yaml:2:1: seeed: unknown key. Did you mean "seed"?',
      'town.yaml:3:15: time.days: expected at least 1, found 0. Change it',
      'town.yaml:7:12: sites.h1.legKw (and 99 more): expected at least 0, found -1. Change it',
    ])
  })
})
