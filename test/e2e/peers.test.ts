import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { buildCommand, jazzgrid } from './command.js'

interface Result {
  readonly same: boolean
  readonly peers: readonly { readonly site: string; readonly height: number }[]
  readonly rounds: readonly { readonly height: number; readonly certificate: string; readonly trades: number }[]
  readonly statements: readonly { readonly account: number; readonly slots: number }[]
}

let folder: string
beforeAll(async () => {
  await buildCommand()
  folder = mkdtempSync(join(tmpdir(), 'jazzgrid-peers-'))
}, 120_000)
afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe('peers, each a process with its own key, ledger and libp2p', () => {
  it('come to one result, also the one that was killed and came back', { timeout: 120_000 }, async () => {
    const asked = ['--peers', '4', '--hours', '1', '--speed', '300', '--kill', '2', '--seed', '1']
    const { code, stdout, stderr } = await jazzgrid(['node', 'demo', ...asked, '--out', folder, '--json'])
    const result = JSON.parse(stdout) as Result
    expect(stderr).toMatch(/kill -9 \d+ \(h2\)[\s\S]*h2 is ready at height [1-9]/)
    expect({ code, same: result.same }, stderr).toEqual({ code: 0, same: true })
    expect(new Set(result.peers.map(({ height }) => height)).size).toBe(1)
    expect(result.rounds.map(({ height }) => height)).toEqual(result.rounds.map((_, i) => i + 1))
    expect(result.rounds.reduce((sum, { trades }) => sum + trades, 0)).toBeGreaterThan(0)
    expect(result.statements.map(({ account }) => account)).toEqual([0, 1, 2, 3])
  })

  it('keep their keys to themselves', () => {
    expect(readdirSync(folder).sort()).toEqual(['h1', 'h2', 'h3', 'h4'])
    for (const site of readdirSync(folder))
      expect(statSync(join(folder, site, 'identity.key')).mode & 0o777).toBe(0o600)
  })

  it('say what is wrong with a folder that holds no peer', async () => {
    const { code, stderr } = await jazzgrid(['node', 'run', join(folder, 'nowhere')])
    expect(code).toBe(2)
    expect(stderr).toContain('there is no folder ')
  })
})
