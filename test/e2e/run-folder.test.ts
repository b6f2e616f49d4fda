import {
  copyFileSync,
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  watch,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openRun } from '@jazzgrid/sim'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { buildCommand, jazzgrid, type Outcome } from './command.js'
import { SMALL_COMMUNITY } from './small-community.js'

let folder: string
let scenario: string
let first: Outcome
const at = (name: string) => join(folder, name)
const simRun = (name: string, ...options: string[]) =>
  jazzgrid(['sim', 'run', scenario, '--out', at(name), '--json', ...options])

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'jazzgrid-e2e-'))
  scenario = join(folder, 'small.yaml')
  writeFileSync(scenario, SMALL_COMMUNITY)
  await buildCommand()
  first = await simRun('first')
}, 120_000)
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const recordOf = ({ stdout }: Outcome): string => JSON.parse(stdout).record

test('a run prints one JSON object, reports progress on stderr, and leaves a whole folder', async () => {
  expect(first.code).toBe(0)
  const manifest = JSON.parse(first.stdout)
  expect(manifest).toMatchObject({ schema: 'jazzgrid/run@1', folder: at('first'), broken: [] })
  expect(manifest.scenario).toMatchObject({ name: 'small', case: 'base', seed: '7' })
  expect(first.stderr).toMatch(/^small 100 % .* slots\/s/m)
  const run = await openRun(at('first'))
  expect(run.damage).toEqual([])
  expect(run.manifest.tables.map(({ rows }) => rows).every((rows) => rows > 0)).toBe(true)
  expect(readFileSync(join(at('first'), 'report.html'), 'utf8')).toMatch(/^<!doctype html>/i)
})

test('the same seed gives the same bytes in either fidelity; another seed or case differs', async () => {
  const [again, actor, other, call] = await Promise.all([
    simRun('again'),
    simRun('actor', '--fidelity', 'actor'),
    simRun('other', '--seed', '8'),
    simRun('call', '--case', 'call'),
  ])
  expect([again, actor, other, call].map(({ code }) => code)).toEqual([0, 0, 0, 0])
  expect(recordOf(again)).toBe(recordOf(first))
  expect(recordOf(actor)).toBe(recordOf(first))
  expect(new Set([first, other, call].map(recordOf)).size).toBe(3)
  for (const file of readdirSync(at('first')).filter((name) => name.endsWith('.csv') || name.endsWith('.yaml'))) {
    expect(readFileSync(join(at('again'), file))).toEqual(readFileSync(join(at('first'), file)))
  }
})

test('verify says equal, also after the scenario file is gone, and in the other fidelity', async () => {
  cpSync(at('first'), at('moved'), { recursive: true })
  const [plain, actor] = await Promise.all([
    jazzgrid(['verify', at('moved'), '--json']),
    jazzgrid(['verify', at('first'), '--fidelity', 'actor']),
  ])
  expect(plain.code).toBe(0)
  expect(JSON.parse(plain.stdout)).toMatchObject({
    schema: 'jazzgrid/verification@1',
    equal: true,
    damage: [],
    tables: [],
  })
  expect(actor.code).toBe(0)
  expect(actor.stdout).toBe(`equal ${at('first')}: ${recordOf(first)}\n`)
})

