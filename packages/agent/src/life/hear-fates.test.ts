import type { Fate } from '@jazzgrid/market'
import { type Price, perKwh, wh } from '@jazzgrid/units'
import { describe, expect, it } from 'vitest'
import { stateOf } from '../conformance/index.js'
import { StateBook } from './agent-state.js'
import { hearFates } from './hear-fates.js'
import { positionIn } from './slot-ledger.js'

const ORDERS = stateOf({
  slots: 4,
  positions: [0, 100, 0, 0],
  resting: [
    { slot: 1, side: 'sell', price: 20, leaves: 500 },
    { slot: 2, side: 'buy', price: 12, leaves: 300, accepted: false },
  ],
})

/** A fate of the first order unless told otherwise. */
function fate(kind: Fate['kind'], what: Partial<Fate> = {}): Fate {
  return {
    kind,
    handle: 101,
    tag: 1,
    account: 0,
    device: 0,
    slot: 1,
    side: 'sell',
    price: perKwh(20),
    quantity: wh(500),
    leaves: wh(500),
    lastQuantity: wh(0),
    lastPrice: 0 as Price,
    selfSupply: false,
    ended: null,
    refusal: null,
    ...what,
  }
}

const fill = (lastQuantity: number, leaves: number, what: Partial<Fate> = {}): Fate =>
  fate(leaves === 0 ? 'filled' : 'partially-filled', { lastQuantity: wh(lastQuantity), leaves: wh(leaves), ...what })

describe('an agent that hears the fate of its orders', () => {
  it('knows an accepted order by its handle', () => {
    const { resting } = hearFates(ORDERS, [
      fate('accepted', { tag: 2, handle: 77, slot: 2, side: 'buy', leaves: wh(300) }),
    ])
    expect(resting[1]).toMatchObject({ tag: 2, handle: 77, leaves: 300 })
  })

  it('turns fills into positions, sales negative and purchases positive', () => {
    const after = hearFates(ORDERS, [fill(200, 300), fill(300, 0, { tag: 2, slot: 2, side: 'buy' })])
    expect(after.resting).toEqual([{ ...ORDERS.resting[0], leaves: 300 }])
    expect(positionIn(after.positions, 1)).toBe(100 - 200)
    expect(positionIn(after.positions, 2)).toBe(300)
    const book = new StateBook(after)
    expect([book.offerLeaves(1), book.bidLeaves(1), book.bidLeaves(2)]).toEqual([300, 0, 0])
  })

  it('counts what a site supplies to itself like any other fill', () => {
    const after = hearFates(ORDERS, [fill(500, 0, { selfSupply: true })])
    expect(positionIn(after.positions, 1)).toBe(-400)
    expect(after.resting).toHaveLength(1)
  })

  it.each(['canceled', 'expired', 'replaced', 'rejected'] as const)('lets go of an order that is %s', (kind) => {
    const after = hearFates(ORDERS, [fate(kind)])
    expect(after.resting.map(({ tag }) => tag)).toEqual([2])
    expect(after.positions).toEqual(ORDERS.positions)
  })

  it('follows one order through several fates in their order', () => {
    const after = hearFates(ORDERS, [fill(100, 400), fill(150, 250), fate('expired', { leaves: wh(250) })])
    expect(positionIn(after.positions, 1)).toBe(100 - 250)
    expect(after.resting.map(({ tag }) => tag)).toEqual([2])
  })

  it('stays as it was where a cancellation is refused: that was another request', () => {
    const refused = fate('rejected', { tag: 9, refusal: { code: 'unknown-order', params: { handle: 101 } } })
    expect(hearFates(ORDERS, [refused])).toEqual(ORDERS)
  })

  it('leaves the state that it was given untouched', () => {
    const before = JSON.stringify(ORDERS)
    hearFates(ORDERS, [fill(500, 0)])
    expect(JSON.stringify(ORDERS)).toBe(before)
  })
})
