/**
 * The one source of time. The shape is that of an xstate clock plus `now`, so that the same object drives machines,
 * RxJS schedulers and the world. Pure packages never read another.
 */
export interface Clock {
  /** UTC milliseconds. */
  now(): number
  setTimeout(run: (...args: unknown[]) => void, delay: number): unknown
  clearTimeout(handle: unknown): void
}