test('verify finds a changed cell, a missing table and an edited manifest, and ends with 7', async () => {
  for (const name of ['cell', 'table', 'manifest']) cpSync(at('first'), at(name), { recursive: true })
  const trades = join(at('cell'), 'trades.csv')
  const [header, one, two, ...rest] = readFileSync(trades, 'utf8').split('\r\n')
  const column = header.split(',').indexOf('quantity_wh')
  const changed = two
    .split(',')
    .map((cell, i) => (i === column ? '99999' : cell))
    .join(',')
  writeFileSync(trades, [header, one, changed, ...rest].join('\r\n'))
  rmSync(join(at('table'), 'kpis.csv'))
  const manifest = join(at('manifest'), 'run.json')
  writeFileSync(manifest, readFileSync(manifest, 'utf8').replace(/"record": "./, '"record": "_'))

  const [cell, table, edited, json] = await Promise.all([
    ...['cell', 'table', 'manifest'].map((name) => jazzgrid(['verify', at(name)])),
    jazzgrid(['verify', at('cell'), '--json']),
  ])
  expect([cell, table, edited].map(({ code }) => code)).toEqual([7, 7, 7])
  expect(cell.stdout).toContain('trades.csv was changed since the run was written')
  expect(cell.stdout).toMatch(/trades: line 3, quantity_wh: written 99999, again \d+/)
  const { tables } = JSON.parse(json.stdout)
  expect(tables).toMatchObject([
    { table: 'trades', difference: { line: 3, row: 1, column: 'quantity_wh', written: '99999' } },
  ])
  expect(table.stdout).toContain('kpis.csv is missing')
  expect(edited.stdout).toContain('run.json was changed')
})

test('a run is not overwritten unless told to, and a run that was altered is not explained', async () => {
  cpSync(at('first'), at('kept'), { recursive: true })
  copyFileSync(join(at('kept'), 'slots.csv'), join(at('kept'), 'orders.csv'))
  const [refused, explained, absent] = await Promise.all([
    simRun('first'),
    jazzgrid(['explain', at('kept'), '12:00']),
    jazzgrid(['verify', at('nowhere')]),
  ])
  expect([refused, explained, absent].map(({ code, stdout }) => [code, stdout])).toEqual(Array(3).fill([2, '']))
  expect(refused.stderr).toContain('--force to replace it')
  expect(explained.stderr).toContain('orders.csv was changed')
  expect(absent.stderr).toContain('There is no run folder')
  expect((await simRun('kept', '--force')).code).toBe(0)
})

test('explain answers, and report renders again', async () => {
  const [slot, json, report] = await Promise.all([
    jazzgrid(['explain', at('first'), 'h1-battery', '12:00']),
    jazzgrid(['explain', at('first'), 's1', '--lang', 'ja', '--json']),
    jazzgrid(['report', at('first')]),
  ])
  expect([slot, json, report].map(({ code }) => code)).toEqual([0, 0, 0])
  expect(slot.stdout).toContain('Slot 2018-05-15 12:00-12:30')
  expect(slot.stdout).toMatch(
    /^ {2}h1-battery (charged .* kWh|discharged .* kWh|did nothing): \w.*\n +planned .* kWh, metered .* -> /m,
  )
  expect(slot.stdout).toContain('because: ')
  const explanation = JSON.parse(json.stdout)
  expect(explanation.schema).toBe('jazzgrid/explanation@1')
  expect(new Set(explanation.decisions.map(({ agent }: { agent: string }) => agent))).toEqual(new Set(['s1-household']))
  expect(report.stdout).toBe(`${join(at('first'), 'report.html')}\n`)
})

test('a run of several days asks which one is meant, and says how to ask itself', async () => {
  const days = await jazzgrid(['sim', 'run', scenario, '--out', at('days'), '--set', 'time.days=2'])
  expect(days.stderr).toContain(`\`jazzgrid explain ${at('days')} 2018-05-15T18:00\``)
  const [bare, dated, mistyped] = await Promise.all([
    jazzgrid(['explain', at('days'), '18:00']),
    jazzgrid(['explain', at('days'), '2018-05-16', '18:00']),
    jazzgrid(['explain', at('days'), 'h1-batery', '2018-05-16T18:00']),
  ])
  expect([bare, dated, mistyped].map(({ code }) => code)).toEqual([2, 0, 2])
  expect(bare.stderr).toBe(
    'error The run has 18:00 on 2 days: 2018-05-15, 2018-05-16. Say which, such as 2018-05-15T18:00.\n',
  )
  expect(dated.stdout).toContain('Slot 2018-05-16 18:00-18:30')
  expect(mistyped.stderr).toContain('Did you mean "h1-battery"?')
})

test('Ctrl-C in the middle of a run says that nothing was written, and that is so', async () => {
  const before = readdirSync(folder).sort()
  const { code, stdout, stderr } = await jazzgrid(
    ['sim', 'run', scenario, '--out', at('interrupted'), '--set', 'time.days=60'],
    { interruptAt: ' slots/s' },
  )
  expect([code, stdout]).toEqual([130, ''])
  expect(stderr).toContain('Interrupted: nothing was written.')
  expect(readdirSync(folder).sort()).toEqual(before)
})

test('a reader that has seen enough ends a command quietly', async () => {
  const outcome = await jazzgrid(['explain', at('first'), 's1'], { hangUp: true })
  expect([outcome.code, outcome.stderr]).toEqual([0, ''])
})

test('a run goes on to its end though nobody reads of its progress any more', async () => {
  const { code, stdout } = await jazzgrid(['sim', 'run', scenario, '--out', at('unheard'), '--json'], { deaf: true })
  expect([code, JSON.parse(stdout).folder]).toEqual([0, at('unheard')])
  expect((await openRun(at('unheard'))).damage).toEqual([])
})

test.skipIf(!existsSync('/dev/full'))('an output that cannot be written is an error and never a stack', async () => {
  const outcome = await jazzgrid(['config', 'schema'], { into: '/dev/full' })
  expect(outcome.code).toBe(1)
  expect(outcome.stderr).toBe('error The output cannot be written (ENOSPC): it is not whole.\n')
})

test('a run that is killed while it is written leaves no folder, or a whole one', async () => {
  const parent = at('killed')
  cpSync(at('first'), join(parent, 'seed'), { recursive: true })
  let watcher: ReturnType<typeof watch> | undefined
  const { code } = await jazzgrid(['sim', 'run', scenario, '--out', join(parent, 'run')], {
    started: (kill) => {
      watcher = watch(parent, (_, name) => name?.includes('partial') && kill())
    },
  })
  watcher?.close()
  if (existsSync(join(parent, 'run'))) expect((await openRun(join(parent, 'run'))).damage).toEqual([])
  else expect(code).toBeNull() // killed by the signal
})
