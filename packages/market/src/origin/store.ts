import { apportion, broken, type Wh, wh } from '@jazzgrid/units'
import { emptyMix, type Mix, mixTotal, type Primary, primaryOf, type StoreKind, throughStore } from './mix.js'

/** What a battery or a vehicle holds, by primary origin. */
export interface StoreContent extends Primary {
  readonly kind: StoreKind
}

/**
 * What a store did in one slot [Wh >= 0 each]: `charge` and `discharge` as metered at its terminal, `loss` inside it, and
 * `driven` by a vehicle. Give `loss` and `driven` as differences of running counts (see `countWh`), and the tracked content
 * follows the real one to a few Wh for ever.
 */
export interface StoreFlow {
  /** Index of the store. */
  readonly store: number
  /** Account of the site it is connected to; absent on the road. */
  readonly site?: number
  readonly charge: Wh
  readonly discharge: Wh
  readonly loss: Wh
  readonly driven?: Wh
}

export interface Taken {
  readonly taken: Primary
  readonly left: StoreContent
  /** Taken though the store did not hold it: counters that disagree. It counts as grid, so that no PV is invented. */
  readonly unexplained: Wh
}

const NOTHING: Primary = { pv: wh(0), grid: wh(0) }

/** Take an amount out in proportion to what is held (largest remainder; an equal remainder leaves as PV). */
export function takeOut(content: StoreContent, amount: number): Taken {
  const held = content.pv + content.grid
  if (amount === 0) return { taken: NOTHING, left: content, unexplained: NOTHING.pv }
  const [pv, grid] = apportion(Math.min(amount, held), [content.pv, content.grid])
  const unexplained = Math.max(0, amount - held)
  return {
    taken: { pv: wh(pv), grid: wh(grid + unexplained) },
    left: { kind: content.kind, pv: wh(content.pv - pv), grid: wh(content.grid - grid) },
    unexplained: wh(unexplained),
  }
}

/** Put in what was charged, less the loss in the same slot as far as it goes, which has the mix of its source. */
export function putIn(
  content: StoreContent,
  charged: Mix,
  loss: number,
): { readonly content: StoreContent; readonly lost: Primary } {
  const source = primaryOf(charged)
  const [pv, grid] = apportion(Math.min(loss, source.pv + source.grid), [source.pv, source.grid])
  return {
    content: {
      kind: content.kind,
      pv: wh(content.pv + source.pv - pv),
      grid: wh(content.grid + source.grid - grid),
    },
    lost: { pv: wh(pv), grid: wh(grid) },
  }
}

/** A flow on balance: what went in and out again within one slot was never stored. */
export interface NetFlow {
  readonly flow: StoreFlow
  /** To be charged [Wh >= 0]. */
  readonly into: number
  /** What it is charged with; filled while sources are found. */
  readonly charged: number[]
  /** What it gives, out of what it held before the slot. */
  readonly given: Mix
  readonly unexplained: Wh
}

/** Begin the slot of a store: net its flow and take out what it gives. */
export function openFlow(stores: StoreContent[], flow: StoreFlow): NetFlow {
  const { store, charge, discharge, loss, driven = 0, site } = flow
  const sound = [charge, discharge, loss, driven].every((energy) => Number.isSafeInteger(energy) && energy >= 0)
  if (!(sound && stores[store] !== undefined)) broken(`the flow of store ${store} is whole Wh of a store that exists`)
  if (!(site !== undefined || charge + discharge === 0))
    broken(`store ${store} moves energy only where it is connected`)
  const { taken, left, unexplained } = takeOut(stores[store], Math.max(0, discharge - charge))
  stores[store] = left
  const given = throughStore(left.kind, taken)
  return { flow, into: Math.max(0, charge - discharge), charged: emptyMix(), given, unexplained }
}

/** What left a store for good in a slot. */
export interface StoreUse {
  readonly driven: Primary
  readonly lost: Primary
  readonly unexplained: Wh
}

/** End the slot of a store: put in what it was charged with, take out what was lost and driven. */
export function closeFlow(stores: StoreContent[], { flow, into, charged, unexplained }: NetFlow): StoreUse {
  if (!(mixTotal(charged) === into)) broken(`store ${flow.store} was charged with ${mixTotal(charged)} of ${into} Wh`)
  const filled = putIn(stores[flow.store], charged, flow.loss)
  const driven = takeOut(filled.content, flow.driven ?? 0)
  const rest = takeOut(driven.left, flow.loss - filled.lost.pv - filled.lost.grid)
  stores[flow.store] = rest.left
  return {
    driven: driven.taken,
    lost: { pv: wh(filled.lost.pv + rest.taken.pv), grid: wh(filled.lost.grid + rest.taken.grid) },
    unexplained: wh(unexplained + driven.unexplained + rest.unexplained),
  }
}
