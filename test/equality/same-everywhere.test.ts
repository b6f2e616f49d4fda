import { spawnSync } from 'node:child_process'
import { delimiter } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import type { NightTold } from './tell.js'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))

/**
 * What the night comes to. Nothing but a deliberate change of what is signed, executed or settled may change these, and
 * then communities that run cannot go on with the new version: say so in the changelog.
 */
const KNOWN = {
  height: 24,
  certificates: '4c981ebcdaaa8facbc9471de0e2b01d99a3711d477b74076dee46e00a9d795eb',
  statements: '77a9ed02f2e787ef3c8846b1ea597c0173d32baf4818a3b932fd73bd8008d3f6',
}

/** Where the small I has no dot and clocks jump that night, and where it is tomorrow already. */
const PLACES = [
  { locale: 'C', zone: 'UTC' },
  { locale: 'tr_TR.UTF-8', zone: 'Europe/Berlin' },
  { locale: 'ja_JP.UTF-8', zone: 'Pacific/Kiritimati' },
]

/** Other versions of Node to compare with this one, by the paths of their programs. */
const others = (process.env.JAZZGRID_OTHER_NODES ?? '').split(delimiter).filter((path) => path !== '')

function tell(node: string, { locale, zone }: (typeof PLACES)[number]): NightTold {
  const { status, stdout, stderr } = spawnSync(node, ['--import', 'tsx', 'test/equality/tell.ts'], {
    cwd: ROOT,
    encoding: 'utf8',
    // the sources, as all tests
    env: { ...process.env, TSX_TSCONFIG_PATH: 'tsconfig.test.json', LANG: locale, LC_ALL: locale, TZ: zone },
  })
  if (status !== 0) throw new Error(`${node} ended with ${status}: ${stderr}`)
  return JSON.parse(stdout) as NightTold
}

describe('certificates, roots and statements', { timeout: 180_000 }, () => {
  const nights = new Map<string, NightTold>()

  it.each(PLACES)('are the known ones on every peer where the locale is $locale and the zone $zone', (place) => {
    const night = tell(process.execPath, place)
    nights.set(`${place.locale} ${place.zone}`, night)
    expect(night.peers).toEqual(Array.from({ length: 4 }, () => KNOWN))
  })

  it('come from a night in which everything happens', () => {
    const [{ seen, fates }] = nights.values()
    expect(seen).toMatchObject({ convicted: 1, admitted: 1, settled: 7 })
    expect(fates).toEqual(['accepted', 'canceled', 'expired', 'filled', 'partially-filled', 'rejected', 'replaced'])
  })

  it('were computed in places that differ, and so was the record of a day with agents, which is the same', () => {
    const all = [...nights.values()]
    expect(new Set(all.map(({ local }) => local)).size).toBe(PLACES.length)
    expect(new Set(all.map(({ record }) => record)).size).toBe(1)
  })

  it.skipIf(others.length === 0)(
    `are the same from ${others.join(', ') || 'another Node: SKIPPED, JAZZGRID_OTHER_NODES names none'}`,
    () => {
      const [here] = nights.values()
      for (const node of others) {
        const night = tell(node, PLACES[1])
        expect(night.node).not.toBe(process.version)
        expect(night.peers).toEqual(here.peers)
        expect(night.record).toBe(here.record)
      }
    },
  )
})
