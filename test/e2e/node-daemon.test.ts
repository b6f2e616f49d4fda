import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { chmod, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { newSeed, opensslSigner } from '@jazzgrid/ledger/openssl'
import { openNode } from '@jazzgrid/node/api'
import { resolveScenario, scenarioGenesis } from '@jazzgrid/sim'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { writePeerFolder } from '../../packages/cli/src/work/peers/peer-folder.js'
import { buildCommand, jazzgrid, ROOT } from './command.js'

const MAIN = join(ROOT, 'packages/cli/dist/main.js')
const SET = ['time.warmUpDays=0']

let made: string
let place = 0
beforeAll(async () => {
  await buildCommand()
  made = mkdtempSync(join(tmpdir(), 'jazzgrid-node-'))
}, 120_000)
afterAll(() => rmSync(made, { recursive: true, force: true }))

/** The data folder of the first home of misono-day, which is a community by itself. */
async function lonelyHome(): Promise<string> {
  const folder = join(made, `home-${place++}`)
  const whole = await resolveScenario('misono-day', { set: SET, seed: 1 })
  const scenario = { ...whole, sites: whole.sites.slice(0, 1) }
  const seed = newSeed()
  const timing = { collectTime: 60_000, decisionTime: 300_000 }
  const genesis = scenarioGenesis(scenario, [opensslSigner(seed)], timing)
  await writePeerFolder(folder, {
    config: {
      account: 0,
      listen: ['/ip4/127.0.0.1/tcp/0'],
      addresses: [],
      site: { name: scenario.sites[0].name, scenario: 'misono-day', case: scenario.case, seed: '1', set: SET },
      speed: 600,
      anchor: { wall: Date.now(), community: genesis.genesis.startsAt },
    },
    genesis,
    seed,
  })
  return folder
}

const children: ChildProcess[] = []
afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL')
})

/** Start a node and wait until its API answers. */
async function start(folder: string) {
  const child = spawn(process.execPath, [MAIN, 'node', 'start', '--folder', folder], {
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  children.push(child)
  const said = { stdout: '', stderr: '' }
  child.stdout.on('data', (text) => (said.stdout += text))
  child.stderr.on('data', (text) => (said.stderr += text))
  const ended = new Promise<number | null>((resolve) => child.once('exit', (code) => resolve(code)))
  const began = performance.now()
  const node = await until(() => openNode(folder))
  await until(async () => expect((await node.live()).state).not.toBe('starting'))
  return { child, node, said, ended, took: performance.now() - began }
}

async function until<T>(holds: () => Promise<T>): Promise<T> {
  for (let tries = 0; ; tries++) {
    try {
      return await holds()
    } catch (error) {
      if (tries > 500) throw error
      await new Promise((resolve) => setTimeout(resolve, 20))
    }
  }
}

describe('a node as a process of its own', () => {
  it('starts, tells how it is, and stops at once with nothing lost', { timeout: 60_000 }, async () => {
    const folder = await lonelyHome()
    const { child, node, said, ended, took } = await start(folder)
    await until(async () => expect((await node.ready()).ready).toBe(true))
    await until(async () => expect((await node.status()).ledger!.height).toBeGreaterThan(2))
    const before = await node.ledger()
    const began = performance.now()
    child.kill('SIGTERM')
    expect(await ended).toBe(0)
    const stopped = performance.now() - began
    // measured and told, not asserted: machines differ
    process.stderr.write(`a node started in ${took.toFixed(0)} ms and stopped in ${stopped.toFixed(0)} ms\n`)
    expect(said.stdout).toBe('')
    expect(said.stderr.trimEnd().split('\n')).toEqual([
      expect.stringMatching(/^h1, account 0: API at http:\/\/127\.0\.0\.1:\d+$/),
      'stopped; everything that was signed is on the disk',
    ])
    const again = await start(folder)
    const { certificates } = await again.node.certificates({ from: before.height, to: before.height })
    expect(certificates[0].id).toBe(before.certificate)
    expect((await jazzgrid(['node', 'stop', '--folder', folder])).code).toBe(0)
    expect(await again.ended).toBe(0)
  })

  it('reads a mended config on SIGHUP', { timeout: 60_000 }, async () => {
    const folder = await lonelyHome()
    const config = join(folder, 'node.yaml')
    const sound = await readFile(config, 'utf8')
    await writeFile(config, `${sound}mode: rum\n`)
    const { child, node, said } = await start(folder)
    expect(await node.live()).toMatchObject({ state: 'config-error' })
    expect(said.stderr).toMatch(/node\.yaml:\d+:7: mode: expected "run" or .* found "rum"\. Did you mean "run"\?/)
    await writeFile(config, sound)
    child.kill('SIGHUP')
    await until(async () => expect((await node.live()).state).toBe('running'))
  })

  it('ends with 75 where another has its folder', { timeout: 60_000 }, async () => {
    const folder = await lonelyHome()
    await start(folder)
    const { code, stderr } = await jazzgrid(['node', 'start', '--folder', folder])
    expect({ code, stderr }).toEqual({ code: 75, stderr: expect.stringContaining('in use by another process') })
  })

  it.each([
    ['has no key', (folder: string) => rm(join(folder, 'identity.key')), 'identity.key is missing'],
    ['shows its key', (folder: string) => chmod(join(folder, 'identity.key'), 0o644), 'chmod 600'],
    [
      'is newer',
      (folder: string) =>
        writeFile(join(folder, 'folder.json'), '{"schema":"jazzgrid/folder@1","version":9,"createdBy":"x 9"}'),
      'layout 9, made by x 9',
    ],
    ['is of something else', (folder: string) => rm(join(folder, 'folder.json')), "no node's data folder"],
  ])('ends with 2 where the folder %s', { timeout: 60_000 }, async (_, spoil, says) => {
    const folder = await lonelyHome()
    await spoil(folder)
    const { code, stderr } = await jazzgrid(['node', 'start', '--folder', folder])
    expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringContaining(says) })
    expect(stderr).not.toContain('    at ')
  })
})
