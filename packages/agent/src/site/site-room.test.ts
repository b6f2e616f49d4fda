import type { Fate, FateKind, OrderRequest } from '@jazzgrid/market'
import { type Price, perKwh, wh } from '@jazzgrid/units'
import { describe, expect, it } from 'vitest'
import { SiteRoom } from './site-room.js'

/** A 5 kW leg carries 2,500 Wh in a half-hour. */
const LEG = 2_500

const order = (side: 'buy' | 'sell', quantity: number, device = 0): OrderRequest => {
  const terms = { account: 0, device, slot: 4, price: perKwh(20), quantity: wh(quantity), goodTill: 0 }
  return { kind: 'order', tag: 1, side, ...terms }
}

function fate(kind: FateKind, side: 'buy' | 'sell', lastQuantity: number, leaves: number): Fate {
  return {
    ...{ kind, side, handle: 1, tag: 1, account: 0, device: 0, slot: 4, price: perKwh(20), quantity: wh(1_000) },
    ...{ lastQuantity: wh(lastQuantity), leaves: wh(leaves), lastPrice: 0 as Price },
    ...{ selfSupply: false, ended: null, refusal: null },
  }
}

function roomAfter(events: readonly (OrderRequest | Fate)[]): { out: number; in: number } {
  const room = new SiteRoom(LEG)
  for (const event of events) {
    if ('goodTill' in event) room.placed(event)
    else room.heard(event as Fate)
  }
  const signal = room.signal(4, 1)
  return { out: signal.out.values[0], in: signal.in.values[0] }
}

describe('the room of a site', () => {
  it.each<[string, (OrderRequest | Fate)[], number, number]>([
    ['is the whole leg both ways before anybody promised anything', [], 2_500, 2_500],
    ['shrinks outwards by an offer from the moment that it is sent', [order('sell', 1_000)], 1_500, 2_500],
    ['shrinks inwards by a bid', [order('buy', 700)], 2_500, 1_800],
    [
      'is shared: the roof and the battery offer through one leg',
      [order('sell', 1_000), order('sell', 1_200, 1)],
      300,
      2_500,
    ],
    [
      'does not trust in a bid to make room for an offer: the bid may not fill',
      [order('sell', 1_000), order('buy', 1_000)],
      1_500,
      1_500,
    ],
    [
      'gains inwards what was sold: the flows cancel out',
      [order('sell', 1_000), fate('filled', 'sell', 1_000, 0)],
      1_500,
      3_500,
    ],
    [
      'never saw energy that a device of the site sold to another',
      [order('sell', 1_000), order('buy', 1_000, 1), fate('filled', 'sell', 1_000, 0), fate('filled', 'buy', 1_000, 0)],
      2_500,
      2_500,
    ],
    [
      'comes back with what an order left behind',
      [order('sell', 1_000), fate('partially-filled', 'sell', 300, 700), fate('expired', 'sell', 0, 700)],
      2_200,
      2_800,
    ],
    [
      'comes back with an order that was refused',
      [order('buy', 1_000), fate('rejected', 'buy', 0, 1_000)],
      2_500,
      2_500,
    ],
  ])('%s', (_what, events, out, into) => {
    expect(roomAfter(events)).toEqual({ out, in: into })
  })

  it('is not freed by a cancellation that is only on its way', () => {
    const room = new SiteRoom(LEG)
    room.placed(order('sell', 1_000))
    room.placed({ kind: 'cancel', tag: 2, account: 0, device: 0, handle: 1 })
    expect([...(room.signal(3, 3).out.values as Float64Array)]).toEqual([2_500, 1_500, 2_500])
  })

  it('forgets a slot that is over', () => {
    const room = new SiteRoom(LEG)
    room.placed(order('sell', 1_000))
    room.placed(order('buy', 400))
    room.forget(4)
    expect(room.signal(4, 1)).toEqual({
      out: { first: 4, values: new Float64Array([LEG]) },
      in: { first: 4, values: new Float64Array([LEG]) },
    })
  })
})
