import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { restorePeer } from '@jazzgrid/consensus'
import { readEntry } from '@jazzgrid/ledger'
import { openLevelStore } from '@jazzgrid/ledger/level'
import { opensslScheme } from '@jazzgrid/ledger/openssl'
import { ledgerFrames, restoreFrames } from '@jazzgrid/node/archive'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { jazzgrid } from '../../../test/command-line.js'
import { LONE, loneLedger, SEED } from '../../../test/lone-home.js'
import { makeHome } from '../../home/new-home.js'

const ROUNDS = 5
let folder: string
const at = (...path: string[]) => join(folder, ...path)
const keyText = Buffer.from(SEED).toString('hex')

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'jazzgrid-kept-'))
  await makeHome(at('home'), { seed: SEED, genesis: LONE, settings: { account: 0, api: { port: 0 } } })
  const store = await openLevelStore(at('home', 'ledger'))
  await restoreFrames(ledgerFrames(await loneLedger(ROUNDS), new Uint8Array(32)), store)
  await store.close()
  writeFileSync(at('home', 'admin.token'), 'a-token-for-nobody-else\n')
  writeFileSync(at('home', 'invitations.json'), JSON.stringify({ open: [{ secret: 'ab'.repeat(16) }] }))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe('the ledger of a stopped node', () => {
  it('is inspected', async () => {
    const { code, stdout } = await jazzgrid(['ledger', 'inspect', '--folder', at('home')])
    expect(code).toBe(0)
    expect(stdout).toContain(`height     ${ROUNDS}, round of 2026-07-01 12:04`)
    expect(stdout).toMatch(/0 {12}0 {10}5 {5}0 {2}[0-9a-f]{16}/)
    const json = JSON.parse((await jazzgrid(['ledger', 'inspect', '--folder', at('home'), '--json'])).stdout)
    expect(json).toMatchObject({ schema: 'jazzgrid/ledger-inspection@1', ledger: { height: ROUNDS } })
    expect(json.certificates.map(({ height }: { height: number }) => height)).toEqual([1, 2, 3, 4, 5])
  })

  it('is verified, in its folder and in a backup', async () => {
    const { code, stdout } = await jazzgrid(['ledger', 'verify', '--folder', at('home')])
    expect(code).toBe(0)
    expect(stdout).toMatch(/^sound {2}heights 1 to 5, executed again from the genesis\nentries {5}5 in 1 chains/)
    await jazzgrid(['backup', 'create', at('verified.backup'), '--folder', at('home')])
    const backup = await jazzgrid(['ledger', 'verify', '--backup', at('verified.backup')])
    expect(backup).toMatchObject({ code: 0, stdout })
  })

  it('that does not hold ends with 5 and says where', async () => {
    await jazzgrid(['backup', 'create', at('bent.backup'), '--folder', at('home')])
    await jazzgrid(['backup', 'restore', at('bent.backup'), '--folder', at('bent'), '--begin-anew'])
    const store = await openLevelStore(at('bent', 'ledger'))
    const [wire] = await store.at({ account: 0, incarnation: 0, seq: 3 })
    const entry = readEntry(wire)
    if ('reason' in entry) throw new Error(entry.reason)
    await store.write([{ drop: 'entry', position: entry, id: entry.id }], 'synced')
    await store.close()
    const { code, stdout } = await jazzgrid(['ledger', 'verify', '--folder', at('bent')])
    expect(code).toBe(5)
    expect(stdout).toContain('NOT SOUND  heights 1 to 2')
    expect(stdout).toContain('! missing-entries at height 3')
    const json = JSON.parse((await jazzgrid(['ledger', 'verify', '--folder', at('bent'), '--json'])).stdout)
    expect(json).toMatchObject({
      sound: false,
      height: 2,
      findings: [{ fault: 'missing-entries' }, { fault: 'broken-chain' }],
    })
  })

  it('that was never started is told apart', async () => {
    await makeHome(at('idle'), { seed: SEED, genesis: LONE, settings: {} })
    const { code, stderr } = await jazzgrid(['ledger', 'verify', '--folder', at('idle')])
    expect([code, stderr]).toEqual([2, expect.stringContaining('never started')])
  })
})

