import type { ClockReport } from '../api/contract/condition.js'

/** Samples older than this [ms on the wall] say nothing of the clocks now. */
const WINDOW = 20 * 60_000
/** Of one member, the smallest in each part of the window. */
const PARTS = 4

/** The smallest sample of each part of the window, by its number. */
type Smallest = Map<number, number>

/**
 * How far the own clock is from the others', by the times that they sign into what they publish: a fresh entry comes after
 * it was signed, so the time at which it is heard less the time that it names is the own clock's lead plus the time on the
 * way. The way is never negative, so the smallest of many is the lead plus the fastest way (Cristian's and NTP's minimum
 * filter, one way only). Of these, one a member, the median: fewer than half of the members cannot move it past the others.
 */
export class OffsetWatch {
  readonly #alarmAbove: number
  readonly #speed: number
  readonly #samples = new Map<number, Smallest>()
  #least = 1
  #now = 0

  /** @param alarmAbove offset [ms on the wall]. @param speed of the community's clock. */
  constructor(alarmAbove: number, speed = 1) {
    this.#alarmAbove = alarmAbove
    this.#speed = speed
  }

  /** Members that must be heard before an alarm: one more than may lie. */
  set least(members: number) {
    this.#least = members
  }

  /** Something fresh was heard. @param signed what its author's clock said. @param now the own clock. */
  heard(account: number, signed: number, now: number): void {
    this.#now = now
    const part = Math.floor(now / (WINDOW * this.#speed * (1 / PARTS)))
    const smallest = this.#samples.get(account) ?? new Map<number, number>()
    this.#samples.set(account, smallest)
    const lead = now - signed
    if (lead < (smallest.get(part) ?? Number.POSITIVE_INFINITY)) smallest.set(part, lead)
    for (const old of smallest.keys()) if (old <= part - PARTS || old > part) smallest.delete(old)
  }

  /** Lead of the own clock before a member's [ms on the wall], at most by the fastest way too large. */
  against(account: number): number | undefined {
    const smallest = this.#samples.get(account)
    if (smallest === undefined) return undefined
    const part = Math.floor(this.#now / (WINDOW * this.#speed * (1 / PARTS)))
    const fresh = [...smallest].filter(([at]) => at > part - PARTS).map(([, lead]) => lead)
    return fresh.length === 0 ? undefined : Math.round(Math.min(...fresh) / this.#speed)
  }

  report(): ClockReport {
    const leads = [...this.#samples.keys()].flatMap((account) => this.against(account) ?? []).sort((a, b) => a - b)
    if (leads.length === 0) return { offset_ms: null, within_ms: null, sources: 0, alarm: false }
    const offset = middle(leads)
    const within = middle(leads.map((lead) => Math.abs(lead - offset)).sort((a, b) => a - b))
    const alarm = leads.length >= this.#least && Math.abs(offset) > this.#alarmAbove
    return { offset_ms: offset, within_ms: within, sources: leads.length, alarm }
  }
}

/** The lower of the two in the middle, where there are two. */
const middle = (sorted: readonly number[]): number => sorted[(sorted.length - 1) >> 1]
