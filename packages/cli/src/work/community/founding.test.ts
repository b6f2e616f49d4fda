import { copyFileSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { genesisFaults, invitationText } from '@jazzgrid/consensus'
import { opensslScheme, opensslSigner } from '@jazzgrid/ledger/openssl'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { jazzgrid } from '../../../test/command-line.js'
import { withMembers } from '../../home/known-members.js'
import { nodeYaml } from '../../home/node-yaml.js'
import { readNodeConfig } from '../node/node-config-file.js'

let folder: string
let keys: string[]
const at = (...path: string[]) => join(folder, ...path)
const json = (path: string) => JSON.parse(readFileSync(at(path), 'utf8'))

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'jazzgrid-found-'))
  keys = []
  for (const home of ['a', 'b', 'c']) {
    const { stdout } = await jazzgrid(['init', at(home), '--api-port', '0'])
    keys.push(stdout.trim())
  }
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const create = (...more: string[]) =>
  jazzgrid([
    ...['community', 'create', at('village.json'), '--name', 'village', '--retail', '31', '--feed-in', '8.5'],
    ...keys.flatMap((key, i) => ['--founder', `${key}@/ip4/192.0.2.${i}/tcp/4001`]),
    ...more,
  ])
const sign = (home: string, ...files: string[]) =>
  jazzgrid(['community', 'sign', ...(files.length > 0 ? files : [at('village.json')]), '--folder', at(home)])

describe('a community', () => {
  it('is founded when every founder has signed, and each then knows the others', async () => {
    expect((await create()).stdout).toMatch(/village, 3 founders, genesis [0-9a-f]{16}/)
    expect((await sign('b')).stdout).toMatch(
      /signed as account 1: village, from 2026-07-01 12:30, .*\n.*account 0, account 2/,
    )
    await sign('a')
    expect((await sign('c')).stdout).toContain('all have signed')
    for (const home of ['a', 'b']) expect((await sign(home)).stdout).toContain('all have signed')
    for (const home of ['a', 'b', 'c'])
      expect(genesisFaults(json(join(home, 'genesis.json')), opensslScheme())).toEqual([])
    const reading = readNodeConfig(readFileSync(at('b', 'node.yaml'), 'utf8'), 'node.yaml', {})
    expect(reading).toMatchObject({
      sound: true,
      config: {
        api: { port: 0 },
        members: [
          { account: 0, addresses: ['/ip4/192.0.2.0/tcp/4001'] },
          { account: 2, addresses: ['/ip4/192.0.2.2/tcp/4001'] },
        ],
      },
    })
  })

  it('is also founded from copies that were signed apart', async () => {
    await create()
    copyFileSync(at('village.json'), at('copy.json'))
    await sign('a')
    await sign('b', at('copy.json'))
    expect((await sign('c', at('village.json'), at('copy.json'))).stdout).toContain('all have signed')
  })

  it('is not founded by a signature that does not fit, by a stranger, or from two different files', async () => {
    await create()
    copyFileSync(at('village.json'), at('other.json'))
    const forged = json('village.json')
    forged.signatures[0] = '00'.repeat(64)
    writeFileSync(at('village.json'), JSON.stringify(forged))
    expect(await sign('b')).toMatchObject({ code: 2, stderr: expect.stringContaining('the signature of account 0') })
    await jazzgrid(['init', at('d')])
    expect(await sign('d', at('other.json'))).toMatchObject({
      code: 2,
      stderr: expect.stringContaining("none of the founders'"),
    })
    await create('--round', '30')
    expect(await sign('b', at('village.json'), at('other.json'))).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('different communities'),
    })
    writeFileSync(at('village.json'), '{')
    expect(await sign('b')).toMatchObject({ code: 2, stderr: expect.stringContaining('no JSON') })
  })

  it.each([
    ['a round that does not divide a slot', ['--round', '7'], 'must divide the slot length'],
    ['a start within a slot', ['--start', '2026-07-01T00:10Z'], 'the start of a slot'],
    ['the price of a joke', ['--retail', '-1'], 'from 0 to 1000'],
    ['a founder without a key', ['--founder', 'me'], '64 hex digits'],
  ])('is not founded with %s', async (_, more, says) => {
    expect(await create(...more)).toMatchObject({ code: 2, stderr: expect.stringContaining(says) })
  })

  it('is not founded twice by one key, and not by halves', async () => {
    keys[1] = keys[0]
    expect(await create()).toMatchObject({ code: 2, stderr: expect.stringContaining('used twice') })
    expect(await jazzgrid(['community', 'create', '--name', 'x'])).toMatchObject({ code: 2 })
  })

  it('of a laboratory has a folder for each site that founds, with a key of its own', async () => {
    const made = await jazzgrid([
      'community',
      'create',
      at('homes'),
      '--scenario',
      'misono-day',
      '--homes',
      '3',
      '--follow',
      '--json',
    ])
    const { folders } = JSON.parse(made.stdout)
    expect(folders.map((path: string) => path.slice(folder.length))).toEqual(['/homes/h1', '/homes/h2', '/homes/h3'])
    expect(genesisFaults(json('homes/h2/genesis.json'), opensslScheme())).toEqual([])
    expect(statSync(at('homes/h2/identity.key')).mode & 0o777).toBe(0o600)
    const reading = readNodeConfig(readFileSync(at('homes/h2/node.yaml'), 'utf8'), 'node.yaml', {})
    expect(reading).toMatchObject({
      sound: true,
      config: { account: 1, site: { name: 'h2' }, clock: { speed: 60 }, join: { admission: 'follow' } },
    })
    const more = ['community', 'create', at('more'), '--scenario', 'misono-day', '--homes', '20']
    expect(await jazzgrid(more)).toMatchObject({ code: 2, stderr: expect.stringContaining('has 11 sites') })
  })
})

