import type { Fate, Line, Trade } from '@jazzgrid/market'
import type { Drop } from '../execution/drop.js'

/** What one leaf under a result root says. `market` is the market's own root. */
export type ResultLeaf =
  | { readonly kind: 'market'; readonly content: readonly number[] }
  | { readonly kind: 'trade' | 'self-supply'; readonly content: Trade }
  | { readonly kind: 'fate'; readonly content: Fate }
  | { readonly kind: 'line'; readonly content: Line }
  | { readonly kind: 'drop'; readonly content: Drop }

const KINDS: readonly string[] = [
  'market',
  'trade',
  'self-supply',
  'fate',
  'line',
  'drop',
] satisfies ResultLeaf['kind'][]

/** undefined where the bytes are no leaf that is known here. Only what is under a certified root is worth reading. */
export function readLeaf(bytes: Uint8Array): ResultLeaf | undefined {
  let items: unknown
  try {
    items = JSON.parse(new TextDecoder().decode(bytes))
  } catch {
    return undefined
  }
  if (!Array.isArray(items) || items.length !== 2 || !KINDS.includes(items[0])) return undefined
  const [kind, content] = items
  return typeof content === 'object' && content !== null ? ({ kind, content } as ResultLeaf) : undefined
}

/** Whether the leaf is about this account. */
export function concerns(leaf: ResultLeaf, account: number): boolean {
  switch (leaf.kind) {
    case 'market':
      return false
    case 'trade':
    case 'self-supply':
      return leaf.content.buyer === account || leaf.content.seller === account
    case 'fate':
    case 'line':
    case 'drop':
      return leaf.content.account === account
  }
}
