import {
  appendFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { sampleRecord } from '../../../test/sample-record.js'
import { twoHomes } from '../../../test/two-homes.js'
import { recordHash } from '../record-hash.js'
import { assertUndamaged, describeDamage, openRun } from './run-folder-reader.js'
import { assertRunFolderFree, type RunFolderContent, writeReport, writeRunFolder } from './run-folder-writer.js'
import { versions } from './versions.js'

let root: string
let path: string
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'jazzgrid-run-'))
  path = join(root, 'runs', 'two-homes-1')
})
afterEach(() => rmSync(root, { recursive: true, force: true }))

function content(seed = '1'): RunFolderContent {
  return {
    record: sampleRecord(seed),
    scenario: twoHomes,
    report: '<!doctype html><title>two homes</title>',
    execution: {
      started: '2026-05-01T00:00:00.000Z',
      finished: '2026-05-01T00:00:02.000Z',
      runSeconds: 2,
      versions: versions(),
    },
  }
}

const FILES = [
  'agents.csv',
  'decisions.csv',
  'deliveries.csv',
  'kpis.csv',
  'orders.csv',
  'readings.csv',
  'report.html',
  'run.json',
  'scenario.resolved.yaml',
  'slots.csv',
  'statements.csv',
  'trades.csv',
]

test('a run reads back with the record and the scenario that were written', async () => {
  const written = await writeRunFolder(path, content())
  expect(readdirSync(path).sort()).toEqual(FILES)
  const run = await openRun(path)
  expect(run.damage).toEqual([])
  expect(run.manifest).toEqual(written)
  expect(await run.scenario()).toEqual(twoHomes)
  const record = await run.record()
  expect(recordHash(record.tables)).toBe(sampleRecord().hash)
  expect(record).toMatchObject({ scenario: 'two-homes', case: 'base', seed: '1', fidelity: 'strategy' })
})

test('a run folder may be read by whom the umask lets read', async () => {
  mkdirSync(join(root, 'plain'))
  await writeRunFolder(path, content())
  expect(statSync(path).mode).toBe(statSync(join(root, 'plain')).mode)
})

test('two executions of one run differ only in how they went', async () => {
  await writeRunFolder(path, content())
  const later = { ...content().execution, started: '2027-01-01T00:00:00.000Z', runSeconds: 9 }
  await writeRunFolder(`${path}-again`, { ...content(), execution: later })
  for (const file of FILES.filter((name) => name !== 'run.json')) {
    expect(readFileSync(join(`${path}-again`, file))).toEqual(readFileSync(join(path, file)))
  }
  const [one, other] = [await openRun(path), await openRun(`${path}-again`)]
  expect(other.manifest).toEqual({ ...one.manifest, execution: later })
})

test.each(FILES.filter((file) => file !== 'report.html' && file !== 'run.json'))(
  'a changed or missing %s is named',
  async (file) => {
    await writeRunFolder(path, content())
    appendFileSync(join(path, file), ' ')
    const changed = await openRun(path)
    expect(changed.damage).toEqual([{ kind: 'altered', file }])
    expect(() => assertUndamaged(changed)).toThrow(`${file} was changed`)
    rmSync(join(path, file))
    expect(describeDamage((await openRun(path)).damage)).toBe(`${file} is missing`)
  },
)

test('an edited run.json is noticed, times excepted', async () => {
  await writeRunFolder(path, content())
  const file = join(path, 'run.json')
  const text = readFileSync(file, 'utf8')
  writeFileSync(file, text.replace('"seed": "1"', '"seed": "2"'))
  expect((await openRun(path)).damage).toEqual([{ kind: 'altered', file: 'run.json' }])
  writeFileSync(file, text.replace('"runSeconds": 2', '"runSeconds": 3'))
  expect((await openRun(path)).damage).toEqual([])
})

test('a folder without its run.json, or with that of another version, is not a run', async () => {
  await expect(openRun(path)).rejects.toThrow('There is no run folder')
  mkdirSync(path, { recursive: true })
  await expect(openRun(path)).rejects.toThrow('it is not a run folder')
  writeFileSync(join(path, 'run.json'), '{"schema": "jazzgrid/run@99"}')
  await expect(openRun(path)).rejects.toThrow('has schema "jazzgrid/run@99"')
  writeFileSync(join(path, 'run.json'), '{"schema": ')
  await expect(openRun(path)).rejects.toThrow('is not JSON')
  writeFileSync(join(path, 'run.json'), '{}')
  await expect(openRun(path)).rejects.toThrow('has no schema')
})