describe('a backup', () => {
  it('is for the owner only, and never takes the place of another', async () => {
    const create = () => jazzgrid(['backup', 'create', at('own.backup'), '--folder', at('home')])
    expect(await create()).toMatchObject({ code: 0, stderr: expect.stringContaining('It holds the key') })
    expect(statSync(at('own.backup')).mode & 0o777).toBe(0o600)
    expect(await create()).toMatchObject({ code: 2, stderr: expect.stringContaining('there already') })
  })

  it('holds no key where that was asked', async () => {
    await jazzgrid(['backup', 'create', at('keyless.backup'), '--folder', at('home'), '--without-key'])
    expect(readFileSync(at('keyless.backup')).includes(keyText)).toBe(false)
    expect(readFileSync(at('own.backup')).includes(keyText)).toBe(true)
  })

  it('of a home that decides alone is not restored without a word', async () => {
    const restored = await jazzgrid(['backup', 'restore', at('own.backup'), '--folder', at('again')])
    expect(restored).toMatchObject({ code: 6, stderr: expect.stringContaining('--begin-anew') })
    expect(readdirSync(folder).filter((name) => name.startsWith('again'))).toEqual([])
  })

  it('of a home that decides alone goes on in places where nothing was signed', async () => {
    const restored = await jazzgrid(['backup', 'restore', at('own.backup'), '--folder', at('again'), '--begin-anew'])
    expect(restored).toMatchObject({ code: 0, stderr: expect.stringContaining('incarnation 1') })
    expect(readdirSync(at('again')).sort()).toEqual([
      'folder.json',
      'genesis.json',
      'identity.key',
      'ledger',
      'node.yaml',
    ])
    expect(statSync(at('again', 'identity.key')).mode & 0o777).toBe(0o600)
    const store = await openLevelStore(at('again', 'ledger'))
    const { state, replica } = await restorePeer(store, LONE.genesis, opensslScheme())
    expect(state.height).toBe(ROUNDS)
    // what the peer signs next stands on this
    expect(replica.tip(0)).toMatchObject({ incarnation: 1, seq: 1 })
    await store.close()
    expect((await jazzgrid(['ledger', 'verify', '--folder', at('again')])).code).toBe(0)
  })

  it('that is damaged leaves nothing behind', async () => {
    const bytes = readFileSync(at('own.backup'))
    bytes[bytes.length >> 1] ^= 1
    writeFileSync(at('damaged.backup'), bytes)
    const restored = await jazzgrid([
      'backup',
      'restore',
      at('damaged.backup'),
      '--folder',
      at('nothing'),
      '--begin-anew',
    ])
    expect(restored).toMatchObject({ code: 2, stderr: expect.stringContaining('no whole archive') })
    expect(readdirSync(folder).filter((name) => name.startsWith('nothing'))).toEqual([])
    const taken = await jazzgrid(['backup', 'restore', at('own.backup'), '--folder', at('home')])
    expect(taken).toMatchObject({ code: 2, stderr: expect.stringContaining('not empty') })
  })
})

describe('a bug report', () => {
  it('holds no key, token or invitation, wherever they stand', async () => {
    chmodSync(at('home', 'identity.key'), 0o600)
    const secrets = [keyText, 'a-token-for-nobody-else', 'ab'.repeat(16)]
    writeFileSync(at('home', 'node.yaml'), `account: 0\n# ${secrets.join(' ')}\n`)
    const { code, stdout } = await jazzgrid(['bugreport', '--folder', at('home'), '--out', at('report'), '--json'])
    expect(code).toBe(0)
    const { files } = JSON.parse(stdout)
    expect(files).toEqual(['folder.json', 'folder.txt', 'genesis.json', 'machine.json', 'node.txt', 'node.yaml'])
    for (const name of readdirSync(at('report'))) {
      const text = readFileSync(at('report', name), 'utf8')
      for (const secret of secrets) expect(text, name).not.toContain(secret)
    }
    expect(readFileSync(at('report', 'node.yaml'), 'utf8')).toContain('# [removed] [removed] [removed]')
    expect(readFileSync(at('report', 'folder.txt'), 'utf8')).toMatch(/600 .* identity\.key/)
    expect(await jazzgrid(['bugreport', '--folder', at('home'), '--out', at('report')])).toMatchObject({ code: 2 })
  })
})
