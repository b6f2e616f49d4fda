import { wh } from '@jazzgrid/units'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Origin } from '../../src/order.js'
import { type Mix, mixTotal } from '../../src/origin/mix.js'
import { pvBalance } from '../../src/origin/pv-balance.js'
import { putIn, type StoreContent, type StoreFlow, takeOut } from '../../src/origin/store.js'
import { type DeliveredTrade, type SiteFlow, trackSlot } from '../../src/origin/track.js'

const SITES = 5
const START: readonly StoreContent[] = [
  { kind: 'battery', pv: wh(0), grid: wh(2_000) },
  { kind: 'battery', pv: wh(0), grid: wh(0) },
  { kind: 'ev', pv: wh(500), grid: wh(3_000) },
]

const anyWh = (max: number) => fc.oneof(fc.constant(0), fc.integer({ min: 0, max })).map(wh)
const anySite = fc.integer({ min: 0, max: SITES - 1 })
const anyFlow = (store: number): fc.Arbitrary<StoreFlow> =>
  fc
    .tuple(
      fc.option(anySite, { nil: undefined }),
      anyWh(1_500),
      anyWh(1_500),
      anyWh(150),
      anyWh(START[store].kind === 'ev' ? 900 : 0),
    )
    .map(([site, charge, discharge, loss, driven]) =>
      site === undefined
        ? { store, charge: wh(0), discharge: wh(0), loss, driven }
        : { store, site, charge, discharge, loss, driven },
    )
const anySlot = fc.record({
  sites: fc.array(fc.record({ pv: anyWh(2_000), load: anyWh(2_000) }), { minLength: SITES, maxLength: SITES }),
  flows: fc.tuple(anyFlow(0), anyFlow(1), anyFlow(2)),
  trades: fc.array(
    fc.record({
      seller: anySite,
      buyer: anySite,
      quantity: anyWh(1_500),
      origin: fc.constantFrom<Origin>('pv', 'battery', 'ev', 'grid'),
    }),
    { maxLength: 12 },
  ),
})
const anyDay = fc.array(anySlot, { minLength: 1, maxLength: 16 })

interface Slot {
  readonly sites: readonly SiteFlow[]
  readonly flows: readonly StoreFlow[]
  readonly trades: readonly DeliveredTrade[]
}

const sum = (amounts: readonly number[]): number => amounts.reduce((a, b) => a + b, 0)
const at = (flows: readonly { readonly mix: Mix }[]) => sum(flows.map(({ mix }) => mixTotal(mix)))

/** Track a day slot by slot and check each with what went in and what came out. */
function trackDay(
  day: readonly Slot[],
  check: (before: readonly StoreContent[], slot: Slot, after: ReturnType<typeof trackSlot>) => void,
): void {
  let stores = START
  for (const slot of day) {
    const tracked = trackSlot(stores, slot.sites, slot.flows, slot.trades)
    check(stores, slot, tracked)
    stores = tracked.stores
  }
}

