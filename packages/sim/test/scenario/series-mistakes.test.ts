import { describe, expect, it } from 'vitest'
import { csvOf, hourlyRows, mistakesOf, stamped } from './measured-home.js'

const rows = hourlyRows()
const without = (...hours: number[]) => rows.filter((_, hour) => !hours.includes(hour))
const replaced = (hour: number, row: string) => rows.map((old, i) => (i === hour ? row : old))

describe('a mistake in a file says where, what and what to do', () => {
  it('missing file', async () => {
    expect(await mistakesOf({ csv: undefined, series: stamped })).toEqual([
      'home.yaml:14:17: sites.h.devices.h-household.series.file: load.csv: not found at load.csv. Correct the name, or name the folder of the data with --data',
    ])
  })

  it('0 bytes', async () => {
    expect(await mistakesOf({ csv: '', series: stamped })).toEqual([
      'load.csv:1: sites.h.devices.h-household.series: the file is empty (0 bytes). Download or export it again',
    ])
  })

  it('header only', async () => {
    expect(await mistakesOf({ csv: 'time,load\n', series: stamped })).toEqual([
      'load.csv:1: sites.h.devices.h-household.series: the file has a header and no rows. Export it again',
    ])
  })

  it('UTF-16 without a byte order mark', async () => {
    expect(await mistakesOf({ csv: Buffer.from(csvOf(rows), 'utf16le'), series: stamped })).toEqual([
      'load.csv:1: sites.h.devices.h-household.series: the text holds NUL characters: it is binary, or UTF-16 without a byte order mark. Save it as UTF-8, or say encoding: utf-16le',
    ])
  })

  it('bytes that are not UTF-8, at their line', async () => {
    const csv = Buffer.concat([
      Buffer.from('time,load\n2024-06-01T00:00Z,'),
      Buffer.from([0x93, 0xfa]),
      Buffer.from('\n'),
    ])
    expect(await mistakesOf({ csv, series: stamped })).toEqual([
      'load.csv:2: sites.h.devices.h-household.series: the bytes are not utf-8 text. Save it as UTF-8, or say encoding: shift_jis (or another)',
    ])
  })

  it('missing column', async () => {
    expect(await mistakesOf({ csv: csvOf(rows, 'time,laod'), series: stamped })).toEqual([
      'home.yaml:15:19: sites.h.devices.h-household.series.column: load.csv: there is no column "load". Did you mean "laod"?',
    ])
    expect(await mistakesOf({ csv: csvOf(rows, 'time,W1'), series: stamped })).toEqual([
      'home.yaml:15:19: sites.h.devices.h-household.series.column: load.csv: there is no column "load". Columns of the file: time, W1',
    ])
  })

  it('two columns of one name', async () => {
    expect(
      await mistakesOf({
        csv: csvOf(
          rows.map((row) => `${row},1`),
          'time,load,load',
        ),
        series: stamped,
      }),
    ).toEqual([
      'home.yaml:15:19: sites.h.devices.h-household.series.column: load.csv: there are two columns "load". Rename one, or use header: false and a number',
    ])
  })

  it('unit that does not fit its kind', async () => {
    expect(await mistakesOf({ csv: csvOf(rows), series: { ...stamped, unit: 'kWh', kind: 'power' } })).toEqual([
      'home.yaml:16:17: sites.h.devices.h-household.series.unit: load.csv: kWh is a unit of energy, and kind says power. Use W, kW or MW',
    ])
  })

  it('unit that does not fit its place', async () => {
    expect(await mistakesOf({ csv: csvOf(rows), series: { ...stamped, unit: 'JPY/kWh' } })).toEqual([
      'home.yaml:16:17: sites.h.devices.h-household.series.unit: load.csv: here goes energy or power, and JPY/kWh is a price. Use Wh, kWh or MWh, or W, kW or MW for mean power',
    ])
  })

  it('unit that nobody knows', async () => {
    expect(await mistakesOf({ csv: csvOf(rows), series: { ...stamped, unit: 'kwh' } })).toEqual([
      'home.yaml:16:17: sites.h.devices.h-household.series.unit: expected W, kW, MW, Wh, kWh, MWh, or a price such as JPY/kWh, found "kwh". Change it',
    ])
  })

  it('gap', async () => {
    expect(await mistakesOf({ csv: csvOf(without(5, 6)), series: stamped })).toEqual([
      'load.csv:7: sites.h.devices.h-household.series: no row for 2024-06-01 05:00 UTC: a gap of 2 h. Correct the file, or set fill: hold, zero or interpolate',
    ])
  })

  it('empty cell and NaN', async () => {
    const csv = csvOf(replaced(3, '2024-06-01T03:00Z,').map((row, i) => (i === 4 ? '2024-06-01T04:00Z,NaN' : row)))
    expect(await mistakesOf({ csv, series: stamped })).toEqual([
      'load.csv:5: sites.h.devices.h-household.series: no number for 2024-06-01 03:00 UTC and 1 more. Correct the file, or set fill: hold, zero or interpolate',
    ])
  })

  it('gap at the start with nothing to hold', async () => {
    const csv = csvOf(replaced(0, '2024-06-01T00:00Z,'))
    expect(await mistakesOf({ csv, series: { ...stamped, fill: 'hold' } })).toEqual([
      'load.csv:2: sites.h.devices.h-household.series: no number for 2024-06-01 00:00 UTC. There is nothing before it to hold: set fill: zero, or take another stretch',
    ])
  })

  it('duplicate stamp', async () => {
    expect(await mistakesOf({ csv: csvOf(replaced(5, rows[4])), series: stamped })).toEqual([
      'load.csv:7: sites.h.devices.h-household.series: the time 2024-06-01T04:00Z is already on line 6. Remove one; for a file with several series in rows set key',
    ])
  })

  it('shuffled rows', async () => {
    const csv = csvOf([rows[1], rows[0], ...rows.slice(2)])
    expect(await mistakesOf({ csv, series: stamped })).toEqual([
      'load.csv:3: sites.h.devices.h-household.series: the time 2024-06-01T00:00Z comes after 2024-06-01T01:00Z of line 2: rows are not in order of time. Sort the file, or set order: any',
    ])
  })

  it('mixed steps', async () => {
    const csv = csvOf([...rows.slice(0, 6), '2024-06-01T05:15Z,3', ...rows.slice(6)])
    expect(await mistakesOf({ csv, series: stamped })).toEqual([
      'load.csv:8: sites.h.devices.h-household.series: 2024-06-01T05:15Z is 15 min after the row before, where the step is 1 h. Split the file where its step changes, or set stepMinutes to the shortest',
    ])
  })

  it('decimal comma', async () => {
    const csv = csvOf(
      rows.map((row) => row.replace(',', ';').concat(',5')),
      'time;load',
    )
    expect(await mistakesOf({ csv, series: stamped })).toEqual([
      'load.csv:2: sites.h.devices.h-household.series: expected a number, found "0,5". If , is its decimal mark, set decimal: ","',
    ])
    expect(await mistakesOf({ csv: csvOf(replaced(2, `${rows[2]},5`)), series: stamped })).toEqual([
      'load.csv:4: sites.h.devices.h-household.series: 3 cells where the first row has 2. Mend the row, or set delimiter; decimal commas need quotes, or another delimiter',
    ])
  })

  it('text where a number should be', async () => {
    expect(await mistakesOf({ csv: csvOf(replaced(7, '2024-06-01T07:00Z,off')), series: stamped })).toEqual([
      'load.csv:9: sites.h.devices.h-household.series: expected a number, found "off". Correct it, or leave the cell empty and set fill',
    ])
  })

  it('negative energy', async () => {
    expect(await mistakesOf({ csv: csvOf(replaced(7, '2024-06-01T07:00Z,-3')), series: stamped })).toEqual([
      'load.csv:9: sites.h.devices.h-household.series: -3 is negative, and generation and load never are. If the file counts the other way, set scale: -1',
    ])
  })

  it('open quote', async () => {
    expect(await mistakesOf({ csv: csvOf(replaced(2, '"2024-06-01T02:00Z,3')), series: stamped })).toEqual([
      expect.stringMatching(
        /^load\.csv:\d+: sites\.h\.devices\.h-household\.series: not valid CSV: Quote Not Closed.*Check the quotes on and before this line$/,
      ),
    ])
  })

  it('too short for the run', async () => {
    expect(await mistakesOf({ csv: csvOf(rows), series: stamped, time: { warmUpDays: 1 } })).toEqual([
      'home.yaml:14:17: sites.h.devices.h-household.series.file: load.csv: the file covers 2024-06-01 00:00 UTC to 2024-06-02 00:00 UTC, and the run with its warm-up needs 2024-05-31 00:00 UTC to 2024-06-02 00:00 UTC. Change time.start, time.days or time.warmUpDays',
    ])
  })

  it('no times at all', async () => {
    expect(await mistakesOf({ csv: csvOf(rows) })).toEqual([
      'home.yaml:14:17: sites.h.devices.h-household.series.file: load.csv: nothing says when its rows are. Give time, or start and stepMinutes',
    ])
  })

  it('stamps of another format, and a format of nothing', async () => {
    expect(await mistakesOf({ csv: csvOf(rows), series: { time: { column: 'time', format: 'epoch-s' } } })).toEqual([
      'load.csv:2: sites.h.devices.h-household.series: "2024-06-01T00:00Z" is not a number of an epoch. Set time.format',
    ])
    expect(await mistakesOf({ csv: csvOf(rows), series: { time: { column: 'time', format: 'unix' } } })).toEqual([
      'home.yaml:19:21: sites.h.devices.h-household.series.time.format: load.csv: "unix" is not a format of time stamps. Use iso, epoch-s, epoch-ms, or a pattern of yyyy MM dd HH mm ss',
    ])
  })

  it('unknown zone', async () => {
    expect(await mistakesOf({ csv: csvOf(rows), series: { ...stamped, zone: 'Tokyo' } })).toEqual([
      'home.yaml:19:17: sites.h.devices.h-household.series.zone: load.csv: there is no time zone "Tokyo". Use UTC, +09:00 or a name such as Asia/Tokyo',
    ])
  })

  it('key that no row has', async () => {
    const long = csvOf(
      rows.map((row) => `${row},h2`),
      'time,load,home',
    )
    expect(await mistakesOf({ csv: long, series: { ...stamped, key: { column: 'home', value: 'h1' } } })).toEqual([
      'home.yaml:21:20: sites.h.devices.h-household.series.key.value: load.csv: no row has "h1" in column "home". There are: h2',
    ])
  })
})

