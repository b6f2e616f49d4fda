/** The marks that a text may carry where colour is wanted. */
export type Style = 'bold' | 'dim' | 'red' | 'green' | 'yellow' | 'cyan'

/** Where a command writes: data and messages apart, so that data can be piped. Tests hand in one that remembers. */
export interface Terminal {
  /** Data, to stdout. */
  out(text: string): void
  /** Progress, notes and failures, to stderr. */
  err(text: string): void
  /** All bytes of stdin. */
  input(): Promise<Uint8Array>
  /** The text in a colour where the stream it goes to shows colours. */
  style(style: Style, text: string, to?: 'out' | 'err'): string
  /** What stdout can show. */
  readonly output: { readonly columns: number; readonly colored: boolean; readonly unicode: boolean }
  /** Whether stderr is a terminal on which a line may be redrawn. */
  readonly live: boolean
  /** Width of stderr in characters. */
  readonly columns: number
  /** Monotonic wall time [ms], for speed and time left. */
  elapsed(): number
  /** UTC [ms], for when a run was made. */
  now(): number
  readonly environment: Readonly<Record<string, string | undefined>>
}
