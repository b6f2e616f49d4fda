import { describe, expect, it } from 'vitest'
import { tradesOf } from '../../test/call/trade-table.js'

const low = { interval: 'supporting', k: 0 } as const
const high = { interval: 'supporting', k: 1 } as const

describe('a premium for renewable energy', () => {
  const book = `
    pv   sell 10 : 500 pv
    grid sell 10 : 500
    h1   buy  20 : 500
    h2   buy  19 : 500 +2 renewable`

  it('gives the PV to who pays for it and plain energy to the other', () => {
    expect(tradesOf(book, 'call', low)).toEqual(['grid -> h1 500 at 10', 'pv -> h2 500 at 10'])
  })

  it('makes renewable energy dearer than plain by no more than the premium', () => {
    expect(tradesOf(book, 'call', high)).toEqual(['grid -> h1 500 at 20', 'pv -> h2 500 at 21'])
  })

  it('counts in the limit where the pair settles as bid', () => {
    expect(tradesOf(book, 'pay-as-bid')).toEqual(['grid -> h1 500 at 15', 'pv -> h2 500 at 15.5'])
  })

  it('falls back to the plain order where there is no such energy', () => {
    const dark = `
      grid sell 10 : 500
      h2   buy  19 : 500 +2 renewable`
    expect(tradesOf(dark, 'call', low)).toEqual(['grid -> h2 500 at 10'])
  })

  it('is not paid for plain energy: a limit below the offer stays unfilled', () => {
    const dear = `
      grid sell 20 : 500
      pv   sell 20 : 200 pv
      h2   buy  19 : 500 +2 renewable`
    expect(tradesOf(dear, 'call', low)).toEqual(['pv -> h2 200 at 21'])
  })

  it('moves a served neighbour to plain energy when that frees PV for somebody who pays for it', () => {
    const scarce = `
      pv   sell 5  : 500 pv
      grid sell 15 : 500
      h1   buy  30 : 500
      h2   buy  12 : 500 +6 renewable`
    expect(tradesOf(scarce, 'call', low)).toEqual(['grid -> h1 500 at 15', 'pv -> h2 500 at 15'])
  })
})

describe('a premium for local energy', () => {
  it("is earned only from the buyer's own feeder", () => {
    const feeders = `
      near sell 12 : 500 feeder 1
      far  sell 10 : 500 feeder 2
      h1   buy  20 : 500 feeder 1 +3 local
      h2   buy  20 : 500 feeder 3`
    expect(tradesOf(feeders, 'pay-as-bid')).toEqual(['far -> h2 500 at 15', 'near -> h1 500 at 17.5'])
  })

  it('is not worth more than it costs', () => {
    const dear = `
      near sell 16 : 500 feeder 1
      far  sell 10 : 500 feeder 2
      h1   buy  20 : 500 feeder 1 +3 local`
    expect(tradesOf(dear, 'call', low)).toEqual(['far -> h1 500 at 10'])
  })
})

describe('self-supply with premiums', () => {
  it('comes first as long as nobody pays more for the own PV than buying costs', () => {
    const home = `
      h1   sell 5  : 300 pv
      h1   buy  30 : 300
      grid sell 20 : 300
      h2   buy  8  : 300 +5 renewable`
    expect(tradesOf(home, 'call', low)).toEqual(['h1 for itself 300'])
    expect(tradesOf(home.replace('+5', '+18'), 'call', low)).toEqual(['grid -> h1 300 at 20', 'h1 -> h2 300 at 20'])
  })
})
