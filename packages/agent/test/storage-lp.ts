import type { StorageHorizon } from '../src/value/storage-horizon.js'

/** A linear programme: maximise cost . x + offset within row and column bounds; rows sparse. */
export interface Lp {
  readonly cost: number[]
  readonly lower: number[]
  readonly upper: number[]
  readonly rows: { lower: number; upper: number; terms: [number, number][] }[]
  readonly offset?: number
}

/** Columns per slot: charge, discharge, purchase, sale, stored energy. */
const COLUMNS = 5

/** What is bought (negative: sold) in one slot, at no price. */
interface FixedTrade {
  slot: number
  quantity: number
}

/**
 * The storage problem as anybody would write it for a solver: per slot charge c, discharge d, purchase b, sale e and stored
 * energy s, with a balance of the store and one of the meter. Floors must be reachable.
 */
export function textbookStorageLp(h: StorageHorizon, trade?: FixedTrade): Lp {
  const lp: Lp = { cost: [], lower: [], upper: [], rows: [] }
  const column = (cost: number, lower: number, upper: number) => {
    lp.lower.push(lower)
    lp.upper.push(upper)
    return lp.cost.push(cost) - 1
  }
  let before = -1
  for (let k = 0; k < h.slots; k++) {
    const c = column(-h.wear, 0, h.charge[k])
    const d = column(-h.wear, 0, h.discharge[k])
    const fixed = trade?.slot === k ? trade.quantity : undefined
    const b = fixed === undefined ? column(-h.buy[k], 0, Infinity) : column(0, fixed, fixed)
    const e = fixed === undefined ? column(h.sell[k], 0, Infinity) : column(0, 0, 0)
    const s = column(0, h.floor[k], h.ceiling)
    // s = retention x before + into x c - d / out - trip
    const balance: [number, number][] = [
      [s, 1],
      [c, -h.chargeEfficiency],
      [d, 1 / h.dischargeEfficiency],
    ]
    let start = -h.trip[k]
    if (before < 0) start += h.stored * h.retention
    else balance.push([before, -h.retention])
    lp.rows.push({ lower: start, upper: start, terms: balance })
    const meter: [number, number][] = [
      [b, 1],
      [e, -1],
      [c, -1],
      [d, 1],
    ]
    lp.rows.push({ lower: h.load[k], upper: h.load[k], terms: meter })
    before = s
  }
  const terms: [number, number][] = [[before, 1]]
  h.terminalWorth.forEach((worth, i) => {
    const last = i === h.terminalWorth.length - 1
    terms.push([column(worth, 0, last ? Infinity : h.terminalWidth[i]), -1])
  })
  lp.rows.push({ lower: 0, upper: 0, terms })
  return lp
}

/**
 * The same where prices may be negative: charging and discharging then share the time of a slot, c / C + d / D <= 1. The
 * oracle of the value programme.
 */
export function storageLp(h: StorageHorizon, trade?: FixedTrade): Lp {
  const lp = textbookStorageLp(h, trade)
  for (let k = 0; k < h.slots; k++) {
    if (!(h.charge[k] > 0 && h.discharge[k] > 0)) continue
    const terms: [number, number][] = [
      [COLUMNS * k, h.discharge[k]],
      [COLUMNS * k + 1, h.charge[k]],
    ]
    lp.rows.push({ lower: -Infinity, upper: h.charge[k] * h.discharge[k], terms })
  }
  return lp
}
