import { formatScaled, parseDecimal, scaled } from '@jazzgrid/units'
import { type BookRefusal, refuse, shown } from './book-refusal.js'
import { WrittenNumber } from './written-number.js'

/** Decimals of a document are integers in millionths: six places are read exactly. */
export const PLACES = 6

/** Prices below 10^8 and a total quantity below 10^9: with the midpoint's seventh place 15 digits, exact in any double. */
export const LARGEST_PRICE_UNITS = 10n ** 14n
export const LARGEST_TOTAL_UNITS = 10n ** 15n

/** A number as it is written, a double (the shortest text of it) or a decimal in a string, in millionths. */
export function readDecimal(value: unknown, path: string): bigint | BookRefusal {
  const text = value instanceof WrittenNumber ? value.text : value
  const decimal = typeof text === 'string' || typeof text === 'number' ? parseDecimal(text) : undefined
  if (decimal === undefined) {
    return refuse(path, 'not-a-decimal', `${shown(value)} is not a decimal number. Write a number such as 24.5.`)
  }
  return (
    scaled(decimal, PLACES) ??
    refuse(path, 'too-fine', `${shown(value)} has more than ${PLACES} decimal places. Round it to ${PLACES}.`)
  )
}

/** As `readDecimal`, but above zero. */
export function readPositive(value: unknown, path: string): bigint | BookRefusal {
  const units = readDecimal(value, path)
  if (typeof units !== 'bigint' || units > 0n) return units
  const advice = path.endsWith('quantity') ? ' The side says whether an order buys or sells.' : ''
  return refuse(path, 'not-positive', `${shown(value)} is not above zero.${advice}`)
}

/** A JSON number that prints as the exact decimal, for integers of at most 15 digits. */
export function decimalNumber(units: bigint | number, places: number): number {
  return Number(formatScaled(units, places))
}
