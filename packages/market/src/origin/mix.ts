import { apportion, broken, type Wh, wh } from '@jazzgrid/units'
import type { Origin } from '../order.js'

/**
 * What energy is made of: where it was first generated, and the kind of store it came through last. However often
 * energy was stored, these six classes are enough, because a store remembers only what is primary.
 */
export const MIX_CLASSES = ['pv', 'pv-battery', 'pv-ev', 'grid', 'grid-battery', 'grid-ev'] as const

/** Whole Wh of every class, in the order of MIX_CLASSES. */
export type Mix = readonly number[]

export type StoreKind = 'battery' | 'ev'

/** Energy by where it was first generated; what comes from a supplier is `grid`. */
export interface Primary {
  readonly pv: Wh
  readonly grid: Wh
}

export const PV = 0
export const GRID = 3
const ALL = [0, 1, 2, 3, 4, 5]
/** The classes that an offer of this origin means; an offer of grid energy claims nothing. */
const CLASSES: Record<Origin, readonly number[]> = { pv: [PV], battery: [1, 4], ev: [2, 5], grid: [] }

export const classesOf = (claim: Origin): readonly number[] => CLASSES[claim]
export const emptyMix = (): number[] => [0, 0, 0, 0, 0, 0]

export function mixTotal(mix: Mix): Wh {
  return wh(mix[0] + mix[1] + mix[2] + mix[3] + mix[4] + mix[5])
}

/** Primary origin of a mix, whatever store it came through. */
export function primaryOf(mix: Mix): Primary {
  return { pv: wh(mix[0] + mix[1] + mix[2]), grid: wh(mix[3] + mix[4] + mix[5]) }
}

/** What a store of this kind gives when it takes this out of what it holds. */
export function throughStore(kind: StoreKind, { pv, grid }: Primary): Mix {
  return kind === 'battery' ? [0, pv, 0, 0, grid, 0] : [0, 0, pv, 0, 0, grid]
}

export function addMix(into: number[], mix: Mix): void {
  for (let k = 0; k < into.length; k++) into[k] += mix[k]
}

/**
 * Move an amount from one pool to another, in proportion to the classes that the first holds (largest remainder).
 * @param classes draw only on these; by default on all.
 */
export function draw(pool: number[], amount: number, into: number[], classes: readonly number[] = ALL): void {
  if (amount === 0) return
  const held = classes.filter((k) => pool[k] > 0)
  const total = available(pool, held)
  if (!(amount > 0 && amount <= total)) broken(`${amount} Wh are drawn from ${total} Wh`)
  const shares =
    held.length === 1
      ? [amount]
      : apportion(
          amount,
          held.map((k) => pool[k]),
        )
  held.forEach((k, i) => {
    pool[k] -= shares[i]
    into[k] += shares[i]
  })
}

export function available(pool: Mix, classes: readonly number[] = ALL): number {
  let sum = 0
  for (const k of classes) sum += pool[k]
  return sum
}
