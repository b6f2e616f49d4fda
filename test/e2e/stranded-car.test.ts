import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { buildCommand, jazzgrid } from './command.js'

/** A car that nobody plugs in again after its first trip, and 6 of its 20 kWh to drive every day. */
const STREET = `
name: street
time: { zone: Asia/Tokyo, start: 2018-05-14, days: 4, warmUpDays: 0 }
sites:
  - name: attic
    devices: [{ kind: household }]
  - name: drive
    devices:
      - kind: ev
        capacityKwh: 20
        initialSoc: 0.8
        driving: [{ days: every-day, leaves: "10:00", returns: "12:00", energyKwh: 6, plugProbability: 0 }]
`

let folder: string
let run: string
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'jazzgrid-car-'))
  run = join(folder, 'run')
  writeFileSync(join(folder, 'street.yaml'), STREET)
  await buildCommand()
  const { code } = await jazzgrid(['sim', 'run', join(folder, 'street.yaml'), '--out', run, '--json'])
  expect(code).toBe(0)
}, 120_000)
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const explained = async (...words: string[]): Promise<string> => {
  const { code, stdout } = await jazzgrid(['explain', run, ...words])
  expect(code).toBe(0)
  return stdout
}

test('"why is it not charging?" is answered: unplugged, away, in English and Japanese', async () => {
  const [home, away, japanese] = await Promise.all([
    explained('drive-ev', '2018-05-15T14:00'),
    explained('drive', '2018-05-15T10:30'),
    explained('drive-ev', '2018-05-15T14:00', '--lang', 'ja'),
  ])
  expect(home).toContain('  drive-ev did nothing: the vehicle stands at home but is not plugged in\n')
  expect(away).toMatch(/drive-ev did nothing: the vehicle is away in this slot\n.*driving took 1\.5 kWh/)
  expect(japanese).toContain('  drive-ev 充放電なし: 車は在宅だが充電器につながれていない\n')
})

test('the trip that its battery could not supply is told by the slot in which it ended, and by the report', async () => {
  const json = JSON.parse(await explained('drive-ev', '2018-05-17T11:30', '--json'))
  expect(json.stores).toMatchObject([{ agent: 'drive-ev', reasons: 'away', plugged: 0 }])
  const lacked = json.stores[0].stranded_wh
  expect(lacked).toBeGreaterThan(0)
  const text = await explained('drive-ev', '2018-05-17T11:30')
  expect(text).toContain(`the trip that ended lacked ${(lacked / 1000).toFixed(1)} kWh`)
  const report = readFileSync(join(run, 'report.html'), 'utf8')
  expect(report.includes('Triangles: a trip that ended lacked energy.')).toBe(true)
  expect(report.match(/class="lack"/g)?.length).toBeGreaterThan(0)
})

test('a device that is not called so is answered with those that begin alike', async () => {
  const { code, stderr } = await jazzgrid(['explain', run, 'drive-automobile'])
  expect(code).toBe(2)
  expect(stderr).toContain('the agents and sites drive-ev, drive, attic-household, attic.')
})
