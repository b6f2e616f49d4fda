import { chmodSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Level } from 'level'
import { describe, expect, it } from 'vitest'
import { ledgerFolders } from '../../test/ledger-folders.js'
import { encodeCanonical } from '../cbor/canonical-cbor.js'
import { openLevelStore } from './level-store.js'

const newFolder = ledgerFolders()

async function ledger(): Promise<string> {
  const folder = newFolder()
  const store = await openLevelStore(folder)
  await store.write([{ put: 'record', kind: 'snapshot', number: 0, bytes: new Uint8Array(100_000) }], 'synced')
  await store.close()
  return folder
}

/** Write the format record behind the store's back. */
async function withFormat(folder: string, bytes: Uint8Array): Promise<void> {
  const database = new Level<Uint8Array, Uint8Array>(folder, { keyEncoding: 'view', valueEncoding: 'view' })
  await database.put(Uint8Array.of(0), bytes)
  await database.close()
}

const fault = (code: string, message: RegExp) =>
  expect.objectContaining({ code, message: expect.stringMatching(message) })

describe('opening a folder', () => {
  it('makes what is missing of its path', async () => {
    const folder = join(newFolder(), 'homes', 'seven')
    await (await openLevelStore(folder)).close()
    await (await openLevelStore(folder)).close()
  })

  it('finishes a folder that was left half made', async () => {
    const folder = newFolder()
    mkdirSync(folder)
    for (const name of ['LOCK', 'LOG', 'MANIFEST-000001', '000001.dbtmp']) writeFileSync(join(folder, name), '')
    const store = await openLevelStore(folder)
    expect(await store.lastPositions()).toEqual([])
    await store.close()
  })

  it('says of a folder in use to stop the other process, and opens it then', async () => {
    const folder = await ledger()
    const other = await openLevelStore(folder)
    await expect(openLevelStore(folder)).rejects.toEqual(fault('store-locked', /stop the other node/))
    await other.close()
    await (await openLevelStore(folder)).close()
  })

  it('leaves the folder of somebody else as it is', async () => {
    const folder = newFolder()
    mkdirSync(folder)
    writeFileSync(join(folder, 'thesis.tex'), 'dear diary')
    await expect(openLevelStore(folder)).rejects.toEqual(fault('store-foreign', /it holds thesis\.tex; name an empty/))
    expect(readdirSync(folder)).toEqual(['thesis.tex'])
  })

  it('refuses a database of another program and leaves its content', async () => {
    const folder = newFolder()
    const database = new Level<string, string>(folder)
    await database.put('name', 'value')
    await database.close()
    await expect(openLevelStore(folder)).rejects.toEqual(fault('store-foreign', /another LevelDB database/))
    await database.open()
    expect(await database.keys().all()).toEqual(['name'])
    await database.close()
  })

  it('refuses a file in the place of the folder, or on the way to it', async () => {
    const file = newFolder()
    writeFileSync(file, '')
    await expect(openLevelStore(file)).rejects.toEqual(fault('store-foreign', /is a file/))
    await expect(openLevelStore(join(file, 'ledger'))).rejects.toEqual(fault('store-foreign', /is a file/))
  })

  it('refuses a format from the future and names the versions', async () => {
    const folder = await ledger()
    await withFormat(folder, encodeCanonical(['jazzgrid/ledger', 2]))
    await expect(openLevelStore(folder)).rejects.toEqual(
      fault('store-too-new', /in format 2 .* up to 1; start the newer/),
    )
  })

  it('refuses a format record that is none', async () => {
    const folder = await ledger()
    await withFormat(folder, encodeCanonical(['other/ledger', 1]))
    await expect(openLevelStore(folder)).rejects.toEqual(fault('store-foreign', /another LevelDB database/))
    await withFormat(folder, encodeCanonical(['jazzgrid/ledger', 'one']))
    await expect(openLevelStore(folder)).rejects.toEqual(fault('store-corrupted', /Move it away/))
  })

  it.each([
    ['no pointer to its manifest', (folder: string) => writeFileSync(join(folder, 'CURRENT'), 'MANIFEST-999999\n')],
    ['rubbish for a pointer', (folder: string) => writeFileSync(join(folder, 'CURRENT'), 'rubbish')],
    [
      'a broken manifest',
      (folder: string) => {
        const name = readdirSync(folder).find((file) => file.startsWith('MANIFEST')) as string
        const bytes = readFileSync(join(folder, name)).fill(7, 0, 20)
        writeFileSync(join(folder, name), bytes)
      },
    ],
    [
      'a table missing',
      (folder: string) => {
        for (const name of readdirSync(folder)) if (name.endsWith('.ldb')) rmSync(join(folder, name))
      },
    ],
  ])('says of a folder with %s to move it away, and why not to restore a copy', async (_, damage) => {
    const folder = await ledger()
    await (await openLevelStore(folder)).close() // moves the log into a table
    damage(folder)
    await expect(openLevelStore(folder)).rejects.toEqual(fault('store-corrupted', /Move it away .* no older copy/))
  })

  it('says of a folder without permission who must own it', async ({ skip }) => {
    if (process.getuid?.() === 0) skip('the superuser may write everywhere')
    const parent = newFolder()
    mkdirSync(parent)
    chmodSync(parent, 0o500)
    await expect(openLevelStore(join(parent, 'ledger'))).rejects.toEqual(fault('store-forbidden', /make it the owner/))
    await expect(openLevelStore(parent)).rejects.toEqual(fault('store-forbidden', /make it the owner/))
  })
})
