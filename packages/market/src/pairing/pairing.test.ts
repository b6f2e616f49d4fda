import { describe, expect, it } from 'vitest'
import { tradesOf } from '../../test/call/trade-table.js'

describe('pairing into balanced units', () => {
  it('writes down the two units of the slides', () => {
    const book = `
      user1  sell 20 : 1000 feeder 1
      user5  buy  20 : 1000 feeder 1
      user11 sell 20 : 1200 feeder 2
      user2  buy  20 : 1200 feeder 2`
    expect(tradesOf(book, 'call')).toEqual(['user11 -> user2 1200 at 20', 'user1 -> user5 1000 at 20'])
  })

  it('joins neighbours of one feeder before strangers', () => {
    const book = `
      s1 sell 10 : 900 feeder 1
      s2 sell 10 : 500 feeder 2
      b1 buy  20 : 800 feeder 2
      b2 buy  20 : 600 feeder 1`
    expect(tradesOf(book, 'call')).toEqual(['s2 -> b1 500 at 15', 's1 -> b2 600 at 15', 's1 -> b1 300 at 15'])
  })

  it('gives PV energy to who would like it, but keeps to the feeder first, without moving the price', () => {
    const book = `
      pv   sell 10 : 500 pv feeder 1
      grid sell 10 : 500 feeder 1
      b1   buy  20 : 500 feeder 1
      b2   buy  20 : 400 renewable feeder 1
      b3   buy  20 : 100 renewable feeder 2`
    expect(tradesOf(book, 'call')).toEqual([
      'pv -> b2 400 at 15',
      'pv -> b1 100 at 15',
      'grid -> b1 400 at 15',
      'grid -> b3 100 at 15',
    ])
    expect(tradesOf(book.replaceAll(/feeder \d/g, ''), 'call')).toEqual([
      'pv -> b2 400 at 15',
      'pv -> b3 100 at 15',
      'grid -> b1 500 at 15',
    ])
  })

  it('uses PV before the battery at home', () => {
    const book = `
      h1 sell 10 : 500
      h1 sell 10 : 300 pv
      h1 buy  20 : 400
      h2 buy  20 : 400`
    expect(tradesOf(book, 'call')).toEqual(['h1 for itself 300', 'h1 for itself 100', 'h1 -> h2 400 at 15'])
  })

  it('takes the largest first and the lower rank among equals', () => {
    const book = `
      s1 sell 10 : 100
      s2 sell 10 : 300
      s3 sell 10 : 300
      b1 buy  20 : 350
      b2 buy  20 : 350`
    expect(tradesOf(book, 'call')).toEqual([
      's2 -> b1 300 at 15',
      's3 -> b1 50 at 15',
      's3 -> b2 250 at 15',
      's1 -> b2 100 at 15',
    ])
  })
})
