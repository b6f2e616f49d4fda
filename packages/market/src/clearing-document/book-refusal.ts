import { WrittenNumber } from './written-number.js'

/** Why a book is refused as a whole. */
export type BookRefusalReason =
  | 'not-json'
  | 'duplicate-field'
  | 'not-an-object'
  | 'not-a-list'
  | 'missing-field'
  | 'unknown-field'
  | 'not-a-name'
  | 'duplicate-id'
  | 'unknown-side'
  | 'not-a-decimal'
  | 'too-fine'
  | 'too-large'
  | 'not-positive'
  | 'off-tick'
  | 'off-lot'

export interface BookRefusal {
  readonly ok: false
  /** Where, as a JSON path from the root of the document: `orders[3].price`; `$` is the document itself. */
  readonly path: string
  readonly reason: BookRefusalReason
  /** What is wrong and what to do, one English sentence or two. */
  readonly message: string
}

export function refuse(path: string, reason: BookRefusalReason, message: string): BookRefusal {
  return { ok: false, path, reason, message }
}

/** A value as a reader of the message would recognise it, kept short. */
export function shown(value: unknown): string {
  const text = value instanceof WrittenNumber ? value.text : textOf(value)
  return text.length > 40 ? `${text.slice(0, 37)}...` : text
}

/** JSON would say null for NaN and for what is beyond every double. */
const textOf = (value: unknown): string =>
  typeof value === 'number' || typeof value === 'bigint' ? String(value) : (JSON.stringify(value) ?? String(value))
