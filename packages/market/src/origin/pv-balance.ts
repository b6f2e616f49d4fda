import { type Wh, wh } from '@jazzgrid/units'
import { primaryOf } from './mix.js'
import type { StoreContent } from './store.js'
import type { SiteFlow, TrackedSlot } from './track.js'

/** Where metered PV went: generated = consumed + stored + driven + lost + exported, to the Wh. */
export interface PvBalance {
  readonly generated: Wh
  /** By loads, directly or out of stores. */
  readonly consumed: Wh
  /** Change of what all stores hold; negative where they gave more than they took. */
  readonly stored: Wh
  readonly driven: Wh
  readonly lost: Wh
  /** Given to the supplier. */
  readonly exported: Wh
}

export function pvBalance(
  before: readonly StoreContent[],
  sites: readonly SiteFlow[],
  { stores, sites: origins, uses }: TrackedSlot,
): PvBalance {
  const sum = (amounts: readonly number[]): Wh => wh(amounts.reduce((a, b) => a + b, 0))
  return {
    generated: sum(sites.map(({ pv }) => pv)),
    consumed: sum(origins.map(({ load }) => primaryOf(load).pv)),
    stored: sum(stores.map(({ pv }, i) => pv - before[i].pv)),
    driven: sum(uses.map(({ driven }) => driven.pv)),
    lost: sum(uses.map(({ lost }) => lost.pv)),
    exported: sum(origins.map(({ exported }) => primaryOf(exported).pv)),
  }
}
