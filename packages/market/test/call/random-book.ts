import fc from 'fast-check'
import type { BatchOrder } from '../../src/call/batch-book.js'

export interface BookShape {
  /** Distinct limits; few of them make ties at every level. */
  readonly limits: number
  readonly quantity: number
  readonly accounts: number
  readonly most: number
  readonly premiums?: boolean
  readonly minimums?: boolean
}

/** Random books with ranks that have nothing to do with the order of the rows. */
export function randomBook({
  limits,
  quantity,
  accounts,
  most,
  premiums,
  minimums,
}: BookShape): fc.Arbitrary<BatchOrder[]> {
  const order = fc.record({
    side: fc.constantFrom('buy' as const, 'sell' as const),
    price: fc.integer({ min: -Math.floor(limits / 4), max: limits }),
    quantity: fc.integer({ min: 1, max: quantity }),
    account: fc.integer({ min: 0, max: accounts - 1 }),
    feeder: fc.integer({ min: -1, max: 2 }),
    renewable: fc.boolean(),
    ...(premiums && {
      renewablePremium: fc.constantFrom(0, 0, 2, 5),
      localPremium: fc.constantFrom(0, 0, 1, 3),
    }),
    ...(minimums && { minimum: fc.constantFrom(0, 0, 1, Math.ceil(quantity / 2), quantity) }),
  })
  return fc.tuple(fc.array(order, { maxLength: most }), fc.infiniteStream(fc.nat())).map(([rows, draws]) => {
    const ranks = rows.map((_, i) => i)
    for (let i = ranks.length - 1; i > 0; i--) {
      const j = draws.next().value % (i + 1)
      ;[ranks[i], ranks[j]] = [ranks[j], ranks[i]]
    }
    return rows.map((row, i) => ({
      ...row,
      rank: ranks[i],
      ...(row.side === 'sell' && premiums && { renewablePremium: 0, localPremium: 0 }),
    }))
  })
}

/** The shapes that break auctions: ties everywhere, unit demand, huge quantities, a single account. */
export const SHAPES: Readonly<Record<string, BookShape>> = {
  'ties at every limit': { limits: 4, quantity: 9, accounts: 40, most: 24 },
  'unit quantities': { limits: 12, quantity: 1, accounts: 40, most: 24 },
  'many limits': { limits: 100_000, quantity: 50, accounts: 12, most: 30 },
  'huge quantities': { limits: 5, quantity: 2 ** 45, accounts: 8, most: 16 },
  'few accounts': { limits: 10, quantity: 20, accounts: 3, most: 20 },
}
