import { describe, expect, it } from 'vitest'
import { impurities, PURE } from './purity.js'
import { isSource, programs } from './repository.js'

describe('pure packages', () => {
  const pure = programs().filter(({ path }) => PURE.test(path) && isSource(path))

  it('are there to be checked', () => {
    const homes = new Set(pure.map(({ path }) => path.split('/').slice(0, 2).join('/')))
    expect([...homes]).toEqual([
      'agents/battery',
      'agents/ev',
      'agents/household',
      'agents/pv',
      'packages/agent',
      'packages/consensus',
      'packages/devices',
      'packages/ledger',
      'packages/market',
      'packages/network',
      'packages/units',
    ])
  })

  it('take no time, chance, timer, process or module of Node from the world around them', () => {
    expect(pure.flatMap(impurities)).toEqual([])
  })
})

describe('the check of purity', () => {
  const check = (text: string) => impurities({ path: 'a.ts', text })

  it.each([
    ['const now = Date.now()', 'a.ts:1 Date'],
    ['\nconst day = new Date(0)', 'a.ts:2 Date'],
    ['const draw = Math.random()', 'a.ts:1 Math.random'],
    ['const t = performance.now()', 'a.ts:1 performance'],
    ['setTimeout(run, 10)', 'a.ts:1 setTimeout'],
    ['const later = { wait: setTimeout }', 'a.ts:1 setTimeout'],
    ['const home = process.env.HOME', 'a.ts:1 process'],
    ['globalThis.count = 1', 'a.ts:1 globalThis'],
    [`import { readFileSync } from 'node:fs'`, 'a.ts:1 imports node:fs'],
    [`import { readFile } from 'fs/promises'`, 'a.ts:1 imports fs/promises'],
  ])('catches %j', (text, found) => {
    expect(check(text)).toEqual([found])
  })

  it.each([
    '// Date.now() is the business of the caller\nconst text = "Math.random()"',
    'const handle = clock.setTimeout(run, delay)',
    'class VirtualClock { setTimeout(run: () => void, delay: number): void { this.at = delay } }',
    'interface Clock { setTimeout(run: () => void, delay: number): unknown }',
    'const price = Math.round(chance.uniform())',
  ])('lets pass %j', (text) => {
    expect(check(text)).toEqual([])
  })
})
