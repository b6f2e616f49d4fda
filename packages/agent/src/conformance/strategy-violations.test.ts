import { Chance } from '@jazzgrid/units'
import { describe, expect, it } from 'vitest'
import type { Quote } from '../strategy/quote.js'
import type { View } from '../strategy/signal.js'
import type { Strategy } from '../strategy/strategy.js'
import { randomSituation } from './random-situation.js'
import { resumeViolations } from './resume-violations.js'
import { situationViolations, strategyViolations } from './strategy-violations.js'

const GROUNDS = { reasons: ['own-strategy'], forecast: 0, alternative: 'none', alternativePrice: 0 } as const
const silence = ({ due }: View): Quote[] => due.map(({ slot }) => ({ slot, side: 'none', ...GROUNDS }))

const silent: Strategy = { name: 'silent', initial: () => null, quote: (_own, _settings, view) => silence(view) }

/** Offers one lot at the lowest price that is not below feed-in, while its leg and the band let it. */
const oneLot = (view: View, price: number): Quote[] =>
  silence(view).map((quote) => ({ ...quote, side: 'sell', price, quantity: view.rules.lot }) as Quote)

let calls = 0

/** Strategies that break one rule of the port each. */
const BROKEN: readonly [string, Partial<Strategy<{ cap: number }, unknown>>, string][] = [
  ['throws', { quote: () => JSON.parse('{') }, 'throws'],
  ['remembers in a variable', { quote: (_o, _s, view) => (calls++ % 2 === 0 ? silence(view) : []) }, 'not-repeatable'],
  [
    'lets chance from elsewhere in',
    { setpoint: () => ({ energy: calls++, reasons: ['own-strategy'] }) },
    'not-repeatable',
  ],
  [
    'writes into the view',
    {
      quote: (_o, _s, view) => {
        ;(view.forecast.load.values as number[])[0] = -1
        return silence(view)
      },
    },
    'changes-its-input',
  ],
  [
    'writes into its settings',
    {
      setpoint: (_o, settings) => {
        settings.cap++
        return { energy: 0, reasons: ['own-strategy'] }
      },
    },
    'changes-its-input',
  ],
  ['keeps a map', { initial: () => new Map() }, 'state-not-json'],
  ['learns something that is no number', { delivered: () => ({ error: Number.NaN }) }, 'state-not-json'],
  ['sets no number', { setpoint: () => ({ energy: Number.NaN, reasons: ['own-strategy'] }) }, 'setpoint-not-a-number'],
  ['sets without a reason', { setpoint: () => ({ energy: 0, reasons: [] }) }, 'no-reason'],
]

describe('the conformance suite', () => {
  it('finds nothing in a strategy that keeps the rules', () => {
    expect(strategyViolations(silent, null)).toEqual([])
    expect(resumeViolations(silent, null)).toEqual([])
  })

  it.each(BROKEN)('finds a strategy that %s', (_what, fault, code) => {
    const strategy = { ...silent, ...fault } as Strategy<{ cap: number }>
    const found = strategyViolations(strategy, { cap: 5 }, { situations: 20 })
    expect(new Set(found.map((violation) => violation.code))).toEqual(new Set([code]))
  })

  it('names the situation, so that it can be drawn again by itself', () => {
    const greedy: Strategy = { ...silent, quote: (_own, _settings, view) => oneLot(view, view.rules.band.max) }
    const found = strategyViolations(greedy, null, { seed: 'tenant' })
    const [{ situation, code, slot }] = found
    const again = situationViolations(greedy, null, randomSituation(new Chance('tenant', String(situation))))
    expect(again.map((violation) => [violation.code, violation.slot])).toContainEqual([code, slot])
  })

  it('resumes a strategy that keeps everything in its state', () => {
    const counting: Strategy<null, number> = {
      name: 'counting',
      quote: (_own, _settings, view) => silence(view),
      initial: () => 0,
      setpoint: (own) => ({ energy: own, reasons: ['own-strategy'] }),
      delivered: (own) => own + 1,
    }
    expect(resumeViolations(counting as Strategy<null>, null)).toEqual([])
  })

  it('finds one that draws on a stream of chance, and none in one that names its stream by the time', () => {
    const drawing = (by: (view: View, chance: Chance) => Chance): Strategy => ({
      ...silent,
      quote: (_own, _settings, view, _book, chance) => {
        const stream = by(view, chance as Chance)
        return silence(view).map((quote) => ({ ...quote, forecast: stream.uniform() }))
      },
    })
    const [found] = resumeViolations(
      drawing((_view, chance) => chance),
      null,
    )
    expect(found).toMatchObject({ code: 'resumes-differently', detail: expect.stringContaining('at moment 0') })
    expect(
      resumeViolations(
        drawing(({ now }, chance) => chance.stream(String(now))),
        null,
      ),
    ).toEqual([])
  })

  it('finds one whose state cannot be stored', () => {
    const keeping: Strategy = { ...silent, initial: () => new Set() }
    expect(resumeViolations(keeping, null)).toMatchObject([
      { code: 'throws', detail: expect.stringContaining('state.own is not plain JSON') },
    ])
  })
})