describe('tracked origin over random days', () => {
  it('accounts for every metered Wh of PV: consumed, stored, driven, lost or given to the supplier', () => {
    fc.assert(
      fc.property(anyDay, (day) => {
        trackDay(day, (before, { sites }, tracked) => {
          const { generated, consumed, stored, driven, lost, exported } = pvBalance(before, sites, tracked)
          expect(consumed + stored + driven + lost + exported).toBe(generated)
        })
      }),
      { seed: 41, numRuns: 300 },
    )
  })

  it('gives every site exactly what it used, from sources that balance with what it gave', () => {
    fc.assert(
      fc.property(anyDay, (day) => {
        trackDay(day, (_, { sites, flows, trades }, tracked) => {
          tracked.sites.forEach((origin, site) => {
            expect(mixTotal(origin.load)).toBe(sites[site].load)
            expect(origin.own + origin.traded + origin.supplied).toBe(sites[site].load)
            const charged = sum(flows.filter((flow) => flow.site === site).map((flow) => flow.charge - flow.discharge))
            const sold = at(tracked.flows.filter((flow) => flow.seller === site))
            const bought = at(tracked.flows.filter((flow) => flow.buyer === site))
            expect(sites[site].pv + bought + origin.drawn).toBe(
              sites[site].load + charged + sold + mixTotal(origin.exported),
            )
            expect(Math.min(origin.drawn, mixTotal(origin.exported))).toBe(0)
            const position = sum(
              trades.map(
                ({ seller, buyer, quantity }) => (buyer === site ? quantity : 0) - (seller === site ? quantity : 0),
              ),
            )
            expect(bought - sold).toBe(position)
          })
        })
      }),
      { seed: 42, numRuns: 300 },
    )
  })

  it('keeps whole, non-negative amounts and no link of a chain', () => {
    fc.assert(
      fc.property(anyDay, (day) => {
        trackDay(day, (_, { sites, flows }, tracked) => {
          const mixes = [
            ...tracked.sites.flatMap(({ load, exported }) => [load, exported]),
            ...tracked.flows.map(({ mix }) => mix),
          ]
          const odd = mixes.flat().filter((amount) => !Number.isSafeInteger(amount) || amount < 0)
          expect(odd).toEqual([])
          for (const { pv, grid } of tracked.stores) expect(pv >= 0 && grid >= 0).toBe(true)
          tracked.sites.forEach((origin, site) => {
            // who gives bought energy on to the supplier sold nothing that it did not have, and nobody resells
            const own =
              sites[site].pv +
              sum(flows.filter((flow) => flow.site === site).map((flow) => Math.max(0, flow.discharge - flow.charge)))
            const sold = at(tracked.flows.filter((flow) => flow.seller === site))
            if (sold > own) expect(mixTotal(origin.exported)).toBe(0)
          })
          for (const { seller, buyer } of tracked.flows) expect(seller).not.toBe(buyer)
        })
      }),
      { seed: 43, numRuns: 200 },
    )
  })

  it('never lets PV out of the stores that did not go in', () => {
    fc.assert(
      fc.property(anyDay, (day) => {
        let metered = START.reduce((held, { pv }) => held + pv, 0)
        let used = 0
        trackDay(day, (before, { sites }, tracked) => {
          const balance = pvBalance(before, sites, tracked)
          metered += balance.generated
          used += balance.consumed + balance.driven + balance.lost + balance.exported
          expect(used).toBeLessThanOrEqual(metered)
          expect(metered - used).toBe(sum(tracked.stores.map(({ pv }) => pv)))
        })
      }),
      { seed: 44, numRuns: 200 },
    )
  })

  it('follows the real-valued mix of a battery to less than a Wh per operation', () => {
    const anyMove = fc.tuple(
      fc.integer({ min: 0, max: 900 }),
      fc.integer({ min: 0, max: 900 }),
      fc.integer({ min: 0, max: 1_500 }),
    )
    fc.assert(
      fc.property(fc.array(anyMove, { maxLength: 80 }), (moves) => {
        let content: StoreContent = { kind: 'battery', pv: wh(0), grid: wh(1_000) }
        let pv = 0
        let held = 1_000
        moves.forEach(([fromPv, fromGrid, out], i) => {
          content = putIn(content, [fromPv, 0, 0, fromGrid, 0, 0], 0).content
          pv += fromPv
          held += fromPv + fromGrid
          const taken = Math.min(out, held)
          content = takeOut(content, taken).left
          pv -= held === 0 ? 0 : (taken * pv) / held
          held -= taken
          expect(content.pv + content.grid).toBe(held)
          expect(Math.abs(content.pv - pv)).toBeLessThanOrEqual(0.5 * (i + 1) + 1e-6)
        })
      }),
      { seed: 45, numRuns: 200 },
    )
  })
})
