import type { Clock } from '@jazzgrid/units'

/** What a clock is read from, and what it waits with. */
export interface TimeSource {
  /** UTC ms, by the wall; may be set, forward and back. */
  wall(): number
  /** ms since any moment; never set. */
  monotonic(): number
  setTimeout(run: () => void, delay: number): unknown
  clearTimeout(handle: unknown): void
}

/** Smaller differences are those of a clock that is being steered, and are followed in silence [ms]. */
const STEP = 500

/**
 * The clock of the wall without its falls. Where the wall is set forward this clock follows at once, as it must to meet the
 * others; where it is set back this clock stands still until the wall has come to it again, so that no moment comes twice and
 * nothing is decided or signed a second time. The monotonic clock tells a step from time that has passed.
 * @param onStep hears how far the wall was set [ms], positive forward, whenever that is noticed.
 */
export function steadyClock(source: TimeSource, onStep: (by: number) => void): Clock {
  let lead = source.wall() - source.monotonic()
  let last = source.wall()
  return {
    now() {
      const wall = source.wall()
      const by = wall - source.monotonic() - lead
      lead += by
      if (Math.abs(by) > STEP) onStep(by)
      last = Math.max(last, wall)
      return last
    },
    setTimeout: (run, delay) => source.setTimeout(run, delay),
    clearTimeout: (handle) => source.clearTimeout(handle),
  }
}
