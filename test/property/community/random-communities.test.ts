import { brokenInvariants, type RunRecord, type Scenario, simulate } from '@jazzgrid/sim'
import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { keyFigure, numbers, texts } from '../../scenario/record-columns.js'
import { arbitraryCommunity } from './arbitrary-community.js'
import { brokenStorePromises, renewableFromNowhere, unbalancedEnergy } from './energy-laws.js'
import { forbiddenOrders, overloadedSites, oversoldByForecast, tradesBeyondLimits } from './order-laws.js'
import { ordersWithoutTerminal, wrongReasons } from './vehicle-laws.js'

const SEED = 20_180_515
const RUNS = 60

interface Day {
  readonly scenario: Scenario
  readonly record: RunRecord
  readonly failures: readonly string[]
}

describe(`in ${RUNS} random communities (seed ${SEED})`, () => {
  const days: Day[] = []

  beforeAll(async () => {
    for (const scenario of fc.sample(arbitraryCommunity, { numRuns: RUNS, seed: SEED })) {
      const failures: string[] = []
      const onFailure = (agent: string, error: unknown) => failures.push(`${agent}: ${error}`)
      days.push({ scenario, record: await simulate(scenario, { fidelity: 'strategy', onFailure }), failures })
    }
  }, 60_000)

  /** The first few violations of a law, with the community in which they happen. */
  const violations = (law: (day: Day) => Iterable<string>): string[] =>
    days.flatMap((day, i) => [...law(day)].slice(0, 3).map((what) => `community ${i}: ${what}`)).slice(0, 12)

  test('there is something to look at: most of them trade, by every mechanism and in every slot length', () => {
    const trading = days.filter(({ record }) => keyFigure(record, 'traded_energy') > 0)
    expect(trading.length).toBeGreaterThan(0.6 * RUNS)
    expect(new Set(trading.map(({ scenario }) => scenario.market.mechanism)).size).toBe(4)
    expect(new Set(trading.map(({ scenario }) => scenario.market.slotLength)).size).toBe(4)
    expect(days.filter(({ record }) => keyFigure(record, 'self_supplied_energy') > 0).length).toBeGreaterThan(5)
  })

  test.each([
    ['traders', 'decisions', 'trader-price'],
    ['hedges', 'decisions', 'forecast-hedge'],
    ['cars on their way', 'agents', 'away'],
    ['cars without a plug', 'agents', 'unplugged'],
  ] as const)('many of them have %s', (_what, table, reason) => {
    const saying = days.filter(({ record }) => texts(record, table, 'reasons').some((cell) => cell.includes(reason)))
    expect(saying.length).toBeGreaterThan(0.15 * RUNS)
  })

  test('no agent fails', () => {
    expect(violations(({ failures }) => failures)).toEqual([])
  })

  test('actors on streams leave the same record', async () => {
    for (const { scenario, record } of days.filter((_, i) => i % 20 === 0)) {
      const actors = await simulate(scenario, { fidelity: 'actor', onFailure: () => {} })
      expect(actors.hash, `seed ${scenario.seed}`).toBe(record.hash)
    }
  })

  test('money and contracted energy sum to zero, every order has a fate and every decision a reason', () => {
    expect(
      violations(({ record }) => brokenInvariants(record).map(({ law, evidence }) => `${law}: ${evidence}`)),
    ).toEqual([])
  })

  test('the money of every account is what its lines say, to the last millionth', () => {
    expect(violations(({ record }) => wrongTotals(record))).toEqual([])
  })

  test('meters, stores, contracts and origin of energy add up in every slot', () => {
    expect(violations(({ record }) => unbalancedEnergy(record))).toEqual([])
  })

  test('no more renewable energy is used than was generated until then', () => {
    expect(violations(({ scenario, record }) => renewableFromNowhere(scenario, record))).toEqual([])
  })

  test('no order leaves band, tick, lot or trading time, and none is refused but for a suspension', () => {
    expect(violations(({ scenario, record }) => forbiddenOrders(scenario, record))).toEqual([])
  })

  test('no unit is traded outside the limits of its orders', () => {
    expect(violations(({ scenario, record }) => tradesBeyondLimits(scenario, record))).toEqual([])
  })

  test('no site contracts more than its leg and its connection carry', () => {
    expect(violations(({ scenario, record }) => overloadedSites(scenario, record))).toEqual([])
  })

  test('no roof sells more than it expects to have over and no household buys more than it expects to need', () => {
    expect(violations(({ scenario, record }) => oversoldByForecast(scenario, record))).toEqual([])
  })

  test('a car orders nothing for slots in which it has no terminal, but to take back what was contracted', () => {
    expect(violations(({ scenario, record }) => ordersWithoutTerminal(scenario, record))).toEqual([])
  })

  test('every store says in every slot why it did what it did', () => {
    expect(violations(({ scenario, record }) => wrongReasons(scenario, record))).toEqual([])
  })

  test('no store leaves its band or rating, none is oversold, and all do what their agents ask', () => {
    expect(violations(({ scenario, record }) => brokenStorePromises(scenario, record))).toEqual([])
  })
})

const LINES = ['trade_micro', 'network_micro', 'imbalance_micro', 'penalty_micro'] as const

function* wrongTotals(record: RunRecord): Generator<string> {
  const lines = LINES.map((line) => numbers(record, 'statements', line))
  for (const [row, total] of numbers(record, 'statements', 'total_micro').entries()) {
    const sum = lines.reduce((all, line) => all + BigInt(line[row]), 0n)
    if (sum !== BigInt(total)) yield `statement ${row}: ${total} is not ${sum}`
  }
}
