/** What the process is doing. In `config-error` it serves this API and nothing else: no ledger, no trading. */
export type NodeState = 'starting' | 'running' | 'config-error' | 'stopping'

/**
 * Why a node is not ready.
 *
 * | code | |
 * |---|---|
 * | `starting` | the ledger is being read |
 * | `config-error` | the config is wrong; see `/v1/config` |
 * | `stopping` | |
 * | `too-few-neighbours` | fewer members in reach than must agree |
 * | `not-confirmed` | not enough neighbours have shown what they know of the own chain: nothing may be signed |
 * | `behind` | the newest certificate is older than rounds take |
 * | `clock-offset` | the own clock differs from the neighbours' |
 * | `store-fault` | the disk refuses to write |
 * | `stopped-by-proof` | two certificates for one height, or another result than the others': see the alarms |
 */
export type ReadyCode =
  | 'starting'
  | 'config-error'
  | 'stopping'
  | 'too-few-neighbours'
  | 'not-confirmed'
  | 'behind'
  | 'clock-offset'
  | 'store-fault'
  | 'stopped-by-proof'

export interface ReadyReason {
  readonly code: ReadyCode
  readonly message: string
}

export interface Liveness {
  readonly schema: 'jazzgrid/live@1'
  readonly state: NodeState
}

export interface Readiness {
  readonly schema: 'jazzgrid/ready@1'
  readonly ready: boolean
  readonly state: NodeState
  readonly reasons: readonly ReadyReason[]
}

/** What the agents of the site may do: see docs/reference/node-api.md. */
export const MODES = ['run', 'soft-stop', 'stop', 'manual'] as const

export type Mode = (typeof MODES)[number]

export interface ModeReport {
  readonly schema: 'jazzgrid/mode@1'
  readonly mode: Mode
  /** The round from which on it holds, which may be the next one; null: since the first start. */
  readonly since_ms: number | null
}

export interface AlarmReport {
  readonly at_ms: number
  readonly what: string
  readonly message: string
}

/** Of the own clock against the neighbours' [ms]: positive where the own one is ahead. */
export interface ClockReport {
  readonly offset_ms: number | null
  /** Half the width of what the offset may be. */
  readonly within_ms: number | null
  /** Neighbours that were measured. */
  readonly sources: number
  readonly alarm: boolean
}

export interface Status {
  readonly schema: 'jazzgrid/status@1'
  readonly state: NodeState
  readonly ready: boolean
  readonly reasons: readonly ReadyReason[]
  readonly version: string
  readonly pid: number
  readonly started_wall_ms: number
  readonly now_ms: number
  readonly speed: number
  readonly community: {
    readonly name: string
    readonly genesis: string
    readonly members: number
    readonly validators: number
    readonly quorum: number
  } | null
  readonly site: { readonly account: number; readonly name: string | null; readonly mode: Mode } | null
  readonly ledger: { readonly height: number; readonly certificate: string; readonly certified_at_ms: number } | null
  readonly next: { readonly round_at_ms: number; readonly cut_at_ms: number } | null
  readonly neighbours: { readonly connected: number; readonly admitted: number }
  /** Since the start. */
  readonly rounds: { readonly certified: number; readonly missed: number; readonly undecided: number }
  readonly clock: ClockReport
  /** The newest last. */
  readonly alarms: readonly AlarmReport[]
  /** Of the config. */
  readonly mistakes: number
}
