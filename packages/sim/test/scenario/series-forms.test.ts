import { describe, expect, it } from 'vitest'
import { csvOf, hourlyRows, loadOf, mistakesOf, stamped } from './measured-home.js'

const rows = hourlyRows()
const tens = rows.map((_, hour) => hour * 10)
const load = async (csv: string | Uint8Array, series: Record<string, unknown> = stamped, rest = {}) =>
  (await loadOf({ csv, series, ...rest })).load

describe('one load, written in many ways', () => {
  const utf16 = (text: string, bigEndian: boolean) => {
    const bytes = Buffer.from(`\ufeff${text}`, 'utf16le')
    return bigEndian ? bytes.swap16() : bytes
  }
  const after = (label: string) =>
    rows
      .map((row, i) => row.replace(/T\d\d/, `T${String(i + 1).padStart(2, '0')}`))
      .map((row) => row.replace('Z', label))

  it.each<[string, string | Uint8Array, Record<string, unknown>]>([
    ['UTF-8', csvOf(rows), stamped],
    ['UTF-8 with a byte order mark', `\ufeff${csvOf(rows)}`, stamped],
    ['UTF-16 little endian', utf16(csvOf(rows), false), stamped],
    ['UTF-16 big endian', utf16(csvOf(rows), true), stamped],
    [
      'Shift_JIS, where the scenario says so',
      Buffer.concat([
        Buffer.from('time,load,'),
        Buffer.from([0x93, 0xfa]),
        Buffer.from(`\n${rows.map((row) => `${row},x`).join('\n')}`),
      ]),
      { ...stamped, encoding: 'shift_jis' },
    ],
    ['Windows line ends and a blank last line', `${csvOf(rows).replaceAll('\n', '\r\n')}\r\n`, stamped],
    ['quoted cells', csvOf(rows.map((row) => row.replace(/(.*),(.*)/, '"$1","$2"'))), stamped],
    [
      'semicolons and decimal commas',
      csvOf(
        rows.map((row) => `${row.replace(',', ';')},0`),
        'time;load',
      ),
      { ...stamped, decimal: ',' },
    ],
    ['lines before the header', `made by a logger\nsome, more, words\n${csvOf(rows)}`, { ...stamped, skipLines: 2 }],
    ['no header', rows.join('\n'), { header: false, column: 2, time: { column: 1 } }],
    [
      'no time stamps',
      csvOf(
        rows.map((row) => row.split(',')[1]),
        'load',
      ),
      { start: '2024-06-01T00:00', stepMinutes: 60 },
    ],
    ['kW', csvOf(rows.map((row, i) => `${row.split(',')[0]},${i / 100}`)), { ...stamped, unit: 'kW' }],
    [
      'MWh with exponents',
      csvOf(rows.map((row, i) => `${row.split(',')[0]},${i * 10}e-6`)),
      { ...stamped, unit: 'MWh' },
    ],
    ['a factor', csvOf(rows.map((row, i) => `${row.split(',')[0]},${i * 4}`)), { ...stamped, scale: 2.5 }],
    ['the other sign', csvOf(rows.map((row, i) => `${row.split(',')[0]},${i * -10}`)), { ...stamped, scale: -1 }],
    ['end labels, midnight as 24:00', csvOf(after('')), { ...stamped, label: 'end' }],
    [
      'seconds of the epoch',
      csvOf(rows.map((row) => row.replace(/^[^,]+/, (t) => `${Date.parse(t) / 1000}.0`))),
      { time: { column: 'time', format: 'epoch-s' } },
    ],
    [
      'stamps with offsets',
      csvOf(
        rows.map((row) =>
          row.replace(/^[^,]+/, (t) => `${new Date(Date.parse(t) + 9 * 3600e3).toISOString().slice(0, 16)}+09:00`),
        ),
      ),
      stamped,
    ],
    [
      'local stamps of another zone',
      csvOf(
        rows.map((row) =>
          row.replace(/^[^,]+/, (t) => new Date(Date.parse(t) + 9 * 3600e3).toISOString().slice(0, 16)),
        ),
      ),
      { ...stamped, zone: 'Asia/Tokyo' },
    ],
    ['rows in any order', csvOf([...rows].reverse()), { ...stamped, order: 'any' }],
    [
      'a long file',
      csvOf(
        rows.flatMap((row) => [`h2,${row}1`, `h1,${row}`]),
        'home,time,load',
      ),
      { ...stamped, key: { column: 'home', value: 'h1' } },
    ],
  ])('%s', async (_, csv, series) => {
    expect(await load(csv, series)).toEqual(tens)
  })

  it('is cut into half hours without losing a Wh, and merged back', async () => {
    const halves = await load(csvOf(rows), stamped, { market: { slotMinutes: 30 } })
    expect(halves).toEqual(tens.flatMap((wh) => [wh / 2, wh / 2]))
    const quarters = rows.flatMap((row, h) =>
      ['00', '15', '30', '45'].map((minute) => row.replace(/:00Z,.*/, `:${minute}Z,${h * 2.5}`)),
    )
    expect(await load(csvOf(quarters), stamped)).toEqual(tens)
  })
})

