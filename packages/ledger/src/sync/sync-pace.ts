export interface SyncPace {
  /** How long [ms] a neighbour may take for an answer before it is asked less. */
  readonly patience: number
}

/** Frames and bytes in both directions. */
export interface SyncTraffic {
  readonly sent: number
  readonly sentBytes: number
  readonly received: number
  readonly receivedBytes: number
}
