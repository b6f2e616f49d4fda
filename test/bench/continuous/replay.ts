/** One competitor's answer and time for one stream. */
export interface Replay {
  readonly trades: number
  readonly volume: number
  /** See `fold`. */
  readonly checksum: number
  /** Orders that rest at the end. */
  readonly resting: number
  readonly milliseconds: number
}
