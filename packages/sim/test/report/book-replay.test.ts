import { expect, test } from 'vitest'
import { bookAt } from '../../src/report/book/book-at.js'
import { numbers } from '../../src/report/reading/columns.js'
import { simulate } from '../../src/run/simulate.js'
import { resolveScenario } from '../../src/scenario/resolve-scenario.js'

test.each(['base', 'cloudy-call'])(
  'the replayed book of misono-day, %s, is the one that its agents saw',
  async (name) => {
    const scenario = await resolveScenario('misono-day', { case: name })
    const run = await simulate(scenario, { fidelity: 'strategy' })
    const column = (each: string) => numbers(run, 'decisions', each)
    const [decided, slot] = [column('decided_ms'), column('slot_ms')]
    const [bid, ask] = [column('best_bid_micro_per_wh'), column('best_ask_micro_per_wh')]
    const seen = new Set<string>()
    const different: unknown[] = []
    for (let i = 0; i < decided.length; i++) {
      const key = `${slot[i]}/${decided[i]}`
      if (seen.has(key)) continue
      seen.add(key)
      // what an agent sees when it decides is what the round before has left
      const book = bookAt(run, slot[i], decided[i] - scenario.market.roundLength, 'after')
      const best = [book.bids[0]?.price ?? Number.NaN, book.offers[0]?.price ?? Number.NaN]
      if (!Object.is(best[0], bid[i]) || !Object.is(best[1], ask[i]))
        different.push({ key, best, saw: [bid[i], ask[i]] })
    }
    expect(seen.size).toBeGreaterThan(400)
    expect(different).toEqual([])
  },
)
