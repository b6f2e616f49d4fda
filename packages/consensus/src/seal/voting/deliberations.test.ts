import { describe, expect, it } from 'vitest'
import { Others } from '../../../test/seal/one-validator.js'
import type { Chamber, Deliberation } from '../chamber.js'
import type { Close } from '../close.js'
import type { SealEffect } from '../seal-step.js'
import { Deliberations } from './deliberations.js'

const four = new Others(4)
const CLOSES = [0, 1, 2, 3].map((account) => four.close(account))

/** A chamber that answers by whose closes it is asked about, and writes down the questions. */
function listen(answer: (accounts: readonly number[]) => Deliberation) {
  const asked: string[] = []
  const effects: SealEffect[] = []
  const chamber: Chamber = {
    deliberate(_, closes, firstSlot) {
      const accounts = closes.map(({ account }) => account)
      asked.push(`${accounts.join('')}${firstSlot === undefined ? '' : ` from ${firstSlot}`}`)
      return answer(accounts)
    },
    isTimely: () => true,
  }
  return { asked, effects, deliberations: new Deliberations(chamber, 1, (effect) => effects.push(effect)) }
}

const sound = (): Deliberation => ({ kind: 'value', value: four.candidate('A').value })
const wanting = (...of: number[]): Deliberation => ({ kind: 'wanting', of })
const refused = (...of: number[]): Deliberation => ({ kind: 'refused', reason: 'unfit-vector', of })
const wants = (effects: readonly SealEffect[]) =>
  effects.map((effect) => {
    if (effect.kind !== 'want' || effect.want.what !== 'cut') return effect.kind
    return effect.want.closes.map(({ account }: Close) => account).join('')
  })

describe('a value to judge', () => {
  it('is worked out once, from the slot that it names', () => {
    const { asked, deliberations } = listen(sound)
    expect([deliberations.judge(four.candidate('A')), deliberations.judge(four.candidate('A'))]).toEqual([
      'sound',
      'sound',
    ])
    expect(asked).toEqual(['012 from 65'])
  })

  it('is unsound where its closes make another, or none', () => {
    expect(listen(sound).deliberations.judge(four.candidate('B'))).toBe('unsound')
    expect(listen(() => refused()).deliberations.judge(four.candidate('A'))).toBe('unsound')
  })

  it('is unknown while something is away, and asked about again when something has come', () => {
    let answer = wanting(1)
    const { asked, effects, deliberations } = listen(() => answer)
    expect([deliberations.judge(four.candidate('A')), deliberations.judge(four.candidate('A'))]).toEqual([
      'unknown',
      'unknown',
    ])
    expect(wants(effects)).toEqual(['012'])
    answer = sound()
    deliberations.retry()
    expect(deliberations.judge(four.candidate('A'))).toBe('sound')
    expect(asked).toHaveLength(2)
  })
})

describe('a value to propose', () => {
  it('is made of the closes that list most', () => {
    const { asked, deliberations } = listen(sound)
    deliberations.compose([four.close(3), four.close(0), four.close(2), four.close(1)], 3)
    expect(asked).toEqual(['012'])
  })

  it('passes over whose vector is away, and for good whose makes no sense', () => {
    const { asked, deliberations } = listen((accounts) => (accounts.includes(1) ? wanting(1) : sound()))
    expect(deliberations.compose(CLOSES, 3)?.closes.map(({ account }) => account)).toEqual([0, 2, 3])
    expect(asked).toEqual(['012', '023'])
    const other = listen((accounts) => (accounts.includes(2) ? refused(2) : sound()))
    other.deliberations.compose(CLOSES, 3)
    other.deliberations.retry()
    other.deliberations.compose(CLOSES, 3)
    expect(other.asked).toEqual(['012', '013', '013'])
  })

  it('is not tried again with the same closes before something has come', () => {
    const { asked, effects, deliberations } = listen(() => wanting(0, 1))
    expect(deliberations.compose(CLOSES, 3)).toBeUndefined()
    expect(deliberations.compose(CLOSES, 3)).toBeUndefined()
    expect([asked, wants(effects)]).toEqual([['012'], ['0123']])
    deliberations.retry()
    deliberations.compose(CLOSES, 3)
    expect(asked).toHaveLength(2)
  })

  it('is not sought for ever where the chamber cannot tell whose close is in the way', () => {
    const { asked, deliberations } = listen(() => wanting())
    expect(deliberations.compose(CLOSES, 3)).toBeUndefined()
    expect(asked).toHaveLength(1)
  })
})
