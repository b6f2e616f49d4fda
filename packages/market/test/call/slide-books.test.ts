import { describe, expect, it } from 'vitest'
import { BOOK_A, BOOK_B } from './slide-books.js'
import { outcomeOf, tradesOf } from './trade-table.js'

const supporting = { interval: 'supporting', k: 1 / 2 } as const

describe.each(['call', 'pay-as-bid', 'trade-reduction'] as const)('%s', (mechanism) => {
  it('leaves both books of the slides as they are: no bid reaches an offer', () => {
    expect(outcomeOf(BOOK_A, mechanism)).toBe('no trade')
    expect(outcomeOf(BOOK_B, mechanism)).toBe('no trade')
  })
})

describe('book A with one more bid, 25 at 20.4', () => {
  const book = `${BOOK_A}
    new buy 20.4 : 25`

  it('clears in a call at one price between the bid at 20.4 and the last offer taken, 20.2', () => {
    expect(outcomeOf(book, 'call')).toBe('25 at 20.3 between 20.2 and 20.4')
    expect(tradesOf(book, 'call')).toEqual(['s8 -> new 20 at 20.3', 's7 -> new 5 at 20.3'])
  })

  it('clears at 20.2 where prices must support the allocation, as 5 are left at that price', () => {
    expect(outcomeOf(book, 'call', supporting)).toBe('25 at 20.2 between 20.2 and 20.4')
  })

  it('clears pay-as-bid with each pair in the middle of its own limits', () => {
    expect(tradesOf(book, 'pay-as-bid')).toEqual(['s8 -> new 20 at 20.25', 's7 -> new 5 at 20.3'])
  })

  it('does not clear by trade reduction, as its only buyer would set its own price', () => {
    expect(outcomeOf(book, 'trade-reduction')).toBe('no trade')
  })
})

describe('book B when the buyers raise their bids by 2', () => {
  const book = `
    s1  sell 26 : 30
    s2  sell 25 : 80
    s3  sell 24 : 100
    s4  sell 23 : 400
    b1  buy  24 : 300
    b2  buy  23 : 200
    b3  buy  22 : 150
    b4  buy  21 : 100`

  it('trades 400 at 23, of which the bid at 23 gets the 100 that are left', () => {
    expect(outcomeOf(book, 'call')).toBe('400 at 23 between 23 and 23')
    expect(tradesOf(book, 'call')).toEqual(['s4 -> b1 300 at 23', 's4 -> b2 100 at 23'])
  })

  it('pays 23.5 and 23 as bid', () => {
    expect(tradesOf(book, 'pay-as-bid')).toEqual(['s4 -> b1 300 at 23.5', 's4 -> b2 100 at 23'])
  })
})

describe('both sides in the middle of book A crossing by 0.5', () => {
  const book = `
    s5  sell 20.5 : 10
    s6  sell 20.4 : 20
    s7  sell 20.2 : 10
    s8  sell 20.1 : 20
    b1  buy  20.6 : 15
    b2  buy  20.3 : 20
    b3  buy  20.2 : 30`

  it('trades the 30 on offer up to 20.2, at 20.3 where the bid that wants 5 more must be content', () => {
    expect(outcomeOf(book, 'call')).toBe('30 at 20.25 between 20.2 and 20.3')
    expect(outcomeOf(book, 'call', supporting)).toBe('30 at 20.3 between 20.2 and 20.3')
  })

  it('loses the marginal bid and the marginal offer by trade reduction and leaves a surplus', () => {
    expect(tradesOf(book, 'trade-reduction')).toEqual(['s8 -> b1 15 at 20.3, receives 20.2'])
  })
})
