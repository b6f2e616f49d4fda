import { brokenInvariants, type RunRecord } from '@jazzgrid/sim'
import { HOUR } from '@jazzgrid/units'
import { expect, test } from 'vitest'
import { numbers, sumBy, texts } from '../record-columns.js'
import { type CommunityDay, type MechanismCases, overSeeds } from './community-day.js'

/** Points 1, 4 and 5 of the day: what holds for every balanced unit, in every case and with every seed. */
export function showsBalancedUnits(cases: MechanismCases): void {
  const everyDay = async () => (await Promise.all(Object.values(cases).map(overSeeds))).flat()

  test('1: every unit has a seller and another buyer with the same amount, and what was contracted sums to zero', async () => {
    for (const { record } of await everyDay()) {
      expect(brokenInvariants(record)).toEqual([])
      expect(onesided(record)).toEqual([])
      // bought by one is sold by another: the flow through the legs adds up to zero in every slot, and so in their sum
      const slots = numbers(record, 'readings', 'slot_ms')
      const flow = sumBy(numbers(record, 'readings', 'position_wh'), (row) => slots[row])
      expect([...flow.values()].filter((energy) => energy !== 0)).toEqual([])
      expect(flow.size).toBe(48)
    }
  })

  test('4: forecast, bid, match, preparation, delivery and verification are recorded for every unit, in this order', async () => {
    const steps = ['forecast_ms', 'ordered_ms', 'matched_ms', 'prepared_ms', 'delivered_ms', 'verified_ms']
    for (const { record } of await everyDay()) {
      const units = record.tables.trades.rows
      expect(units).toBeGreaterThan(100)
      expect([...numbers(record, 'deliveries', 'trade')].sort((a, b) => a - b)).toEqual([...Array(units).keys()])
      const times = steps.map((step) => numbers(record, 'deliveries', step))
      for (let row = 0; row < units; row++) {
        for (let i = 1; i < times.length; i++) expect(times[i][row]).toBeGreaterThanOrEqual(times[i - 1][row])
      }
      expect(brokenChains(record)).toEqual([])
    }
  })

  test('5: no outflow is above the matched amount and no leg above its rating', async () => {
    for (const day of await everyDay()) {
      const { record } = day
      const matched = numbers(record, 'deliveries', 'matched_wh')
      const delivered = numbers(record, 'deliveries', 'delivered_wh')
      expect(delivered.findIndex((energy, row) => energy > matched[row] || energy < 0)).toBe(-1)
      expect(overloadedLegs(day)).toEqual([])
    }
  })
}

function onesided(record: RunRecord): number[] {
  const kind = texts(record, 'trades', 'kind')
  const [seller, buyer] = [texts(record, 'trades', 'seller'), texts(record, 'trades', 'buyer')]
  const quantity = numbers(record, 'trades', 'quantity_wh')
  return kind.flatMap((each, row) =>
    quantity[row] > 0 && seller[row] !== '' && (each === 'self-supply') === (seller[row] === buyer[row]) ? [] : [row],
  )
}

/** Units whose orders do not lead back to a decision of their agent for this slot, made on a forecast before the match. */
function* broken(record: RunRecord): Generator<string> {
  const order = numbers(record, 'orders', 'order')
  const rowOf = new Map(Array.from(order, (id, row) => [id, row]))
  const decisionOf = numbers(record, 'orders', 'decision')
  const forecast = numbers(record, 'decisions', 'forecast_wh')
  const decided = numbers(record, 'decisions', 'decided_ms')
  const agent = texts(record, 'decisions', 'agent')
  const [slotOfDecision, slot] = [numbers(record, 'decisions', 'slot_ms'), numbers(record, 'trades', 'slot_ms')]
  const matched = numbers(record, 'trades', 'matched_ms')
  for (const [side, party] of [
    ['sell_order', 'seller_agent'],
    ['buy_order', 'buyer_agent'],
  ] as const) {
    const name = texts(record, 'trades', party)
    for (const [row, id] of numbers(record, 'trades', side).entries()) {
      const decision = decisionOf[rowOf.get(id) ?? -1]
      if (decision === undefined || Number.isNaN(decision)) yield `unit ${row}: ${side} ${id} has no decision`
      else if (agent[decision] !== name[row]) yield `unit ${row}: ${side} ${id} was decided by ${agent[decision]}`
      else if (slotOfDecision[decision] !== slot[row]) yield `unit ${row}: ${side} ${id} is of another slot`
      else if (!(decided[decision] <= matched[row])) yield `unit ${row}: ${side} ${id} was decided after the match`
      else if (Number.isNaN(forecast[decision])) yield `unit ${row}: ${side} ${id} was decided without a forecast`
    }
  }
}

const brokenChains = (record: RunRecord): string[] => [...broken(record)]

/** Sites whose router leg carried more in a slot than its rating: what was delivered out of it less what came in. */
function overloadedLegs({ scenario, record }: CommunityDay): string[] {
  const rating = new Map(
    scenario.sites.map(({ name, leg }) => [name, (leg * scenario.market.slotLength) / HOUR] as const),
  )
  const [seller, buyer] = [texts(record, 'trades', 'seller'), texts(record, 'trades', 'buyer')]
  const unit = numbers(record, 'deliveries', 'trade')
  const slot = numbers(record, 'deliveries', 'slot_ms')
  const delivered = numbers(record, 'deliveries', 'delivered_wh')
  const flows = sumBy(delivered, (row) => `${seller[unit[row]]} ${slot[row]}`)
  for (const [leg, energy] of sumBy(delivered, (row) => `${buyer[unit[row]]} ${slot[row]}`)) {
    flows.set(leg, (flows.get(leg) ?? 0) - energy)
  }
  return [...flows].flatMap(([leg, energy]) => {
    const most = rating.get(leg.split(' ')[0]) ?? 0
    return Math.abs(energy) <= most ? [] : [`${leg}: ${energy} of ${most} Wh`]
  })
}
