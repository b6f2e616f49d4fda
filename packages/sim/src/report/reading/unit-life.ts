import type { RunRecord } from '../../record/run-record.js'
import { numbers, texts } from './columns.js'

/** The six steps in the life of a balanced unit, in order. */
export const LIFE_STEPS = ['forecast', 'ordered', 'matched', 'prepared', 'delivered', 'verified'] as const
export type LifeStep = (typeof LIFE_STEPS)[number]

/** One unit from forecast to verification. Times UTC ms, NaN where the step was never reached. */
export interface UnitLife {
  readonly trade: number
  readonly slot: number
  readonly times: Readonly<Record<LifeStep, number>>
  readonly matched: number
  readonly delivered: number
  readonly verdict: string
  readonly seller: string
  readonly sellerAgent: string
  readonly buyer: string
  readonly buyerAgent: string
  /** micro/Wh */
  readonly price: number
  readonly origin: string
  readonly sellOrder: number
  readonly buyOrder: number
}

export interface Verdict {
  readonly verdict: string
  readonly units: number
  readonly matched: number
  readonly delivered: number
}

/** How the deliveries ended, most frequent first. */
export function verdicts(run: RunRecord): Verdict[] {
  const verdict = texts(run, 'deliveries', 'verdict')
  const matched = numbers(run, 'deliveries', 'matched_wh')
  const delivered = numbers(run, 'deliveries', 'delivered_wh')
  const found = new Map<string, { verdict: string; units: number; matched: number; delivered: number }>()
  for (let i = 0; i < matched.length; i++) {
    const name = verdict.at(i)
    const each = found.get(name) ?? { verdict: name, units: 0, matched: 0, delivered: 0 }
    each.units++
    each.matched += matched[i]
    if (Number.isFinite(delivered[i])) each.delivered += delivered[i]
    found.set(name, each)
  }
  return [...found.values()].sort((a, b) => b.units - a.units || (a.verdict < b.verdict ? -1 : 1))
}

/**
 * The life that shows most: the unit between two sites whose steps were taken at the most different times; among those
 * one that was delivered in full, the largest, the first. Undefined where no delivery was recorded.
 */
export function unitLife(run: RunRecord): UnitLife | undefined {
  const tradeId = numbers(run, 'trades', 'trade')
  const kind = texts(run, 'trades', 'kind')
  const rowOf = new Map(Array.from(tradeId, (id, row) => [id, row]))
  const trade = numbers(run, 'deliveries', 'trade')
  const matched = numbers(run, 'deliveries', 'matched_wh')
  const delivered = numbers(run, 'deliveries', 'delivered_wh')
  const times = LIFE_STEPS.map((step) => numbers(run, 'deliveries', `${step}_ms`))
  let delivery = -1
  let best = [0, 0, 0]
  for (let i = 0; i < trade.length; i++) {
    const row = rowOf.get(trade[i])
    if (row === undefined || kind.at(row) === 'self-supply') continue
    const score = [new Set(times.map((each) => each[i])).size, delivered[i] === matched[i] ? 1 : 0, matched[i]]
    if (!exceeds(score, best)) continue
    best = score
    delivery = i
  }
  if (delivery < 0) return undefined
  const row = rowOf.get(trade[delivery])!
  const text = (name: string) => texts(run, 'trades', name).at(row)
  return {
    trade: tradeId[row],
    slot: numbers(run, 'trades', 'slot_ms')[row],
    times: Object.fromEntries(LIFE_STEPS.map((step, i) => [step, times[i][delivery]])) as Record<LifeStep, number>,
    matched: matched[delivery],
    delivered: delivered[delivery],
    verdict: texts(run, 'deliveries', 'verdict').at(delivery),
    seller: text('seller'),
    sellerAgent: text('seller_agent'),
    buyer: text('buyer'),
    buyerAgent: text('buyer_agent'),
    price: numbers(run, 'trades', 'price_micro_per_wh')[row],
    origin: text('origin'),
    sellOrder: numbers(run, 'trades', 'sell_order')[row],
    buyOrder: numbers(run, 'trades', 'buy_order')[row],
  }
}

/** Lexicographic. */
function exceeds(a: readonly number[], b: readonly number[]): boolean {
  const first = a.findIndex((each, i) => each !== b[i])
  return first >= 0 && a[first] > b[first]
}
