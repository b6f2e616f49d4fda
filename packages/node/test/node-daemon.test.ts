import { existsSync } from 'node:fs'
import { readFile, rm, stat, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { CodedError } from '@jazzgrid/units'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { NodeClient } from '../src/api/client/node-client.js'
import { openNode } from '../src/api/client/open-node.js'
import { LoneHome, until } from './lone-home.js'

const SITE = { scenario: 'none', name: 'lone' }
const MISTAKE = { place: 'node.yaml:3:7', path: 'mode', problem: 'expected "run", found "<rum>"', remedy: 'Change it' }

let home: LoneHome
beforeEach(async () => {
  home = await LoneHome.make()
})
afterEach(() => home.close())

describe('a node as a process', () => {
  it('comes up, certifies rounds, says so, and leaves nothing behind when it stops', async () => {
    home.config.input = { site: SITE }
    const daemon = await home.start()
    const node = await openNode(home.folder)
    expect(await node.live()).toEqual({ schema: 'jazzgrid/live@1', state: 'running' })
    await until(async () => (await node.ready()).ready)
    const status = await node.status()
    expect(status).toMatchObject({
      state: 'running',
      ready: true,
      community: { name: 'a lone home', members: 1, quorum: 1 },
      site: { account: 0, name: 'lone', mode: 'run' },
      neighbours: { connected: 0, admitted: 0 },
    })
    expect((await stat(join(home.folder, 'admin.token'))).mode & 0o777).toBe(0o600)
    expect(await node.stop()).toMatchObject({ state: 'stopping' })
    await daemon.stopAsked
    await home.stop(daemon)
    expect(existsSync(join(home.folder, 'api.json'))).toBe(false)
    await expect(node.live()).rejects.toMatchObject({ code: 'unreachable' })
    await expect(openNode(home.folder)).rejects.toMatchObject({ code: 'unreachable' })
    const again = await home.start()
    expect(again.live!.node.host.peer.state.height).toBeGreaterThanOrEqual(status.ledger!.height)
  })

  it('with a wrong config serves what is wrong with it, and goes on when it is mended', async () => {
    home.config.mistakes = [MISTAKE]
    await home.start()
    const node = await openNode(home.folder)
    expect(await node.live()).toMatchObject({ state: 'config-error' })
    expect(await node.ready()).toMatchObject({ ready: false, reasons: [{ code: 'config-error' }] })
    expect(await node.config()).toMatchObject({ sound: false, mistakes: [MISTAKE] })
    const page = await (await fetch(node.url)).text()
    expect(page).toContain('node.yaml:3:7 mode: expected &quot;run&quot;, found &quot;&lt;rum&gt;&quot;. Change it')
    await expect(node.book()).rejects.toMatchObject({
      code: 'not-ready',
      details: { reasons: [{ code: 'config-error' }] },
    })
    expect(await node.metrics()).toContain('jazzgrid_up{state="config-error"} 1')
    home.config.mistakes = []
    await writeFile(home.config.file, 'mode: run\n') // wakes the watch on the file
    await until(async () => (await node.live()).state === 'running')
    expect(await node.config()).toMatchObject({ sound: true, mistakes: [] })
  })

  it('with a site that cannot be is in config error too', async () => {
    home.config.input = { site: SITE }
    const openSite = () => Promise.reject(new CodedError('unknown-site', 'none has no site lone'))
    const daemon = await home.start({ openSite })
    expect(daemon.state).toBe('config-error')
    expect(home.lines.join()).toContain('site: none has no site lone')
  })

  it('goes on with the old config where the new one is wrong', async () => {
    await home.start()
    const node = await openNode(home.folder)
    home.config.mistakes = [MISTAKE]
    expect(await node.reloadConfig()).toMatchObject({ sound: false, mistakes: [MISTAKE] })
    expect(await node.status()).toMatchObject({ state: 'running', mistakes: 1 })
  })

  it('says that another runs on the folder, and leaves that one alone', async () => {
    await home.start()
    await expect(home.start()).rejects.toMatchObject({ code: 'store-locked', recovery: 'wait' })
    const node = await openNode(home.folder)
    expect(await node.live()).toMatchObject({ state: 'running' })
  })

  it('says which port is busy', async () => {
    const other = createServer()
    const port = await new Promise<number>((resolve) => {
      other.listen(0, '127.0.0.1', () => resolve((other.address() as { port: number }).port))
    })
    home.config.input = { api: { port } }
    await expect(home.start()).rejects.toMatchObject({ code: 'api-cannot-listen', recovery: 'wait' })
    home.config.input = { listen: [`/ip4/127.0.0.1/tcp/${port}`] }
    await expect(home.start()).rejects.toMatchObject({ code: 'cannot-listen', recovery: 'wait' })
    await new Promise((resolve) => other.close(resolve))
    expect(existsSync(join(home.folder, 'api.json'))).toBe(false)
    await home.start()
  })

  it('with the key of somebody else is no member', async () => {
    await writeFile(join(home.folder, 'identity.key'), '11'.repeat(32))
    await expect(home.start()).rejects.toMatchObject({ code: 'not-a-member' })
  })
})

describe('tokens', () => {
  it('are asked for, have scopes, and can be revoked', async () => {
    await home.start()
    const admin = await openNode(home.folder)
    const stranger = new NodeClient(admin.url)
    await expect(stranger.status()).rejects.toMatchObject({ code: 'unauthorised' })
    const { token } = await admin.grant('screen', ['read'])
    const screen = new NodeClient(admin.url, token)
    expect(await screen.status()).toMatchObject({ state: 'running' })
    await expect(screen.setMode('stop')).rejects.toMatchObject({ code: 'forbidden', details: { scope: 'trade' } })
    await expect(screen.tokens()).rejects.toMatchObject({ code: 'forbidden', details: { scope: 'admin' } })
    await expect(admin.grant('screen', ['read'])).rejects.toMatchObject({ details: { reason: 'name-taken' } })
    expect((await admin.tokens()).tokens.map(({ name, scopes }) => [name, ...scopes])).toEqual([
      ['local', 'admin'],
      ['screen', 'read'],
    ])
    expect(await readFile(join(home.folder, 'tokens.json'), 'utf8')).not.toContain(token)
    await admin.revoke('screen')
    await expect(screen.status()).rejects.toMatchObject({ code: 'unauthorised' })
  })

  it('that are guessed close the door', async () => {
    await home.start()
    const { url } = await openNode(home.folder)
    const guesses = Array.from({ length: 11 }, (_, n) => new NodeClient(url, `jg_${n}`))
    const codes = []
    for (const guess of guesses) codes.push(await guess.status().catch(({ code }) => code))
    expect(codes).toEqual([...Array(10).fill('unauthorised'), 'too-many-attempts'])
    expect(await guesses[0].live()).toMatchObject({ state: 'running' })
  })

  it('outlive a restart; a lost admin token is made anew', async () => {
    const first = await home.start()
    const { token } = await (await openNode(home.folder)).grant('screen', ['prefs'])
    await home.stop(first)
    await rm(join(home.folder, 'admin.token'))
    const { url } = await home.start()
    expect(await new NodeClient(url, token).status()).toMatchObject({ state: 'running' })
    const admin = await openNode(home.folder)
    expect((await admin.tokens()).tokens.map(({ name }) => name).sort()).toEqual(['local', 'screen'])
  })
})
