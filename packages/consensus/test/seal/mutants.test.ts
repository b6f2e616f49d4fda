import { describe, expect, it } from 'vitest'
import { SEAL_RULES, type SealRules } from '../../src/seal/seal-rules.js'
import { decodePledges, encodePledges, type Pledges } from '../../src/seal/voting/pledges.js'
import type { Habits } from './host.js'
import { run, type Scene } from './sealing-run.js'

/** Runs after which a mutant that has done no harm counts as missed. */
const PATIENCE = 150

const rule = (change: Partial<SealRules>): Habits => ({ rules: { ...SEAL_RULES, ...change } })

function withoutLock(bytes: Uint8Array): Uint8Array {
  const { lock: _, ...rest } = decodePledges(bytes) as Pledges
  return encodePledges(rest)
}

const SLY = { members: 4, storm: 'sly', calmAt: 6_000, heights: 1, until: 26_000 } as const
const ROUGH = { members: 4, storm: 'rough', calmAt: 6_000, heights: 2, until: 26_000 } as const

/** What each rule and habit is for: without it this comes about. */
const MUTANTS: readonly (readonly [without: string, Habits, Omit<Scene, 'seed' | keyof Habits>, RegExp])[] = [
  [
    'a quorum of two thirds, but only of a half',
    rule({ quorum: ({ members }) => Math.floor(members.length / 2) + 1 }),
    { ...ROUGH, storm: 'divided', members: 5, faults: ['twins'] },
    /^split/,
  ],
  ['keeping to a lock', rule({ mayPrevote: () => true }), SLY, /^split/],
  ['the proof of a valid round', rule({ carriesProof: false }), { ...SLY, powerCut: true }, /^hang/],
  ['sparing values from the clock that a quorum has prevoted', rule({ isJudgedByClock: () => true }), SLY, /^hang/],
  ['passing on what others say', { relaysNothing: true }, { ...ROUGH, members: 7, faults: ['selective'] }, /^hang/],
  ['passing on certificates', { hidesCertificates: true }, { ...ROUGH, faults: ['selective'] }, /^hang/],
  ['writing down before sending', { sendsFirst: true }, { ...ROUGH, crashes: 12 }, /said two things/],
  ['writing down the lock', { forgetsLock: withoutLock }, { ...SLY, powerCut: true }, /^split/],
]

describe('the simulator shows what it takes to seal a round; without', () => {
  it.each(MUTANTS)('%s, harm is done', (_, habits, scene, harm) => {
    for (let seed = 0; seed < PATIENCE; seed++) {
      if (!run({ ...scene, ...habits, seed }).symptoms.some((symptom) => harm.test(symptom))) continue
      // the same storm does no harm to the sound rules
      expect(run({ ...scene, seed }).symptoms).toEqual([])
      return
    }
    expect.fail(`no harm in ${PATIENCE} runs`)
  })
})