describe('clocks that are set', () => {
  const zurich = (day: string, hours: string[], zone = 'Europe/Zurich') => ({
    csv: csvOf([...hours.map((hour) => `${day}T${hour},1`)]),
    series: { ...stamped, zone },
    time: { start: day, zone: 'UTC' },
  })

  it('a local time that was skipped', async () => {
    expect(await mistakesOf(zurich('2024-03-31', ['00:00', '01:00', '02:00', '03:00']))).toEqual([
      'load.csv:4: sites.h.devices.h-household.series: 2024-03-31T02:00 does not exist in Europe/Zurich, where clocks were set forward over it. The file keeps standard time: set zone to a fixed offset such as +01:00, or UTC',
    ])
  })

  it('a repeated hour that opens the file', async () => {
    expect(await mistakesOf(zurich('2024-10-27', ['02:00', '02:00', '03:00']))).toEqual([
      'load.csv:2: sites.h.devices.h-household.series: 2024-10-27T02:00 comes twice in Europe/Zurich, where clocks were set back, and nothing before it tells which. Write stamps with an offset, begin an hour earlier, or sort the file',
    ])
  })

  it('a repeated hour that is there only once', async () => {
    const day = (date: string) => Array.from({ length: 24 }, (_, h) => `${date}T${String(h).padStart(2, '0')}:00,1`)
    const csv = csvOf([...day('2024-10-26'), ...day('2024-10-27'), ...day('2024-10-28')])
    const home = { csv, series: stamped, time: { start: '2024-10-27', zone: 'Europe/Zurich' } }
    expect(await mistakesOf(home)).toEqual([
      'load.csv:29: sites.h.devices.h-household.series: no row for 2024-10-27 02:00 Europe/Zurich: a gap of 1 h; clocks are set here in Europe/Zurich, so the file may be in another zone. Correct the file, or set fill: hold, zero or interpolate',
    ])
  })
})