describe('gaps are filled only on request, and said', () => {
  const gappy = csvOf([...rows.slice(0, 5), ...rows.slice(7, 20), '2024-06-01T20:00Z,', ...rows.slice(21)])

  it.each([
    ['hold', [40, 40, 190]],
    ['zero', [0, 0, 0]],
    ['interpolate', [50, 60, 200]],
  ])('%s', async (fill, values) => {
    const { load, notes } = await loadOf({ csv: gappy, series: { ...stamped, fill } })
    expect([load[5], load[6], load[20]]).toEqual(values)
    expect(notes).toEqual([
      `load.csv: sites.h.devices.h-household.series: 3 of 24 intervals filled (${fill}); the longest gap is 2 h from 2024-06-01 05:00 UTC`,
    ])
  })

  it('interpolates towards neighbours outside the run', async () => {
    const days = csvOf([
      '2024-05-31T22:00Z,100',
      '2024-05-31T23:00Z,',
      '2024-06-01T00:00Z,',
      ...rows.slice(1),
      '2024-06-02T00:00Z,1',
    ])
    expect((await load(days, { ...stamped, fill: 'interpolate' })).slice(0, 3)).toEqual([40, 10, 20]) // 100 -> 10 in three steps
  })

  it('does not mind gaps outside the run', async () => {
    expect(await load(csvOf(['2024-05-30T00:00Z,NaN', ...rows, '2024-06-05T00:00Z,']))).toEqual(tens)
  })
})

describe('days on which clocks are set', () => {
  const hours = (day: string, list: number[]) => list.map((hour) => `${day}T${String(hour).padStart(2, '0')}:00`)
  const local = (stamps: string[]) => csvOf(stamps.map((stamp, i) => `${stamp},${i}`))
  const full = Array.from({ length: 24 }, (_, hour) => hour)

  it('has 25 intervals in autumn, the repeated hour told apart by order', async () => {
    const stamps = [...hours('2024-10-27', [0, 1, 2, 2, ...full.slice(3)]), ...hours('2024-10-28', full)]
    // a run day is 24 hours: it ends at 23:00 local time, before the last interval of the day
    const rest = { time: { start: '2024-10-27', zone: 'Europe/Zurich', days: 1 } }
    expect(await load(local(stamps), stamped, rest)).toEqual(Array.from({ length: 24 }, (_, i) => i))
    expect(await load(local(stamps), stamped, { time: { ...rest.time, start: '2024-10-28' } })).toEqual(
      Array.from({ length: 24 }, (_, i) => 25 + i),
    )
  })

  it('has 23 intervals in spring', async () => {
    const stamps = [...hours('2024-03-31', [0, 1, ...full.slice(3)]), ...hours('2024-04-01', full)]
    const rest = { time: { start: '2024-03-31', zone: 'Europe/Zurich', days: 1 } }
    expect(await load(local(stamps), stamped, rest)).toEqual(full)
    expect(await load(local(stamps), stamped, { time: { ...rest.time, start: '2024-04-01' } })).toEqual(
      full.map((hour) => 23 + hour),
    )
  })

  it('repeats the hour in quarters', async () => {
    const quarter = (hour: number) =>
      ['00', '15', '30', '45'].map((m) => `2024-10-27T${String(hour).padStart(2, '0')}:${m}`)
    const stamps = [0, 1, 2, 2, ...full.slice(3)].flatMap(quarter)
    const csv = csvOf(stamps.map((stamp) => `${stamp},1`))
    expect(await load(csv, stamped, { time: { start: '2024-10-27', zone: 'Europe/Zurich' } })).toEqual(
      full.map(() => 4),
    )
  })

  it('cannot sort what comes twice', async () => {
    const stamps = hours('2024-10-27', [0, 1, 2, 2, ...full.slice(3)])
    const home = {
      csv: local(stamps),
      series: { ...stamped, order: 'any' },
      time: { start: '2024-10-27', zone: 'Europe/Zurich' },
    }
    expect((await mistakesOf(home)).join()).toContain('2024-10-27T02:00 comes twice in Europe/Zurich')
  })
})
