import type { RunRecord, Scenario } from '@jazzgrid/sim'
import { HOUR } from '@jazzgrid/units'
import { numbers, sumBy, texts } from '../../scenario/record-columns.js'

/** Orders that the rules of the market forbid. */
export function* forbiddenOrders({ market }: Scenario, record: RunRecord): Generator<string> {
  const { tick, lot, band, gateClosure, openBefore } = market
  const price = numbers(record, 'orders', 'price_micro_per_wh')
  const quantity = numbers(record, 'orders', 'quantity_wh')
  const placed = numbers(record, 'orders', 'placed_ms')
  const slot = numbers(record, 'orders', 'slot_ms')
  const fate = texts(record, 'orders', 'fate')
  const reason = texts(record, 'orders', 'reason')
  for (let row = 0; row < price.length; row++) {
    const say = (what: string) => `order row ${row}: ${what}`
    if (!(price[row] >= band.min && price[row] <= band.max)) yield say(`${price[row]} is outside the band`)
    if (price[row] % tick !== 0) yield say(`${price[row]} is off the tick of ${tick}`)
    if (!(quantity[row] > 0) || quantity[row] % lot !== 0) yield say(`${quantity[row]} Wh is not in lots of ${lot}`)
    if (placed[row] < slot[row] - openBefore) yield say('placed before the book opened')
    if (placed[row] > slot[row] + gateClosure) yield say('placed after the gate closed')
    // a seller that did not deliver is refused for a while; any other refusal is a mistake of its agent
    if (fate[row] === 'rejected' && reason[row] !== 'suspended') yield say(`refused as ${reason[row]}`)
  }
}

/** Trades outside the limits of one of their orders; a premium lifts the limit of a bid by at most what its site grants. */
export function* tradesBeyondLimits(scenario: Scenario, record: RunRecord): Generator<string> {
  const premium = new Map(scenario.sites.map((site) => [site.name, site.premium.renewable + site.premium.local]))
  const limits = numbers(record, 'orders', 'price_micro_per_wh')
  const limit = new Map([...numbers(record, 'orders', 'order')].map((order, row) => [order, limits[row]]))
  const kind = texts(record, 'trades', 'kind')
  const buyer = texts(record, 'trades', 'buyer')
  const [paid, received, quantity, bid, ask, matched, slot] = (
    [
      'price_micro_per_wh',
      'seller_price_micro_per_wh',
      'quantity_wh',
      'buy_order',
      'sell_order',
      'matched_ms',
      'slot_ms',
    ] as const
  ).map((column) => numbers(record, 'trades', column))
  const { gateClosure, lot } = scenario.market
  for (let row = 0; row < kind.length; row++) {
    const say = (what: string) => `unit ${row}: ${what}`
    if (quantity[row] % lot !== 0) yield say(`${quantity[row]} Wh is not in lots of ${lot}`)
    if (matched[row] > slot[row] + gateClosure) yield say('matched after the gate closed')
    if (kind[row] === 'self-supply') continue
    const most = (limit.get(bid[row]) ?? Number.NaN) + (premium.get(buyer[row]) ?? 0)
    const least = limit.get(ask[row]) ?? Number.NaN
    if (!(paid[row] <= most)) yield say(`paid ${paid[row]} with a limit of ${most}, premium included`)
    if (!(received[row] >= least)) yield say(`received ${received[row]} with a limit of ${least}`)
    if (!(paid[row] >= received[row])) yield say(`paid ${paid[row]} and received ${received[row]}`)
  }
}

/** Slots in which a site has contracted more than its leg or its connection carries. */
export function* overloadedSites({ sites, market }: Scenario, record: RunRecord): Generator<string> {
  const most = new Map(
    sites.map(({ name, leg, contract }) => [name, (Math.min(leg, contract) * market.slotLength) / HOUR] as const),
  )
  const name = texts(record, 'readings', 'site')
  const position = numbers(record, 'readings', 'position_wh')
  for (let row = 0; row < position.length; row++) {
    const limit = most.get(name[row]) ?? 0
    if (Math.abs(position[row]) > limit) yield `${name[row]}: ${position[row]} of ${limit} Wh in row ${row}`
  }
}

/** Normal quantile at which hedging stops: the 95th of a hundred. */
const MOST_HEDGED = 1.6455

/**
 * Roofs and loads that are net sellers, or buyers, of more than what they expect to have over, or to need; a load that
 * hedges may buy what it could come to need.
 */
export function* oversoldByForecast({ sites, forecast: told }: Scenario, record: RunRecord): Generator<string> {
  const hedging = new Set(
    sites
      .filter(({ hedge, devices }) => hedge && !devices.some(({ kind }) => kind === 'battery' || kind === 'ev'))
      .map(({ name }) => name),
  )
  const sd = told.kind === 'noisy' ? told.sd : Number.NaN
  const net = netTrades(record)
  const slot = numbers(record, 'agents', 'slot_ms')
  const site = texts(record, 'agents', 'site')
  const kind = texts(record, 'agents', 'kind')
  const agent = texts(record, 'agents', 'agent')
  const forecast = numbers(record, 'agents', 'forecast_wh')
  // every agent of a site sees the forecast of the whole site
  const expected = new Map<string, { pv: number; household: number }>()
  for (let row = 0; row < slot.length; row++) {
    if (kind[row] !== 'pv' && kind[row] !== 'household') continue
    const key = `${site[row]} ${slot[row]}`
    const known = expected.get(key) ?? { pv: 0, household: 0 }
    known[kind[row] as 'pv' | 'household'] = Math.abs(forecast[row])
    expected.set(key, known)
  }
  for (let row = 0; row < slot.length; row++) {
    const position = net.get(`${agent[row]} ${slot[row]}`) ?? 0
    const { pv, household } = expected.get(`${site[row]} ${slot[row]}`) ?? { pv: 0, household: 0 }
    const say = (most: number) => `${agent[row]} in row ${row}: net ${position} of ${most} Wh`
    if (kind[row] === 'pv' && -position > Math.max(0, pv - household) + 1e-6) yield say(pv - household)
    const extra = hedging.has(site[row]) ? MOST_HEDGED * sd * Math.hypot(pv, household) : 0
    const need = household > pv ? household - pv + extra : 0
    if (kind[row] === 'household' && position > need + 1e-6) yield say(need)
    if (kind[row] === 'household' && position < 0) yield say(0)
  }
}

/** Net purchases by agent and slot [Wh]. */
export function netTrades(record: RunRecord): Map<string, number> {
  const slot = numbers(record, 'trades', 'slot_ms')
  const quantity = numbers(record, 'trades', 'quantity_wh')
  const [buyer, seller] = [texts(record, 'trades', 'buyer_agent'), texts(record, 'trades', 'seller_agent')]
  const net = sumBy(quantity, (row) => `${buyer[row]} ${slot[row]}`)
  for (const [key, sold] of sumBy(quantity, (row) => `${seller[row]} ${slot[row]}`)) {
    net.set(key, (net.get(key) ?? 0) - sold)
  }
  return net
}
