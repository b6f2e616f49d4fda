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

/** The life of the largest unit among these rows of the trades table whose delivery was recorded; ties to the first. */
export function unitLife(run: RunRecord, tradeRows: readonly number[]): UnitLife | undefined {
  const tradeId = numbers(run, 'trades', 'trade')
  const quantity = numbers(run, 'trades', 'quantity_wh')
  const deliveryTrade = numbers(run, 'deliveries', 'trade')
  const deliveryOf = new Map(Array.from(deliveryTrade, (id, row) => [id, row]))
  let row = -1
  for (const each of tradeRows) {
    if (deliveryOf.has(tradeId[each]) && (row < 0 || quantity[each] > quantity[row])) row = each
  }
  if (row < 0) return undefined
  const delivery = deliveryOf.get(tradeId[row])!
  const time = (step: LifeStep) => numbers(run, 'deliveries', `${step}_ms`)[delivery]
  const text = (name: string) => texts(run, 'trades', name).at(row)
  return {
    trade: tradeId[row],
    slot: numbers(run, 'trades', 'slot_ms')[row],
    times: Object.fromEntries(LIFE_STEPS.map((step) => [step, time(step)])) as Record<LifeStep, number>,
    matched: numbers(run, 'deliveries', 'matched_wh')[delivery],
    delivered: numbers(run, 'deliveries', 'delivered_wh')[delivery],
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
