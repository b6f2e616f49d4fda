import { wh } from '@jazzgrid/units'
import { describe, expect, it } from 'vitest'
import type { Origin } from '../order.js'
import { MIX_CLASSES, type Mix, primaryOf } from './mix.js'
import type { StoreContent, StoreFlow } from './store.js'
import { trackSlot } from './track.js'

const site = (pv: number, load: number) => ({ pv: wh(pv), load: wh(load) })
const trade = (seller: number, buyer: number, quantity: number, origin: Origin = 'grid') => ({
  seller,
  buyer,
  quantity: wh(quantity),
  origin,
})
const battery = (pv: number, grid: number): StoreContent => ({ kind: 'battery', pv: wh(pv), grid: wh(grid) })
const vehicle = (pv: number, grid: number): StoreContent => ({ kind: 'ev', pv: wh(pv), grid: wh(grid) })
const store = (
  index: number,
  at: number | undefined,
  amounts: Partial<Record<'charge' | 'discharge' | 'loss' | 'driven', number>>,
): StoreFlow => ({
  store: index,
  charge: wh(amounts.charge ?? 0),
  discharge: wh(amounts.discharge ?? 0),
  loss: wh(amounts.loss ?? 0),
  driven: wh(amounts.driven ?? 0),
  ...(at !== undefined && { site: at }),
})

/** A mix as a reader wants it: only the classes that are there. */
const named = (mix: Mix) => Object.fromEntries(MIX_CLASSES.flatMap((name, k) => (mix[k] ? [[name, mix[k]]] : [])))