describe('a new home', () => {
  it('keeps its key to itself and never takes the place of another', async () => {
    expect(keys[0]).toMatch(/^[0-9a-f]{64}$/)
    expect(statSync(at('a', 'identity.key')).mode & 0o777).toBe(0o600)
    expect(await jazzgrid(['init', at('a')])).toMatchObject({ code: 2, stderr: expect.stringContaining('not empty') })
  })
})

describe('joining', () => {
  const signer = opensslSigner(new Uint8Array(32).fill(1))
  const invitation = invitationText(
    {
      community: new Uint8Array(32),
      inviter: { account: 0, key: signer.key },
      role: 'member',
      secret: new Uint8Array(16),
      expiresAt: Date.UTC(2026, 6, 2),
      doors: ['http://127.0.0.1:1'],
      members: [],
    },
    signer,
  )
  const joining = (text: string, now?: number) =>
    jazzgrid(['join', '-', '--folder', at('d')], { stdin: text, ...(now !== undefined && { now }) })

  it.each([
    ['no invitation', 'hello', 'begins with jazzgrid:'],
    ['a part of one', invitation.slice(0, 90), 'cut off or changed'],
  ])('with %s ends with 2', async (_, text, says) => {
    expect(await joining(text)).toMatchObject({ code: 2, stderr: expect.stringContaining(says) })
  })

  it('with one that is over ends with 2, and where nobody answers with 3', async () => {
    expect(await joining(invitation, Date.UTC(2026, 6, 3))).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('its time is over'),
    })
    expect(await joining(invitation)).toMatchObject({ code: 3, stderr: expect.stringContaining('Nobody answers') })
  })
})

describe('the text of node.yaml', () => {
  it('lets no name break out of its place', () => {
    const name = 'h1"\nmode: stop #'
    const text = nodeYaml({ site: { scenario: 'misono-day', name } })
    expect(readNodeConfig(text, 'node.yaml', {})).toMatchObject({
      sound: true,
      config: { mode: 'run', site: { name } },
    })
  })

  it.each([
    ['nothing', ''],
    ['no end of line', 'mode: stop'],
    ['an empty list', 'mode: stop\nmembers: []\napi:\n  port: 1\n'],
    ['a block of its own', 'members:\n  - account: 7\n    addresses:\n      - /ip4/192.0.2.9/tcp/1\nmode: stop\n'],
    ['a flat block', 'members:\n- {account: 7, addresses: [/ip4/192.0.2.9/tcp/1]}\nmode: stop\n'],
  ])('takes in members where there was %s', (_, text) => {
    const members = [{ account: 3, addresses: ['/ip4/192.0.2.3/tcp/4001'] }]
    const reading = readNodeConfig(withMembers(text, members), 'node.yaml', {})
    expect(reading).toMatchObject({ sound: true, config: { members } })
    if (text !== '') expect(reading).toMatchObject({ config: { mode: 'stop' } })
    expect(readNodeConfig(withMembers(text, []), 'node.yaml', {})).toMatchObject({ config: { members: [] } })
  })
})
