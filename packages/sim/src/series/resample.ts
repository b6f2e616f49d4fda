import { HOUR } from '@jazzgrid/units'

/** Values at a common decimal scale on equal intervals: number k, from `first` on, is worth values[k - first] / 10^scale. */
export interface ExactSeries {
  readonly base: number
  /** ms */
  readonly step: number
  readonly first: number
  readonly values: readonly bigint[]
  readonly scale: number
}

/** Slots to fill: `count` of `slotLength` ms from `from` on; the series must cover them. */
export interface SlotRange {
  readonly from: number
  readonly slotLength: number
  readonly count: number
}

/**
 * Integer Wh per slot. The energy since the first slot began is exact and rounded half up to whole Wh at every slot
 * border, as a meter with a 1 Wh register would show it; a slot is the difference of two readings. So the slots of any
 * stretch from the start sum to its energy, rounded once, however intervals are split or merged.
 * @param kind power: values are mean W; energy: Wh of their interval, spread evenly over it
 */
export function energyPerSlot(series: ExactSeries, kind: 'power' | 'energy', range: SlotRange): number[] {
  const denominator = 10n ** BigInt(series.scale) * BigInt(kind === 'power' ? HOUR : series.step)
  const slots: number[] = []
  let sum = 0n
  let register = 0n
  for (const integral of integrals(series, range)) {
    sum += integral
    const reading = roundHalfUp(sum, denominator)
    slots.push(Number(reading - register))
    register = reading
  }
  return slots
}

/** Mean value per slot, weighted by time and rounded half up to 1 / `fineness`. */
export function meanPerSlot(series: ExactSeries, fineness: bigint, range: SlotRange): number[] {
  const denominator = 10n ** BigInt(series.scale) * BigInt(range.slotLength)
  return integrals(series, range).map((integral) => Number(roundHalfUp(integral * fineness, denominator)))
}

/** Sum of value x milliseconds over each slot. */
function integrals({ base, step, first, values }: ExactSeries, { from, slotLength, count }: SlotRange): bigint[] {
  return Array.from({ length: count }, (_, i) => {
    const start = from + i * slotLength
    const end = start + slotLength
    let integral = 0n
    for (let k = Math.floor((start - base) / step); base + k * step < end; k++) {
      const overlap = Math.min(end, base + (k + 1) * step) - Math.max(start, base + k * step)
      integral += values[k - first] * BigInt(overlap)
    }
    return integral
  })
}

/** floor(a / b + 1/2) for b > 0; BigInt division cuts towards zero. */
function roundHalfUp(a: bigint, b: bigint): bigint {
  const doubled = 2n * a + b
  const quotient = doubled / (2n * b)
  return doubled < 0n && doubled % (2n * b) !== 0n ? quotient - 1n : quotient
}