describe('origin of energy', () => {
  it('meets the load with own PV first, and gives the rest to the supplier', () => {
    const { sites } = trackSlot([], [site(900, 600)], [], [])
    expect(sites[0]).toMatchObject({ own: 600, traded: 0, supplied: 0, drawn: 0 })
    expect(named(sites[0].load)).toEqual({ pv: 600 })
    expect(named(sites[0].exported)).toEqual({ pv: 300 })
  })

  it('meets it with own PV, own battery, what was bought, and the grid, in this order', () => {
    const slot = trackSlot(
      [battery(300, 100)],
      [site(100, 1_000), site(300, 0)],
      [store(0, 0, { discharge: 200 })],
      [trade(1, 0, 300, 'pv')],
    )
    expect(named(slot.sites[0].load)).toEqual({ pv: 400, 'pv-battery': 150, 'grid-battery': 50, grid: 400 })
    expect(slot.sites[0]).toMatchObject({ own: 300, traded: 300, supplied: 400, drawn: 400 })
    expect(slot.stores).toEqual([battery(150, 50)])
    expect(slot.flows.map(({ mix, ...rest }) => ({ ...rest, ...named(mix) }))).toEqual([
      { seller: 1, buyer: 0, pv: 300 },
    ])
  })

  it('uses own PV before the own battery, and gives the rest of both away', () => {
    const slot = trackSlot([battery(300, 300)], [site(400, 300)], [store(0, 0, { discharge: 200 })], [])
    expect(named(slot.sites[0].load)).toEqual({ pv: 300 })
    expect(named(slot.sites[0].exported)).toEqual({ pv: 100, 'pv-battery': 100, 'grid-battery': 100 })
  })

  it('loses at rest in proportion to what is held', () => {
    const slot = trackSlot([battery(300, 100)], [site(0, 0)], [store(0, 0, { loss: 40 })], [])
    expect(slot.stores).toEqual([battery(270, 90)])
    expect(slot.uses[0].lost).toEqual({ pv: 30, grid: 10 })
  })

  it('fills a battery with the mix of its source less its losses', () => {
    const slot = trackSlot([battery(0, 0)], [site(300, 0)], [store(0, 0, { charge: 400, loss: 28 })], [])
    expect(slot.stores).toEqual([battery(279, 93)])
    expect(slot.uses).toEqual([{ driven: { pv: 0, grid: 0 }, lost: { pv: 21, grid: 7 }, unexplained: 0 }])
    expect(slot.sites[0].drawn).toBe(100)
  })

  it('keeps what is primary when energy moves from a battery through a trade into a vehicle', () => {
    const slot = trackSlot(
      [battery(600, 200), vehicle(0, 0)],
      [site(0, 0), site(0, 0)],
      [store(0, 0, { discharge: 400 }), store(1, 1, { charge: 400, loss: 40 })],
      [trade(0, 1, 400, 'battery')],
    )
    expect(named(slot.flows[0].mix)).toEqual({ 'pv-battery': 300, 'grid-battery': 100 })
    expect(slot.stores).toEqual([battery(300, 100), vehicle(270, 90)])
    expect(slot.sites.map((origin) => origin.drawn)).toEqual([0, 0])
  })

  it('gives each contract the origin that was claimed, as far as the surplus has it', () => {
    const sites = [site(500, 0), site(0, 400), site(0, 400)]
    const discharge = [store(0, 0, { discharge: 300 })]
    const slot = trackSlot([battery(300, 0)], sites, discharge, [trade(0, 1, 400, 'battery'), trade(0, 2, 400, 'pv')])
    expect(slot.flows.map(({ mix }) => named(mix))).toEqual([{ pv: 100, 'pv-battery': 300 }, { pv: 400 }])
  })

  it('shares what is claimed twice in proportion', () => {
    const slot = trackSlot(
      [],
      [site(300, 0), site(0, 400), site(0, 200)],
      [],
      [trade(0, 1, 400, 'pv'), trade(0, 2, 200, 'pv')],
    )
    expect(slot.flows.map(({ mix }) => named(mix))).toEqual([
      { pv: 200, grid: 200 },
      { pv: 100, grid: 100 },
    ])
    expect(slot.sites[0]).toMatchObject({ drawn: 300 })
  })

  it('leaves the attribute with a seller that delivered less, and the grid with its buyer', () => {
    // 500 Wh of PV were sold and 200 delivered; the seller used 300 of its 500 itself
    const slot = trackSlot([], [site(500, 300), site(0, 500)], [], [trade(0, 1, 200, 'pv')])
    expect(named(slot.sites[0].load)).toEqual({ pv: 300 })
    expect(named(slot.sites[1].load)).toEqual({ pv: 200, grid: 300 })
  })

  it('gives what was bought beyond need on to the supplier', () => {
    const slot = trackSlot([], [site(500, 0), site(0, 200)], [], [trade(0, 1, 500, 'pv')])
    expect(slot.sites[1]).toMatchObject({ traded: 200, drawn: 0 })
    expect(named(slot.sites[1].exported)).toEqual({ pv: 300 })
    expect(named(slot.sites[0].exported)).toEqual({})
  })

  it('shortens a resale to who generated and who used', () => {
    const slot = trackSlot(
      [],
      [site(500, 0), site(0, 100), site(0, 400)],
      [],
      [trade(0, 1, 500, 'pv'), trade(1, 2, 400)],
    )
    expect(slot.flows.map(({ mix, ...pair }) => ({ ...pair, ...named(mix) }))).toEqual([
      { seller: 0, buyer: 1, pv: 100 },
      { seller: 0, buyer: 2, pv: 400 },
    ])
  })

  it('passes on only what was bought beyond own need; the rest of what was sold came from the grid', () => {
    const slot = trackSlot(
      [],
      [site(400, 0), site(0, 300), site(0, 200)],
      [],
      [trade(0, 1, 400, 'pv'), trade(1, 2, 200, 'pv')],
    )
    expect(named(slot.sites[1].load)).toEqual({ pv: 300 })
    expect(named(slot.sites[2].load)).toEqual({ pv: 100, grid: 100 })
    expect(slot.sites.map((origin) => origin.drawn)).toEqual([0, 100, 0])
  })

  it('keeps the claim of the first seller through a resale', () => {
    const sites = [site(400, 0), site(0, 0), site(0, 400), site(0, 400)]
    const trades = [trade(0, 3, 400, 'battery'), trade(0, 1, 400, 'pv'), trade(1, 2, 400)]
    const slot = trackSlot([battery(0, 400)], sites, [store(0, 0, { discharge: 400 })], trades)
    expect(named(slot.sites[2].load)).toEqual({ pv: 400 })
    expect(named(slot.sites[3].load)).toEqual({ 'grid-battery': 400 })
  })

  it('sees through a ring of trades in which nothing moved', () => {
    const ring = [trade(0, 1, 300), trade(1, 2, 300), trade(2, 0, 300)]
    const slot = trackSlot([], [site(200, 200), site(0, 0), site(0, 0)], [], ring)
    expect(slot.flows).toEqual([])
    expect(slot.sites.map((origin) => [named(origin.load), origin.drawn])).toEqual([
      [{ pv: 200 }, 0],
      [{}, 0],
      [{}, 0],
    ])
  })

  it('does not count self-supply as a trade', () => {
    const slot = trackSlot([], [site(500, 500)], [], [trade(0, 0, 500, 'pv')])
    expect(slot.flows).toEqual([])
    expect(slot.sites[0]).toMatchObject({ own: 500, traded: 0 })
  })

  it('counts a charge and discharge within one slot as what it came to', () => {
    const slot = trackSlot(
      [battery(100, 100)],
      [site(500, 300)],
      [store(0, 0, { charge: 500, discharge: 300, loss: 20 })],
      [],
    )
    expect(named(slot.sites[0].load)).toEqual({ pv: 300 })
    expect(slot.stores).toEqual([battery(280, 100)])
  })

  it('says what a vehicle drove with, and what it should not have had', () => {
    const slot = trackSlot([vehicle(600, 200)], [], [store(0, undefined, { driven: 400 })], [])
    expect(slot.uses[0]).toEqual({ driven: { pv: 300, grid: 100 }, lost: { pv: 0, grid: 0 }, unexplained: 0 })
    const beyond = trackSlot([vehicle(60, 20)], [], [store(0, undefined, { driven: 100 })], [])
    expect(beyond.uses[0]).toMatchObject({ driven: { pv: 60, grid: 40 }, unexplained: 20 })
    expect(beyond.stores).toEqual([vehicle(0, 0)])
  })

  it('calls it grid, never PV, when a meter says that a battery gave more than it held', () => {
    const slot = trackSlot([battery(50, 0)], [site(0, 100)], [store(0, 0, { discharge: 100 })], [])
    expect(named(slot.sites[0].load)).toEqual({ 'pv-battery': 50, 'grid-battery': 50 })
    expect(slot.uses[0].unexplained).toBe(50)
    expect(primaryOf(slot.sites[0].load)).toEqual({ pv: 50, grid: 50 })
  })

  it('refuses amounts that no meter shows', () => {
    expect(() => trackSlot([], [{ pv: -1, load: 0 } as never], [], [])).toThrow(/whole Wh/)
    expect(() => trackSlot([], [site(0, 0)], [], [{ ...trade(0, 0, 0), quantity: 0.5 as never }])).toThrow(/whole/)
    expect(() => trackSlot([battery(0, 0)], [], [store(0, undefined, { charge: 1 })], [])).toThrow(
      /where it is connected/,
    )
    expect(() => trackSlot([], [site(0, 0)], [store(0, 0, { charge: 1 })], [])).toThrow(/a store that exists/)
  })
})
