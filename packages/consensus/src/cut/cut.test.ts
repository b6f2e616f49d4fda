import type { Frontier, Run, Vector } from '@jazzgrid/ledger'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cutOf, standsOn } from './cut.js'

const id = (name: string) => new TextEncoder().encode(name.padEnd(32, '.'))
const named = (bytes: Uint8Array) => new TextDecoder().decode(bytes).replace(/\.+$/, '')

/** `0: a b c` is account 0 with three entries on top of nothing. */
function vector(text: string): Vector {
  if (text === '') return []
  return text.split(' | ').map((run) => {
    const [account, ids] = run.split(': ')
    return { account: Number(account), incarnation: 0, from: 1, ids: ids.split(' ').map(id) }
  })
}

const written = (runs: readonly Run[]) =>
  runs.map(({ account, ids }) => `${account}: ${ids.map(named).join(' ')}`).join(' | ')

const cut = (vectors: readonly string[], support = 2) => written(cutOf(vectors.map(vector), [], support).runs)

describe('the cut of three vectors of which two must list an entry', () => {
  it('takes in what all list', () => {
    expect(cut(['0: a b | 2: x', '0: a b | 2: x', '0: a b | 2: x'])).toBe('0: a b | 2: x')
  })

  it('takes in what a majority lists, and no entry after the first that it does not', () => {
    expect(cut(['0: a b c', '0: a b', '0: a'])).toBe('0: a b')
  })

  it('leaves out what one alone claims to have had in time', () => {
    expect(cut(['0: a | 1: late', '0: a', '0: a'])).toBe('0: a')
  })

  it('cannot be made to leave out what the honest two list', () => {
    expect(cut(['', '0: a | 1: x', '0: a | 1: x'])).toBe('0: a | 1: x')
    expect(cut(['0: forged', '0: a', '0: a'])).toBe('0: a')
  })

  it('stops at a fork that splits them, and follows the branch that most have', () => {
    expect(cut(['0: a left', '0: a right', '0: a'])).toBe('0: a')
    expect(cut(['0: a left l2', '0: a right r2', '0: a left'])).toBe('0: a left')
  })

  it('counts an entry only where everything before it agrees', () => {
    expect(cut(['0: left same', '0: right same', '0: left'])).toBe('0: left')
  })

  it('names the tip of every account, also of those that wrote nothing', () => {
    const before: Frontier = [
      { account: 0, incarnation: 0, seq: 7, id: id('old') },
      { account: 3, incarnation: 1, seq: 2, id: id('quiet') },
    ]
    const runs = [{ account: 0, incarnation: 0, from: 8, ids: [id('a'), id('b')] }]
    const { frontier } = cutOf([runs, runs, []], before, 2)
    expect(frontier.map(({ account, seq, id: tip }) => [account, seq, named(tip)])).toEqual([
      [0, 9, 'b'],
      [3, 2, 'quiet'],
    ])
  })

  it('goes over to a new incarnation that a majority has seen', () => {
    const old = { account: 0, incarnation: 0, from: 3, ids: [id('unsent')] }
    const anew = { account: 0, incarnation: 1, from: 1, ids: [id('anew'), id('more')] }
    expect(cutOf([[old], [anew], [anew]], [], 2).frontier).toMatchObject([{ incarnation: 1, seq: 2 }])
    expect(cutOf([[old], [old], [anew]], [], 2).frontier).toMatchObject([{ incarnation: 0, seq: 3 }])
  })

  it('does not depend on the order of the vectors', () => {
    const letters = fc.array(fc.constantFrom('a', 'b'), { minLength: 1, maxLength: 5 })
    const vectors = fc.array(fc.array(letters, { maxLength: 3 }), { minLength: 3, maxLength: 5 })
    fc.assert(
      fc.property(vectors, fc.infiniteStream(fc.nat()), (drawn, order) => {
        const texts = drawn.map((runs) =>
          runs.map((ids, account) => `${account}: ${chained(ids).join(' ')}`).join(' | '),
        )
        const shuffled = [...texts].map((text) => ({ text, at: order.next().value })).sort((a, b) => a.at - b.at)
        const support = Math.floor(texts.length / 2) + 1
        expect(
          cut(
            shuffled.map(({ text }) => text),
            support,
          ),
        ).toBe(cut(texts, support))
      }),
    )
  })
})

/** Ids of a chain: the same letter after another history is another entry. */
const chained = (letters: readonly string[]) => letters.map((_, i) => letters.slice(0, i + 1).join(''))

describe('a vector stands on the certified frontier', () => {
  const certified: Frontier = [{ account: 0, incarnation: 1, seq: 4, id: id('tip') }]
  const run = (account: number, incarnation: number, from: number): Vector => [
    { account, incarnation, from, ids: [id('x')] },
  ]

  it('where it goes on from the next entry, or from the first of the next incarnation', () => {
    expect(standsOn(run(0, 1, 5), certified)).toBe(true)
    expect(standsOn(run(0, 2, 1), certified)).toBe(true)
    expect(standsOn(run(9, 0, 1), certified)).toBe(true)
    expect(standsOn([], certified)).toBe(true)
  })

  it('and does not where it repeats, skips or comes from nowhere', () => {
    for (const wrong of [run(0, 1, 4), run(0, 1, 6), run(0, 0, 5), run(0, 3, 1), run(0, 2, 2), run(9, 0, 2)]) {
      expect(standsOn(wrong, certified)).toBe(false)
    }
  })
})
