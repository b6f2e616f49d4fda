import { at } from '../../page/markup.js'

export type Point = readonly [x: number, y: number]

/** A line through the points. A NaN ends the piece: a gap is drawn as a gap, a lone point as a dot (round line caps). */
export function linePath(points: readonly Point[]): string {
  let path = ''
  let length = 0
  const finish = () => {
    if (length === 1) path += 'h0'
    length = 0
  }
  for (const [x, y] of points) {
    if (!Number.isFinite(x) || !Number.isFinite(y)) {
      finish()
      continue
    }
    path += `${length === 0 ? 'M' : 'L'}${at(x)} ${at(y)}`
    length++
  }
  finish()
  return path
}

/** The area between two lines over the same x, in one closed piece for each run of known values. */
export function bandPath(xs: readonly number[], upper: readonly number[], lower: readonly number[]): string {
  let path = ''
  let from = 0
  for (let i = 0; i <= xs.length; i++) {
    if (i < xs.length && Number.isFinite(upper[i]) && Number.isFinite(lower[i])) continue
    if (i > from) {
      const there = xs.slice(from, i).map((x, k): Point => [x, upper[from + k]])
      const back = xs.slice(from, i).map((x, k): Point => [x, lower[from + k]])
      path += `${linePath([...there, ...back.reverse()])}Z`
    }
    from = i + 1
  }
  return path
}

/** A rectangle as a path, so that hundreds of bars are one element. */
export function boxPath(x: number, y: number, width: number, height: number): string {
  return `M${at(x)} ${at(y)}h${at(width)}v${at(height)}h${at(-width)}z`
}
