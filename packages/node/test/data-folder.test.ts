import { chmod, mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { signGenesis } from '@jazzgrid/consensus'
import { opensslScheme, opensslSigner } from '@jazzgrid/ledger/openssl'
import { afterEach, describe, expect, it } from 'vitest'
import { makeDataFolder, openDataFolder } from '../src/folder/data-folder.js'
import { writeFolderRecord } from '../src/folder/folder-record.js'
import { GENESIS } from './two-homes.js'

const program = 'jazzgrid 1.2.3'
const scheme = opensslScheme()
const seed = new Uint8Array(32).fill(1)
const genesis = signGenesis(
  GENESIS,
  [1, 2].map((n) => opensslSigner(new Uint8Array(32).fill(n))),
)

const made: string[] = []
afterEach(async () => {
  for (const folder of made.splice(0)) await rm(folder, { recursive: true })
})

async function place(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'jazzgrid-node-'))
  made.push(folder)
  return join(folder, 'home')
}

async function sound(): Promise<string> {
  const folder = await place()
  await makeDataFolder(folder, { program, seed, genesis, config: 'mode: run\n' })
  return folder
}

const open = (folder: string, migrations?: Parameters<typeof openDataFolder>[1]['migrations']) =>
  openDataFolder(folder, { program, scheme, ...(migrations && { migrations }) })

describe('the data folder of a node', () => {
  it('gives back what it was made with, and keeps the key for its owner', async () => {
    const folder = await sound()
    expect(await open(folder)).toEqual({
      path: folder,
      genesis,
      seed,
      config: join(folder, 'node.yaml'),
      ledger: join(folder, 'ledger'),
    })
    expect((await stat(join(folder, 'identity.key'))).mode & 0o777).toBe(0o600)
    expect(JSON.parse(await readFile(join(folder, 'folder.json'), 'utf8'))).toEqual({
      schema: 'jazzgrid/folder@1',
      version: 1,
      createdBy: program,
    })
  })

  it('is never made over something', async () => {
    await expect(makeDataFolder(await sound(), { program, seed, config: '' })).rejects.toMatchObject({
      code: 'folder-taken',
    })
  })

  it.each([
    ['missing-folder', (folder: string) => rm(folder, { recursive: true })],
    ['foreign-folder', (folder: string) => rm(join(folder, 'folder.json'))],
    ['foreign-folder', (folder: string) => writeFile(join(folder, 'folder.json'), '[1')],
    ['foreign-folder', (folder: string) => writeFile(join(folder, 'folder.json'), '{"schema":"other/thing@1"}')],
    ['newer-folder', (folder: string) => writeFolderRecord(folder, { version: 2, createdBy: 'jazzgrid 9' })],
    ['no-migration', (folder: string) => writeFolderRecord(folder, { version: 0, createdBy: 'jazzgrid 0' })],
    ['missing-key', (folder: string) => rm(join(folder, 'identity.key'))],
    ['key-open-to-others', (folder: string) => chmod(join(folder, 'identity.key'), 0o640)],
    ['key-open-to-others', (folder: string) => chmod(join(folder, 'identity.key'), 0o602)],
    ['bad-key', (folder: string) => writeFile(join(folder, 'identity.key'), 'secret')],
    ['missing-genesis', (folder: string) => rm(join(folder, 'genesis.json'))],
    ['bad-genesis', (folder: string) => writeFile(join(folder, 'genesis.json'), '{"genesis":')],
    ['bad-genesis', (folder: string) => writeFile(join(folder, 'genesis.json'), '{"genesis":{"members":[{}]}}')],
    [
      'bad-genesis',
      (folder: string) => writeFile(join(folder, 'genesis.json'), JSON.stringify({ ...genesis, signatures: ['', ''] })),
    ],
  ])('says %s', async (code, spoil) => {
    const folder = await sound()
    await spoil(folder)
    const failure = await open(folder).catch((error) => error)
    expect(failure).toMatchObject({ name: 'CodedError', code, recovery: 'give-up' })
    expect(failure.message).toContain(folder)
  })

  it('of a newer program names the program', async () => {
    const folder = await sound()
    await writeFolderRecord(folder, { version: 7, createdBy: 'jazzgrid 9.1.0' })
    await expect(open(folder)).rejects.toThrow(/layout 7, made by jazzgrid 9\.1\.0/)
  })

  // version 0 never was; the table is what is tested
  it('of an older program is taken over, with a copy beside it', async () => {
    const folder = await sound()
    await writeFolderRecord(folder, { version: 0, createdBy: 'jazzgrid 0.0.1' })
    await mkdir(`${folder}.layout-0`) // a copy that was broken off
    const migrations = new Map([[0, (at: string) => writeFile(join(at, 'node.yaml'), 'mode: stop\n')]])
    const opened = await open(folder, migrations)
    expect(opened.backup).toBe(`${folder}.layout-0.1`)
    expect(await readFile(join(folder, 'node.yaml'), 'utf8')).toBe('mode: stop\n')
    expect(await readFile(join(folder, 'folder.json'), 'utf8')).toContain('"version":1,"createdBy":"jazzgrid 1.2.3"')
    expect(await readFile(join(opened.backup!, 'node.yaml'), 'utf8')).toBe('mode: run\n')
    expect(await readFile(join(opened.backup!, 'folder.json'), 'utf8')).toContain('"version":0')
    expect((await stat(join(opened.backup!, 'identity.key'))).mode & 0o777).toBe(0o600)
    expect((await open(folder, migrations)).backup).toBeUndefined()
  })

  it('that broke off while it was taken over is taken over again', async () => {
    const folder = await sound()
    await writeFolderRecord(folder, { version: 0, createdBy: 'jazzgrid 0.0.1' })
    const broken = new Map([[0, () => Promise.reject(new Error('power cut'))]])
    await expect(open(folder, broken)).rejects.toThrow('power cut')
    expect((await open(folder, new Map([[0, async () => {}]]))).backup).toBe(`${folder}.layout-0.1`)
  })
})
