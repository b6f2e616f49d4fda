import { describe, expect, it } from 'vitest'
import { storageHorizon } from '../value/storage-horizon.js'
import { ValueProgramme } from '../value/value-programme.js'
import { SlotWorth } from './slot-worth.js'

/** A lossless store of 3,000 Wh, half full, 1,000 Wh a slot; the other slots trade at 10 and 20. */
function morning(settings: { stored?: number; floor?: number } = {}): ValueProgramme {
  const h = storageHorizon(3, { stored: settings.stored ?? 1500, ceiling: 3000, terminalWorth: [0] })
  const prices = [15, 10, 20]
  for (let k = 0; k < 3; k++) {
    h.buy[k] = h.sell[k] = prices[k]
    h.charge[k] = h.discharge[k] = 1000
    h.floor[k] = settings.floor ?? 0
  }
  const programme = new ValueProgramme()
  programme.solve(h)
  return programme
}

describe('the worth of a slot to a store', () => {
  const worth = new SlotWorth()

  it('falls with every Wh that it buys there', () => {
    // of 2,000 Wh the other slots take 1,000 at 20 and 1,000 at 10; 1,500 are there already, and more than 2,000 are left over
    worth.read(morning(), 0, 'buy')
    expect([worth.at(100), worth.at(500), worth.at(600), worth.at(1000)]).toEqual([10, 10, 0, 0])
    expect(worth.at(1100)).toBeNaN()
  })

  it('rises with every Wh that it sells there', () => {
    worth.read(morning({ stored: 800 }), 0, 'sell')
    // 800 Wh are sold at 20 later, and what is sold now is bought again at 10 before that; there is no more to sell
    expect([worth.at(100), worth.at(800)]).toEqual([10, 10])
    expect(worth.at(900)).toBeNaN()
  })

  it('counts what is worth a limit or better', () => {
    worth.read(morning(), 0, 'buy')
    expect([worth.within(11), worth.within(10), worth.within(0)]).toEqual([0, 500, 1000])
    worth.read(morning(), 0, 'sell')
    expect([worth.within(9), worth.within(10)]).toEqual([0, 1000])
  })

  it('is beyond price where a floor needs the energy', () => {
    worth.read(morning({ stored: 200, floor: 700 }), 0, 'buy')
    expect(worth.at(500)).toBe(Infinity)
    expect(worth.within(Infinity)).toBe(500)
    expect(worth.at(600)).toBe(10)
  })
})
