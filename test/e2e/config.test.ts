import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { buildCommand, jazzgrid } from './command.js'
import { SMALL_COMMUNITY } from './small-community.js'

let folder: string
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'jazzgrid-config-'))
  await buildCommand()
}, 120_000)
afterAll(() => rmSync(folder, { recursive: true, force: true }))

function file(name: string, text: string): string {
  writeFileSync(join(folder, name), text)
  return join(folder, name)
}

test('a sound scenario is sound in all of its cases', async () => {
  const { code, stdout } = await jazzgrid(['config', 'check', file('sound.yaml', SMALL_COMMUNITY), '--json'])
  expect(code).toBe(0)
  expect(JSON.parse(stdout)).toMatchObject({
    schema: 'jazzgrid/config-check@1',
    sound: true,
    cases: [
      { case: 'base', sites: 3, devices: 7, days: 1 },
      { case: 'call', sites: 3, devices: 7, days: 1 },
    ],
    mistakes: [],
  })
})

test('every case says what it is, so that a reader can choose one', async () => {
  const { stdout } = await jazzgrid(['config', 'check', file('sound.yaml', SMALL_COMMUNITY)])
  expect(stdout).toMatch(/: base: sound, 3 sites, 7 devices, 1 day - the file as it stands$/m)
  expect(stdout).toMatch(/: call: sound, 3 sites, 7 devices, 1 day - one price for all$/m)
})

test('mistakes end with 2 and name file, line and column, the key and what to do', async () => {
  const broken = file('broken.yaml', SMALL_COMMUNITY.replace('mechanism: continuous', 'mechanism: continous'))
  const line = SMALL_COMMUNITY.split('\n').findIndex((text) => text.includes('mechanism: continuous')) + 1
  const [plain, json, run] = await Promise.all([
    jazzgrid(['config', 'check', broken]),
    jazzgrid(['config', 'check', broken, '--json']),
    jazzgrid(['sim', 'run', broken, '--out', join(folder, 'run')]),
  ])
  expect([plain, json, run].map(({ code }) => code)).toEqual([2, 2, 2])
  expect([plain.stdout, run.stdout]).toEqual(['', ''])
  for (const { stderr } of [plain, run]) {
    expect(stderr).toMatch(new RegExp(`broken\\.yaml:${line}:\\d+: market\\.mechanism: `))
    expect(stderr).not.toContain('    at ')
  }
  const found = JSON.parse(json.stdout)
  expect(found.sound).toBe(false)
  expect(found.mistakes[0]).toMatchObject({ path: 'market.mechanism', place: { line } })
})

test('a wrong override, case or scenario is refused before anything runs', async () => {
  const sound = file('sound.yaml', SMALL_COMMUNITY)
  const [set, name, scenario] = await Promise.all([
    jazzgrid(['sim', 'run', sound, '--set', 'market.tick=-1']),
    jazzgrid(['sim', 'run', sound, '--case', 'rainy']),
    jazzgrid(['sim', 'run', 'misono-dya']),
  ])
  expect([set, name, scenario].map(({ code, stdout }) => [code, stdout])).toEqual(Array(3).fill([2, '']))
  expect(set.stderr).toContain('market.tick')
  expect(name.stderr).toContain('call')
  expect(scenario.stderr).toContain('misono-day')
})

test('the schema of scenario files is a JSON Schema that knows the market', async () => {
  const { code, stdout } = await jazzgrid(['config', 'schema'])
  expect(code).toBe(0)
  expect(JSON.parse(stdout)).toMatchObject({
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    properties: { market: { type: 'object' } },
  })
})

test('a scenario that is not UTF-8, as some editors save it, is refused with what it is', async () => {
  const path = join(folder, 'utf-16.yaml')
  const bytes = Buffer.from(`\ufeff${SMALL_COMMUNITY}`, 'utf16le')
  for (const text of [bytes, bytes.subarray(2)]) {
    writeFileSync(path, text)
    const { code, stdout, stderr } = await jazzgrid(['config', 'check', path])
    expect([code, stdout]).toEqual([2, ''])
    expect(stderr).toContain(
      `${path}: this is not UTF-8 text: it is UTF-16, another encoding, or binary. Save it as UTF-8`,
    )
  }
})

test('an empty option, such as of a variable that is not set, or a folder that is not there, is refused at once', async () => {
  const sound = file('seeded.yaml', SMALL_COMMUNITY)
  const options = [
    ['--seed', ''],
    ['--case', ' '],
    ['--out', ''],
    ['--data', ''],
    ['--data', join(folder, 'absent')],
  ]
  const outcomes = await Promise.all(options.map((option) => jazzgrid(['sim', 'run', sound, ...option])))
  expect(
    outcomes.map(({ code, stdout, stderr }) => [code, stdout, stderr.split('\n')[0].split('invalid. ')[1]]),
  ).toEqual([...Array(4).fill([2, '', 'It is empty.']), [2, '', 'There is no such folder.']])
})
