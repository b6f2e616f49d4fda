import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'

const read = (name: string) => readFileSync(new URL(`../deploy/${name}`, import.meta.url), 'utf8')
const version = /"node": ">=(\d+\.\d+)"/.exec(read('../../../package.json'))![1]

/** Directives of a unit by name; one that stands more than once has all of its values. */
function directives(unit: string): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>()
  for (const line of unit.split('\n')) {
    const [, name, value] = /^(\w+)=(.*)$/.exec(line) ?? []
    if (name !== undefined) found.set(name, [...(found.get(name) ?? []), value])
  }
  return found
}

describe('the systemd unit', () => {
  const unit = directives(read('jazzgrid-node.service'))

  it('gives up where starting again is of no use, and on nothing else', () => {
    expect(unit.get('Restart')).toEqual(['on-failure'])
    expect(unit.get('RestartPreventExitStatus')).toEqual(['2'])
  })

  it('allows what a node needs: interfaces over netlink, and a compiler', () => {
    expect(unit.get('RestrictAddressFamilies')![0].split(' ')).toContain('AF_NETLINK')
    expect(unit.has('MemoryDenyWriteExecute')).toBe(false)
    expect(unit.get('PrivateNetwork')).toBeUndefined()
  })

  const systemd = spawnSync('systemd-analyze', ['--version'])
  it.skipIf(systemd.error !== undefined)('is one that systemd takes, and that exposes little', () => {
    const folder = mkdtempSync(join(tmpdir(), 'jazzgrid-unit-'))
    try {
      const file = join(folder, 'jazzgrid-node.service')
      // the program is not installed here
      writeFileSync(file, read('jazzgrid-node.service').replace('/usr/bin/jazzgrid', process.execPath))
      const { status, stderr } = spawnSync('systemd-analyze', ['verify', file], { encoding: 'utf8' })
      expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
      const report = execFileSync('systemd-analyze', ['security', '--offline=true', file], { encoding: 'utf8' })
      expect(Number(/exposure level for \S+: ([\d.]+)/.exec(report)![1])).toBeLessThan(2)
    } finally {
      rmSync(folder, { recursive: true })
    }
  })
  if (systemd.error !== undefined)
    it.skip('systemd-analyze is not here: the unit was read, but not by systemd', () => {})
})

describe('the container file', () => {
  const text = read('Containerfile')

  it('runs the oldest Node that is supported, not as root, and asks how the node is', () => {
    expect([...text.matchAll(/^FROM \S+node:([\d.]+)/gm)].map(([, found]) => found)).toEqual([version, version])
    expect(text).toMatch(/^USER node$/m)
    expect(text).toMatch(/^HEALTHCHECK /m)
  })

  it('copies files that are there', () => {
    const command = fileURLToPath(new URL('../../cli/package.json', import.meta.url))
    expect(JSON.parse(readFileSync(command, 'utf8')).bin).toEqual({ jazzgrid: './dist/main.js' })
    expect(text).toContain('packages/cli/dist/main.js')
    expect(text).toContain(`pnpm@${/"packageManager": "pnpm@([\d.]+)"/.exec(read('../../../package.json'))![1]} `)
  })
})
