import { formatScaled } from '@jazzgrid/units'
import { batchBook } from '../../src/call/batch-book.js'
import type { BatchClearing, BatchMechanism, PriceRule } from '../../src/call/batch-clearing.js'
import { clearBatch } from '../../src/call/batch-mechanisms.js'
import { bookTable } from './book-table.js'

const perKwh = (milli: number) => formatScaled(milli, 3)

/** Clear a table and write down the units: `h1 -> h2 1000 at 22.5`, self-supply as `h1 for itself 500`. */
export function tradesOf(table: string, mechanism: BatchMechanism, rule?: PriceRule): string[] {
  const { orders, names } = bookTable(table)
  const { pairs } = clearBatch(mechanism, batchBook(orders), rule)
  return Array.from(pairs.quantity, (quantity, u) => {
    const [buyer, seller] = [names[orders[pairs.buy[u]].account], names[orders[pairs.sell[u]].account]]
    if (u < pairs.own) return `${seller} for itself ${quantity}`
    const [price, received] = [perKwh(pairs.price[u]), perKwh(pairs.sellerPrice[u])]
    return `${seller} -> ${buyer} ${quantity} at ${price}${received === price ? '' : `, receives ${received}`}`
  })
}

/** The clearing of a table in a line: `30 at 20.3 between 20.1 and 20.5`. */
export function outcomeOf(table: string, mechanism: BatchMechanism, rule?: PriceRule): string {
  const { orders } = bookTable(table)
  const { volume, price, marginal }: BatchClearing = clearBatch(mechanism, batchBook(orders), rule)
  if (price === null || marginal === null) return 'no trade'
  return `${volume} at ${perKwh(price)} between ${perKwh(marginal.offer)} and ${perKwh(marginal.bid)}`
}
