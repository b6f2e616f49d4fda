import type { Entry } from '@jazzgrid/ledger'
import type { Fate } from '@jazzgrid/market'
import type { ResultLeaf } from '../proof/result-leaf.js'
import { canonicalJson, type Plain } from '../state/canonical-json.js'

/** Heights of which leaves are remembered. */
const REMEMBERED = 1_024

/** Heights in which something must have happened that nobody has shown. */
export interface Gap {
  readonly from: number
  readonly to: number
}

/**
 * What was proven to have happened to one account. A proof shows that something did happen and not that nothing else
 * did; but fills, trades and what is left of an order must add up, so what a server keeps back leaves a gap, at the latest
 * when the order ends.
 */
export class AccountRecord {
  readonly #account: number
  readonly #heights = new Map<number, Map<string, ResultLeaf>>()
  readonly #expected: { readonly entry: Entry; readonly height: number }[] = []

  constructor(account: number) {
    this.#account = account
  }

  /**
   * Leaves that are proven for a height; they may come in parts, again, and from several neighbours.
   * @returns those that are news.
   */
  take(height: number, leaves: readonly ResultLeaf[]): ResultLeaf[] {
    const known = this.#heights.get(height) ?? new Map<string, ResultLeaf>()
    this.#heights.set(height, known)
    const news = leaves.filter((leaf) => {
      const text = canonicalJson([leaf.kind, leaf.content as unknown as Plain])
      if (known.has(text)) return false
      known.set(text, leaf)
      return true
    })
    for (const old of this.#heights.keys()) if (old <= height - REMEMBERED) this.#heights.delete(old)
    return news
  }

  /** Own entries that a certificate of this height covers: something must have become of each. */
  expect(entries: readonly Entry[], height: number): void {
    for (const entry of entries) {
      if ('tag' in entry.body) this.#expected.push({ entry, height })
    }
    this.#expected.splice(0, Math.max(0, this.#expected.length - REMEMBERED))
  }

  /** Ascending, but for entries of which nothing was shown. */
  gaps(): Gap[] {
    const heights = [...this.#heights.keys()].sort((a, b) => a - b)
    const gaps: Gap[] = []
    const orders = new Map<number, { readonly height: number; readonly leaves: number }>()
    for (const height of heights) {
      const leaves = [...(this.#heights.get(height)?.values() ?? [])]
      const fates = leaves.flatMap((leaf) => (leaf.kind === 'fate' ? [leaf.content] : [])).filter(isOfOrder)
      if (this.#traded(leaves) !== filled(fates)) gaps.push({ from: height, to: height })
      for (const fate of [...fates].sort((a, b) => b.leaves - a.leaves || rank(a) - rank(b))) {
        const before = orders.get(fate.handle) ?? begun(fate, height)
        if (before !== undefined && !follows(before.leaves, fate)) gaps.push({ from: before.height, to: height })
        orders.set(fate.handle, { height, leaves: fate.leaves })
      }
    }
    return [...gaps, ...this.#expectedGaps()]
  }

  #expectedGaps(): Gap[] {
    const known = new Set<string>()
    for (const leaves of this.#heights.values()) {
      for (const { kind, content } of leaves.values()) {
        if (kind === 'fate') known.add(`${content.device}/${content.tag}`)
        if (kind === 'drop') known.add(`seq ${content.incarnation}/${content.seq}`)
      }
    }
    return this.#expected.flatMap(({ entry: { body, incarnation, seq, height: from }, height: to }) => {
      const isKnown =
        'tag' in body && (known.has(`${body.device}/${body.tag}`) || known.has(`seq ${incarnation}/${seq}`))
      return isKnown ? [] : [{ from: from + 1, to }]
    })
  }

  #traded(leaves: readonly ResultLeaf[]): number {
    let sum = 0
    for (const { kind, content } of leaves) {
      if (kind !== 'trade') continue
      sum +=
        (content.seller === this.#account ? content.quantity : 0) +
        (content.buyer === this.#account ? content.quantity : 0)
    }
    return sum
  }
}

const isOfOrder = ({ kind, handle }: Fate): boolean => kind !== 'rejected' && handle > 0

/** An order is accepted before anything else becomes of it. */
const rank = ({ kind }: Fate): number => (kind === 'accepted' ? 0 : 1)

const begun = ({ kind, quantity }: Fate, height: number) =>
  kind === 'accepted' ? { height, leaves: quantity } : undefined

const filled = (fates: readonly Fate[]): number =>
  fates.reduce((sum, { lastQuantity, selfSupply }) => sum + (selfSupply ? 0 : lastQuantity), 0)

/** Whether nothing else can have become of the order in between. */
const follows = (before: number, { kind, leaves, lastQuantity }: Fate): boolean =>
  kind === 'reduced' ? leaves <= before : before - lastQuantity === leaves
