/** What a caller may do about it: try again now, wait for a condition to end, or give up. */
export type Recovery = 'retry' | 'wait' | 'give-up'

/**
 * Broken input or I/O. An expected refusal is a value with reason codes, never an error; the impossible is `invariant`.
 * The message says what is wrong, where, and what to do.
 */
export class CodedError extends Error {
  readonly code: string
  readonly details: Readonly<Record<string, unknown>>
  readonly recovery: Recovery

  constructor(
    code: string,
    message: string,
    options: { details?: Record<string, unknown>; recovery?: Recovery; cause?: unknown } = {},
  ) {
    super(message, { cause: options.cause })
    this.name = 'CodedError'
    this.code = code
    this.details = options.details ?? {}
    this.recovery = options.recovery ?? 'give-up'
  }
}

/** Assert what cannot be otherwise; a failure is a bug of ours, not of the input. */
export function invariant(condition: unknown, message: string): asserts condition {
  if (!condition) broken(message)
}

/** A broken invariant, for code that runs often: `if (!sound) broken(...)` writes its message only when it is needed. */
export function broken(message: string): never {
  throw new Error(`broken invariant: ${message}`)
}
