import type { Book, BookOfSlot, BookStep } from '@jazzgrid/node/api'
import { type Amounts, amountsIn, energy, LocalTime, ladder } from '@jazzgrid/sim'
import { textTable } from '../terminal/text-table.js'

/** A genesis names no currency: prices are in the one in which the community pays its supplier. */
export const NODE_AMOUNTS: Amounts = { ...amountsIn('JPY'), currency: '', priceUnit: '/kWh', priceWithUnit: priceOf }

function priceOf(microPerWh: number): string {
  return `${amountsIn('JPY').price(microPerWh)}/kWh`
}

export interface BookTextOptions {
  readonly zone: string
  readonly color?: boolean
  /** The slot whose ladder is drawn, UTC ms; the next one that somebody quotes if left out. */
  readonly slot?: number
}

/** The open books as a table, and one of them as a ladder. */
export function bookText(book: Book, { zone, color = false, slot }: BookTextOptions): string {
  const local = new LocalTime(zone)
  const head = `height ${book.height} (${book.certificate.slice(0, 8)}), as of ${local.stamp(book.at_ms)}`
  const quoted = book.books.filter(({ bids, offers }) => bids.length + offers.length > 0)
  const chosen = slot === undefined ? quoted[0] : book.books.find(({ slot_ms }) => slot_ms === slot)
  if (chosen === undefined) {
    return `${head}\n${slot === undefined ? 'Nobody asks for or offers anything.' : 'Nobody has this slot in the book.'}`
  }
  const tables = slot === undefined && quoted.length > 1 ? [slotsTable(quoted, local)] : []
  return [head, ...tables, ladderOf(chosen, book.slot_length_ms, local, color)].join('\n\n')
}

function slotsTable(books: readonly BookOfSlot[], local: LocalTime): string {
  const best = ([step]: readonly BookStep[]) => (step === undefined ? '' : NODE_AMOUNTS.price(step.price_micro_per_wh))
  const sum = (steps: readonly BookStep[]) => energy(steps.reduce((all, { quantity_wh }) => all + quantity_wh, 0))
  return textTable(
    ['slot', 'asked for', 'bid', 'offer', 'offered', 'last', 'traded'],
    books.map(({ slot_ms, bids, offers, last_price_micro_per_wh: last, traded_wh }) => [
      local.stamp(slot_ms),
      sum(bids),
      best(bids),
      best(offers),
      sum(offers),
      last === null ? '' : NODE_AMOUNTS.price(last),
      energy(traded_wh),
    ]),
  )
}

function ladderOf(book: BookOfSlot, slotLength: number, local: LocalTime, color: boolean): string {
  const levels = (steps: readonly BookStep[]) =>
    steps.map(({ price_micro_per_wh: price, quantity_wh: quantity, orders }) => ({ price, quantity, orders }))
  const { slot_ms, gate_closes_ms, last_price_micro_per_wh: last, traded_wh, bids, offers } = book
  const head = [
    `${local.stamp(slot_ms)}-${local.clock(slot_ms + slotLength)}`,
    `gate closes ${local.clock(gate_closes_ms)}`,
    ...(last === null ? [] : [`last ${priceOf(last)}`]),
    `traded ${energy(traded_wh)}`,
  ].join(', ')
  const own = [...ownText('sells', offers), ...ownText('asks for', bids)]
  return [
    head,
    '',
    ...ladder({ offers: levels(offers), bids: levels(bids) }, { amounts: NODE_AMOUNTS, color }),
    ...(own.length === 0 ? [] : ['', `this site ${own.join(', ')}`]),
  ].join('\n')
}

const ownText = (verb: string, steps: readonly BookStep[]): string[] =>
  steps
    .filter(({ own_wh }) => own_wh > 0)
    .map(({ own_wh, price_micro_per_wh }) => `${verb} ${energy(own_wh)} at ${priceOf(price_micro_per_wh)}`)
