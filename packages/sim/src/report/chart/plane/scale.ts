/** Maps a domain onto pixels; `invert` is not needed in a page without scripts. */
export type Scale = (value: number) => number

export function linear([from, to]: readonly [number, number], [start, end]: readonly [number, number]): Scale {
  const span = to - from
  return span === 0 ? () => (start + end) / 2 : (value) => start + ((value - from) / span) * (end - start)
}

/**
 * Round numbers (1, 2 or 5 times a power of ten) that cover [low, high]; the first is at or below `low`, the last at or
 * above `high`. Always at least two.
 */
export function ticks(low: number, high: number, count: number): number[] {
  const span = high > low ? high - low : Math.max(1, Math.abs(high))
  const rough = span / Math.max(1, count)
  const power = 10 ** Math.floor(Math.log10(rough))
  const step = [1, 2, 5, 10].map((each) => each * power).find((each) => each >= rough * 0.999)!
  const first = Math.floor(low / step + 1e-9)
  const last = Math.max(first + 1, Math.ceil(high / step - 1e-9))
  // multiples, not a running sum: 0.1 added ten times is not 1
  return Array.from({ length: last - first + 1 }, (_, i) => cleaned((first + i) * step))
}

/** Smallest and largest of the finite values; `[0, 0]` where there are none. */
export function extent(...series: readonly Iterable<number>[]): [number, number] {
  let low = Number.POSITIVE_INFINITY
  let high = Number.NEGATIVE_INFINITY
  for (const values of series) {
    for (const value of values) {
      if (!Number.isFinite(value)) continue
      if (value < low) low = value
      if (value > high) high = value
    }
  }
  return low <= high ? [low, high] : [0, 0]
}

/** A tick as text: as many digits as it needs, no more. */
export function tickText(value: number): string {
  const text = String(cleaned(value))
  return value < 0 ? `\u2212${text.slice(1)}` : text
}

const cleaned = (value: number): number => Number(value.toPrecision(12)) + 0
