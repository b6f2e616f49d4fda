import type { BookDocument, DocumentOrder, Name } from './book-document.js'
import { type BookRefusal, refuse, shown } from './book-refusal.js'
import {
  decimalNumber,
  LARGEST_PRICE_UNITS,
  LARGEST_TOTAL_UNITS,
  PLACES,
  readDecimal,
  readPositive,
} from './exact-decimal.js'
import { WrittenNumber } from './written-number.js'

export type BookReading = { readonly ok: true; readonly book: BookDocument } | BookRefusal

interface Grid {
  readonly tick: bigint
  readonly lot: bigint
}

const BOOK_FIELDS = ['orders', 'tick', 'lot']
const NEEDED = ['id', 'participant', 'side', 'price', 'quantity'] as const
const ORDER_FIELDS: readonly string[] = [...NEEDED, 'site']

/**
 * Read `{"orders": [{"id", "participant", "side", "price", "quantity", "site"?}], "tick"?, "lot"?}`. The first mistake
 * refuses the book; nothing is rounded, guessed or left out.
 */
export function readBook(json: unknown): BookReading {
  if (!isRecord(json)) return refuse('$', 'not-an-object', `A book is an object with "orders", not ${shown(json)}.`)
  const unknown = unknownField(json, BOOK_FIELDS, '')
  if (unknown) return unknown
  const tick = json.tick === undefined ? 1n : readPositive(json.tick, 'tick')
  if (typeof tick !== 'bigint') return tick
  const lot = json.lot === undefined ? 1n : readPositive(json.lot, 'lot')
  if (typeof lot !== 'bigint') return lot
  if (lot >= LARGEST_TOTAL_UNITS) return refuse('lot', 'too-large', `A lot of ${shown(json.lot)} is 10^9 or more.`)
  if (json.orders === undefined)
    return refuse('orders', 'missing-field', 'A book needs "orders"; an empty list is one.')
  if (!Array.isArray(json.orders)) {
    return refuse('orders', 'not-a-list', `"orders" is a list of orders, not ${shown(json.orders)}.`)
  }

  const orders: DocumentOrder[] = []
  const places = new Map<string, number>()
  let total = 0n
  for (const [i, entry] of json.orders.entries()) {
    const order = readOrder(entry, `orders[${i}]`, { tick, lot })
    if ('ok' in order) return order
    const first = places.get(String(order.id))
    if (first !== undefined) {
      const message = `${shown(order.id)} is already the id of orders[${first}]. Give every order an id of its own.`
      return refuse(`orders[${i}].id`, 'duplicate-id', message)
    }
    places.set(String(order.id), i)
    total += BigInt(order.lots) * lot
    if (total >= LARGEST_TOTAL_UNITS) {
      const message = 'The quantities of the book add up to 10^9 or more. Use a larger unit.'
      return refuse(`orders[${i}].quantity`, 'too-large', message)
    }
    orders.push(order)
  }
  return { ok: true, book: { orders, lot: Number(lot) } }
}

function readOrder(entry: unknown, path: string, { tick, lot }: Grid): DocumentOrder | BookRefusal {
  if (!isRecord(entry)) return refuse(path, 'not-an-object', `An order is an object, not ${shown(entry)}.`)
  const unknown = unknownField(entry, ORDER_FIELDS, `${path}.`)
  if (unknown) return unknown
  for (const field of NEEDED) {
    if (entry[field] === undefined) return refuse(`${path}.${field}`, 'missing-field', `The order has no "${field}".`)
  }
  const { id, participant, side, site } = entry
  for (const [field, name] of Object.entries({ id, participant, ...(site !== undefined && { site }) })) {
    if (!isName(name)) {
      const advice = isNumber(name) ? 'Write it in quotes.' : 'Write a text that is not empty.'
      return refuse(`${path}.${field}`, 'not-a-name', `${shown(name)} is no name. ${advice}`)
    }
  }
  if (side !== 'buy' && side !== 'sell') {
    return refuse(`${path}.side`, 'unknown-side', `${shown(side)} is no side. Write "buy" or "sell".`)
  }
  const price = readDecimal(entry.price, `${path}.price`)
  if (typeof price !== 'bigint') return price
  const quantity = readPositive(entry.quantity, `${path}.quantity`)
  if (typeof quantity !== 'bigint') return quantity
  if (price >= LARGEST_PRICE_UNITS || price <= -LARGEST_PRICE_UNITS) {
    return refuse(`${path}.price`, 'too-large', `${shown(entry.price)} is not within 10^8. Use a larger price unit.`)
  }
  if (price % tick !== 0n) {
    return refuse(`${path}.price`, 'off-tick', offGrid(entry.price, price, 'tick', tick))
  }
  if (quantity >= LARGEST_TOTAL_UNITS) {
    return refuse(`${path}.quantity`, 'too-large', `${shown(entry.quantity)} is 10^9 or more. Use a larger unit.`)
  }
  if (quantity % lot !== 0n) {
    return refuse(`${path}.quantity`, 'off-lot', offGrid(entry.quantity, quantity, 'lot', lot))
  }
  return {
    id: id as Name,
    participant: participant as Name,
    ...(site !== undefined && { site: site as Name }),
    side,
    price: Number(price),
    lots: Number(quantity / lot),
  }
}

/** `1.05 is not a multiple of the tick 0.1. The nearest are 1 and 1.1.` */
function offGrid(written: unknown, units: bigint, name: 'tick' | 'lot', step: bigint): string {
  const below = units - (((units % step) + step) % step)
  const near = [below, below + step].filter((each) => name === 'tick' || each > 0n)
  const texts = near.map((each) => String(decimalNumber(each, PLACES)))
  const advice = texts.length === 1 ? `The least is ${texts[0]}` : `The nearest are ${texts.join(' and ')}`
  return `${shown(written)} is not a multiple of the ${name} ${decimalNumber(step, PLACES)}. ${advice}.`
}

const isNumber = (value: unknown): boolean => typeof value === 'number' || value instanceof WrittenNumber

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof WrittenNumber)
}

function isName(value: unknown): value is Name {
  return typeof value === 'string' ? value.trim() !== '' : Number.isSafeInteger(value)
}

/** A field that we do not know is a mistake or a wish that we would not meet: better said than passed over. */
function unknownField(record: object, known: readonly string[], prefix: string): BookRefusal | undefined {
  const field = Object.keys(record).find((name) => !known.includes(name))
  if (field === undefined) return undefined
  const word = field.toLowerCase()
  const meant = known.find((name) => word.startsWith(name) || (word.length > 2 && name.startsWith(word)))
  const advice = meant === undefined ? `Known are ${known.join(', ')}.` : `Did you mean "${meant}"?`
  return refuse(`${prefix}${field}`, 'unknown-field', `"${field}" means nothing here. ${advice}`)
}
