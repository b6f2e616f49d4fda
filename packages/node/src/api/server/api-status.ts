import type { ApiErrorCode } from '../contract/api-error.js'

const STATUS: Readonly<Record<Exclude<ApiErrorCode, 'unreachable'>, number>> = {
  'bad-request': 400,
  unauthorised: 401,
  forbidden: 403,
  'bad-origin': 403,
  'not-found': 404,
  'method-not-allowed': 405,
  timeout: 408,
  refused: 409,
  'too-large': 413,
  'bad-host': 421,
  'too-many-attempts': 429,
  unexpected: 500,
  'not-supported': 501,
  'not-ready': 503,
}

/** The HTTP status that an error is answered with. */
export const statusOf = (code: ApiErrorCode): number => (code === 'unreachable' ? 502 : STATUS[code])