test('a run.json that has lost a part is not read as if it were whole', async () => {
  const manifest = await writeRunFolder(path, content())
  for (const part of Object.keys(manifest).filter((key) => key !== 'schema')) {
    writeFileSync(join(path, 'run.json'), JSON.stringify({ ...manifest, [part]: undefined }))
    await expect(openRun(path)).rejects.toMatchObject({
      code: 'run-manifest-unreadable',
      message: expect.stringContaining(`run.json has lost its "${part}"`),
    })
  }
})

test('who gives a file, or the folder of the runs, is told what to give', async () => {
  await writeRunFolder(path, content())
  await expect(openRun(join(path, 'run.json'))).rejects.toThrow('run.json is a file and not a run folder')
  await expect(openRun(join(root, 'runs'))).rejects.toThrow(`Give one of the runs in it, such as ${path}.`)
})

test('a link to a run folder is a run folder', async () => {
  await writeRunFolder(path, content())
  symlinkSync(path, join(root, 'latest'))
  expect((await openRun(join(root, 'latest'))).damage).toEqual([])
})

test('a table that cannot be read, or a report that cannot be written, is never called a bug', async () => {
  await writeRunFolder(path, content())
  mkdirSync(join(path, 'report.html.partial'))
  await expect(writeReport(path, 'anew')).rejects.toMatchObject({ code: 'report-unwritable' })
  rmSync(join(path, 'slots.csv'))
  mkdirSync(join(path, 'slots.csv'))
  await expect(openRun(path)).rejects.toMatchObject({ code: 'run-folder-unreadable' })
})

test('a run is replaced only with force, and anything else never', async () => {
  await writeRunFolder(path, content('1'))
  await expect(assertRunFolderFree(path)).rejects.toMatchObject({ code: 'run-folder-exists' })
  await expect(writeRunFolder(path, content('2'))).rejects.toThrow('--force')
  await writeRunFolder(path, content('2'), { force: true })
  expect((await openRun(path)).manifest.record).toBe(sampleRecord('2').hash)
  expect(readdirSync(join(root, 'runs'))).toEqual(['two-homes-1'])

  writeFileSync(join(root, 'thesis.txt'), 'precious')
  await expect(writeRunFolder(root, content(), { force: true })).rejects.toMatchObject({ code: 'run-folder-foreign' })
  expect(readFileSync(join(root, 'thesis.txt'), 'utf8')).toBe('precious')
})

test('a run that fails or is stopped while it is written leaves nothing, and what was there before stays', async () => {
  await writeRunFolder(path, content('1'))
  const before = readFileSync(join(path, 'run.json'), 'utf8')
  const stopped = AbortSignal.abort(new Error('stopped'))
  await expect(writeRunFolder(path, content('2'), { force: true, signal: stopped })).rejects.toThrow('stopped')
  const { kpis } = sampleRecord().tables
  const broken = { ...sampleRecord(), tables: { ...sampleRecord().tables, kpis: { ...kpis, columns: [] } } }
  await expect(writeRunFolder(path, { ...content(), record: broken }, { force: true })).rejects.toThrow()
  expect(readdirSync(join(root, 'runs'))).toEqual(['two-homes-1'])
  expect(readFileSync(join(path, 'run.json'), 'utf8')).toBe(before)
})

test('a place that takes no files is refused before the run, and never called a bug', async () => {
  const file = join(root, 'thesis.txt')
  writeFileSync(file, 'mine')
  for (const below of [join(file, 'run'), join(file, 'a', 'b', 'run')]) {
    await expect(assertRunFolderFree(below)).rejects.toMatchObject({
      code: 'run-folder-unwritable',
      message: expect.stringContaining('takes no run (ENOTDIR). Give a folder that you may write to'),
    })
  }
  await expect(assertRunFolderFree(join(root, 'a', 'b', 'run'))).resolves.toBeUndefined()
  const name = 'x'.repeat(300) // longer than any file system takes
  await expect(writeRunFolder(join(root, name), content())).rejects.toMatchObject({
    code: 'run-folder-unwritable',
    message: expect.stringContaining(`${root} takes no run (ENAMETOOLONG)`),
  })
  expect(readdirSync(root)).toEqual(['thesis.txt'])
})

test('a report can be rendered again without damage to the run', async () => {
  await writeRunFolder(path, content())
  await writeReport(path, '<!doctype html><title>anew</title>')
  expect((await openRun(path)).damage).toEqual([])
  expect(readFileSync(join(path, 'report.html'), 'utf8')).toContain('anew')
  expect(readdirSync(path).sort()).toEqual(FILES)
})

test('key figures stand in run.json with their units, a missing one as null', async () => {
  const { kpis } = await writeRunFolder(path, content())
  expect(Object.values(kpis).length).toBeGreaterThan(0)
  expect(JSON.parse(readFileSync(join(path, 'run.json'), 'utf8')).kpis).toEqual(kpis)
})
