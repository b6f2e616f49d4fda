import { CodedError, type Recovery } from '@jazzgrid/units'

/** Statuses and what each means: docs/reference/node-api.md. `unreachable` is the client's own: nobody answers. */
export type ApiErrorCode =
  | 'bad-request'
  | 'unauthorised'
  | 'forbidden'
  | 'bad-origin'
  | 'not-found'
  | 'method-not-allowed'
  | 'timeout'
  | 'refused'
  | 'too-large'
  | 'bad-host'
  | 'too-many-attempts'
  | 'unexpected'
  | 'not-supported'
  | 'not-ready'
  | 'unreachable'

export interface ApiErrorReport {
  readonly schema: 'jazzgrid/error@1'
  readonly code: ApiErrorCode
  readonly message: string
  readonly recovery: Recovery
  readonly details?: Readonly<Record<string, unknown>>
}

/** What a node answered instead of what was asked for; its `code` is one of `ApiErrorCode`. */
export class ApiError extends CodedError {
  declare readonly code: ApiErrorCode

  constructor(
    code: ApiErrorCode,
    message: string,
    options: { details?: Record<string, unknown>; recovery?: Recovery; cause?: unknown } = {},
  ) {
    super(code, message, options)
    this.name = 'ApiError'
  }
}

/** Kinds of failure that a command tells apart by its exit code. */
export type Failure = 'usage' | 'unreachable' | 'not-authorised' | 'refused' | 'not-ready' | 'unexpected'

const FAILURES: Readonly<Record<ApiErrorCode, Failure>> = {
  'bad-request': 'usage',
  'not-found': 'usage',
  'method-not-allowed': 'usage',
  'too-large': 'usage',
  'not-supported': 'usage',
  unauthorised: 'not-authorised',
  forbidden: 'not-authorised',
  'bad-origin': 'not-authorised',
  'bad-host': 'not-authorised',
  'too-many-attempts': 'not-authorised',
  refused: 'refused',
  'not-ready': 'not-ready',
  unreachable: 'unreachable',
  timeout: 'unexpected',
  unexpected: 'unexpected',
}

export const failureOf = ({ code }: ApiError): Failure => FAILURES[code]
