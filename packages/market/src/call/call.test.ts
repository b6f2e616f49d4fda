import { describe, expect, it } from 'vitest'
import { outcomeOf, tradesOf } from '../../test/call/trade-table.js'

const supporting = (k: number) => ({ interval: 'supporting', k }) as const
const marginalPair = (k: number) => ({ interval: 'marginal-pair', k }) as const

describe('the call auction', () => {
  const book = `
    pv1  sell 10 : 1000
    pv2  sell 12 : 1000
    grid sell 26 : 9000
    h1   buy  28 : 800
    h2   buy  24 : 700
    h3   buy  20 : 400`

  it('trades the welfare optimum with the marginal partial fill, at the midpoint of the marginal pair', () => {
    expect(outcomeOf(book, 'call')).toBe('1900 at 16 between 12 and 20')
  })

  it('places the price by k: 0 is best for buyers, 1 for sellers', () => {
    expect(outcomeOf(book, 'call', marginalPair(0))).toBe('1900 at 12 between 12 and 20')
    expect(outcomeOf(book, 'call', marginalPair(1))).toBe('1900 at 20 between 12 and 20')
  })

  it('gives a rationed side its own limit where the price must support the allocation', () => {
    expect(outcomeOf(book, 'call', supporting(1 / 2))).toBe('1900 at 12 between 12 and 20')
  })

  it('leaves a true interval to k where both sides end together', () => {
    const even = `
      pv1  sell 10 : 1000
      grid sell 26 : 9000
      h1   buy  28 : 1000
      h2   buy  9  : 500`
    expect(outcomeOf(even, 'call', supporting(0))).toBe('1000 at 10 between 10 and 28')
    expect(outcomeOf(even, 'call', supporting(1 / 2))).toBe('1000 at 18 between 10 and 28')
    expect(outcomeOf(even, 'call', supporting(1))).toBe('1000 at 26 between 10 and 28')
  })

  it('trades bids and offers at one price', () => {
    expect(outcomeOf('pv sell 15 : 500\nh1 buy 15 : 300', 'call')).toBe('300 at 15 between 15 and 15')
  })

  it('shares a tie pro rata, the odd unit to the largest remainder and then to the lower rank', () => {
    const tie = `
      pv sell 10 : 100
      h1 buy  20 : 100
      h2 buy  20 : 100
      h3 buy  20 : 50`
    expect(tradesOf(tie, 'call')).toEqual(['pv -> h1 40 at 15', 'pv -> h2 40 at 15', 'pv -> h3 20 at 15'])
    expect(tradesOf(tie.replace(': 100\n      h1', ': 101\n      h1'), 'call')[0]).toBe('pv -> h1 41 at 15')
  })

  it('clears at negative prices', () => {
    expect(outcomeOf('pv sell -5 : 100\nh1 buy -1 : 100', 'call')).toBe('100 at -3 between -5 and -1')
  })

  it('lets own PV meet own load first, for no money and without touching the volume of others', () => {
    const homes = `
      h1 sell 10 : 1000 pv
      h1 buy  30 : 600
      h2 buy  30 : 600`
    expect(tradesOf(homes, 'call')).toEqual(['h1 for itself 500', 'h1 -> h2 500 at 20'])
  })

  it('has no price where everybody serves only itself', () => {
    expect(outcomeOf('h1 sell 10 : 100\nh1 buy 20 : 100', 'call')).toBe('no trade')
  })
})

describe('minimum quantities', () => {
  it('let the order leave that would get too little, and clear again without it', () => {
    const book = `
      pv sell 10 : 1000
      h1 buy  30 : 800
      h2 buy  20 : 500 minimum 300
      h3 buy  18 : 100`
    expect(tradesOf(book, 'call')).toEqual(['pv -> h1 800 at 14', 'pv -> h3 100 at 14'])
  })

  it('stand in the way of nobody whose fill reaches them', () => {
    expect(tradesOf('pv sell 10 : 300\nh1 buy 20 : 500 minimum 300', 'call')).toEqual(['pv -> h1 300 at 15'])
  })

  it('let bids leave before offers, then the worst limit, the largest shortfall, the highest rank', () => {
    const book = `
      s1 sell 10 : 100 minimum 60
      s2 sell 10 : 100 minimum 60
      h1 buy  30 : 100`
    expect(tradesOf(book, 'call')).toEqual(['s1 -> h1 100 at 20'])
    expect(tradesOf(`${book} minimum 150`, 'call')).toEqual([])
  })

  it('may empty a book', () => {
    expect(outcomeOf('pv sell 10 : 100\nh1 buy 20 : 500 minimum 200', 'call')).toBe('no trade')
  })
})
