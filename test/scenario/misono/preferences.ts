import type { RunRecord } from '@jazzgrid/sim'
import { numbers, texts } from '../record-columns.js'
import { overSeeds } from './community-day.js'

/** The houses that the sixth point compares. */
export const CHEAPEST = 'h1'
export const RENEWABLE = 'h2'

/** Share of a site's load that was met by renewable energy. */
export function renewableShare(record: RunRecord, site: string): number {
  return numbers(record, 'statements', 'renewable_share')[texts(record, 'statements', 'account').indexOf(site)]
}

/** How much greater that share is in the house that prefers it, per seed. */
export const renewableGaps = async (variant: string): Promise<number[]> =>
  (await overSeeds(variant)).map(({ record }) => renewableShare(record, RENEWABLE) - renewableShare(record, CHEAPEST))

/** What the household of a site bought from other sites [Wh], and paid for [micro]. */
export function purchases(record: RunRecord, site: string): { energy: number; paid: number } {
  const buyer = texts(record, 'trades', 'buyer_agent')
  const price = numbers(record, 'trades', 'price_micro_per_wh')
  let energy = 0
  let paid = 0
  numbers(record, 'trades', 'quantity_wh').forEach((quantity, row) => {
    if (buyer[row] !== `${site}-household` || Number.isNaN(price[row])) return
    energy += quantity
    paid += price[row] * quantity
  })
  return { energy, paid }
}

/** Mean price of that [currency per kWh]; NaN where it bought nothing. */
export function meanPaid(record: RunRecord, site: string): number {
  const { energy, paid } = purchases(record, site)
  return paid / energy / 1000
}

/** How many orders of a site's household carried a premium for renewable energy, and what of them was filled [Wh]. */
export function premiumOrders(record: RunRecord, site: string): { orders: number; filled: number } {
  const reasons = texts(record, 'decisions', 'reasons')
  const agent = texts(record, 'orders', 'agent')
  const fills = numbers(record, 'orders', 'filled_wh')
  let orders = 0
  let filled = 0
  numbers(record, 'orders', 'decision').forEach((decision, row) => {
    if (agent[row] !== `${site}-household` || !reasons[decision].includes('premium-renewable')) return
    orders++
    filled += fills[row]
  })
  return { orders, filled }
}
