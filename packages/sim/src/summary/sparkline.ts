import type { LocalTime } from '../report/text/local-time.js'

const BLOCKS = ' ▁▂▃▄▅▆▇█'
const ASCII = ' .:-=+*#@'

export interface SparklineOptions {
  /** Lines; each has eight levels. */
  readonly height?: number
  /** The values at the bottom and at the top. */
  readonly low: number
  readonly high: number
  readonly ascii?: boolean
}

/**
 * Values as blocks, top line first, one character a value. What is not known (NaN) is a gap; what is known shows at
 * least the lowest block, so that a low value is not taken for a gap.
 */
export function sparkline(values: ArrayLike<number>, options: SparklineOptions): string[] {
  const { height = 1, low, high, ascii = false } = options
  const glyphs = ascii ? ASCII : BLOCKS
  const levels = Array.from(values, (value) => {
    if (!Number.isFinite(value)) return 0
    const share = high > low ? (value - low) / (high - low) : 0.5
    return Math.max(1, Math.round(Math.min(1, Math.max(0, share)) * 8 * height))
  })
  return Array.from({ length: height }, (_, line) => {
    const below = (height - 1 - line) * 8
    return levels.map((level) => glyphs[Math.min(8, Math.max(0, level - below))]).join('')
  })
}

/** How many neighbours share a character so that `count` values fit into `width`. */
export const perCharacter = (count: number, width: number): number => Math.max(1, Math.ceil(count / Math.max(1, width)))

/** Means of groups of neighbours, over what is known in each; NaN where nothing is. */
export function grouped(values: ArrayLike<number>, size: number): Float64Array {
  const groups = new Float64Array(Math.ceil(values.length / size))
  for (let g = 0; g < groups.length; g++) {
    let sum = 0
    let known = 0
    for (let i = g * size; i < Math.min(values.length, (g + 1) * size); i++) {
      if (!Number.isFinite(values[i])) continue
      sum += values[i]
      known++
    }
    groups[g] = known === 0 ? Number.NaN : sum / known
  }
  return groups
}

/**
 * Marks below a sparkline: the local hour where one begins (the day where days are short), leaving out those that would touch.
 * @param starts starts of the slots [UTC ms]; @param size slots a character.
 */
export function hourMarks(starts: ArrayLike<number>, size: number, local: LocalTime): string {
  const groups = Math.ceil(starts.length / size)
  const slots = starts.length
  const days = slots < 2 ? 0 : (starts[slots - 1] - starts[0]) / 86_400_000
  let line = ''
  for (let g = 0; g < groups; g++) {
    for (let i = g * size; i < Math.min(slots, (g + 1) * size); i++) {
      const minute = local.minuteOfDay(starts[i])
      const due = days > 2 ? minute === 0 : minute % 180 === 0
      const text = days > 2 ? local.day(starts[i]).slice(5) : `${minute / 60}`
      if (!due || line.length > g || (line.length === g && g > 0 && !line.endsWith(' '))) continue
      if (g + text.length > groups + 2) continue
      line = line.padEnd(g) + text
    }
  }
  return line
}
