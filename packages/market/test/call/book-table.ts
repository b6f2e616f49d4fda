import { parseDecimal, scaled } from '@jazzgrid/units'
import type { BatchOrder } from '../../src/call/batch-book.js'

/**
 * A book as a trader writes it down, one order a line: `h1 buy 24.5 : 1000`, price in currency per kWh, quantity in Wh,
 * then what else there is to say: `pv` (offers), `feeder 2`, `+2 renewable`, `+1 local` (bids), `minimum 500`. The name
 * is the account; the same name is the same account. Prices become thousandths of a currency unit per kWh.
 */
export function bookTable(table: string): {
  readonly orders: readonly BatchOrder[]
  readonly names: readonly string[]
} {
  const names: string[] = []
  const rows = table
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
  const orders = rows.map((row): BatchOrder => {
    const [, name, side, price, quantity, rest] = /^(\S+)\s+(buy|sell)\s+(\S+)\s*:\s*(\d+)(.*)$/i.exec(row) ?? []
    if (side === undefined) throw new Error(`this is no order: ${row}`)
    if (!names.includes(name)) names.push(name)
    const value = (pattern: RegExp) => pattern.exec(rest)?.[1]
    const feeder = value(/feeder (\d+)/)
    const minimum = value(/minimum (\d+)/)
    const renewablePremium = value(/\+(\S+) renewable/)
    const localPremium = value(/\+(\S+) local/)
    return {
      side: side.toLowerCase() as 'buy' | 'sell',
      price: milli(price),
      quantity: Number(quantity),
      account: names.indexOf(name),
      renewable: /\bpv\b|renewable/.test(rest),
      ...(feeder !== undefined && { feeder: Number(feeder) }),
      ...(minimum !== undefined && { minimum: Number(minimum) }),
      ...(renewablePremium !== undefined && { renewablePremium: milli(renewablePremium) }),
      ...(localPremium !== undefined && { localPremium: milli(localPremium) }),
    }
  })
  return { orders, names }
}

function milli(text: string): number {
  const decimal = parseDecimal(text)
  const units = decimal && scaled(decimal, 3)
  if (units === undefined) throw new Error(`${text} is no price in thousandths`)
  return Number(units)
}
