import type { DocumentOrder } from './book-document.js'

/**
 * Number the parties of a book: orders that share a participant or a site, directly or through others, are one party,
 * which never trades with itself for money.
 * @returns the party of each order, 0.. in order of appearance.
 */
export function tradingParties(orders: readonly DocumentOrder[]): Int32Array {
  const parent = orders.map((_, i) => i)
  const root = (i: number): number => {
    let at = i
    while (parent[at] !== at) {
      parent[at] = parent[parent[at]]
      at = parent[at]
    }
    return at
  }
  const firstAt = new Map<string, number>()
  orders.forEach(({ participant, site }, i) => {
    for (const name of [`participant ${participant}`, ...(site === undefined ? [] : [`site ${site}`])]) {
      const first = firstAt.get(name)
      if (first === undefined) firstAt.set(name, i)
      else parent[root(i)] = root(first)
    }
  })
  const numbers = new Map<number, number>()
  return Int32Array.from(orders, (_, i) => {
    const found = numbers.get(root(i)) ?? numbers.size
    numbers.set(root(i), found)
    return found
  })
}
