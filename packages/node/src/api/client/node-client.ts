import type { ConfigReport, NewToken, Scope, Tokens } from '../contract/administration.js'
import type {
  Approval,
  ApprovalWish,
  Invitations,
  InvitationWish,
  NewInvitation,
} from '../contract/admission-report.js'
import { ApiError, type ApiErrorReport } from '../contract/api-error.js'
import type {
  Certificates,
  LedgerReport,
  Members,
  Neighbours,
  VoteReceipt,
  VoteWish,
} from '../contract/community-report.js'
import type { Liveness, Mode, ModeReport, Readiness, Status } from '../contract/condition.js'
import type { Explanation } from '../contract/explanation.js'
import type { OwnerPreference, Preferences, Trips, TripsWish } from '../contract/household.js'
import type {
  Book,
  OrderReceipt,
  Orders,
  OrderWish,
  StatementQuery,
  StatementReport,
  Trades,
  TradesQuery,
} from '../contract/market-report.js'
import { eventData } from './event-data.js'

/** Until an answer is given up [ms]. */
const PATIENCE = 10_000

type Query = Readonly<Record<string, string | number | boolean | undefined>>

/**
 * Talks to the API of a running node. Every method throws ApiError: `unreachable` where nobody answers, and what the node
 * refuses with.
 */
export class NodeClient {
  readonly url: string
  readonly #token: string | undefined

  /** @param url as `http://127.0.0.1:7321`. @param token left out, only health can be asked for. */
  constructor(url: string, token?: string) {
    this.url = url.replace(/\/+$/, '')
    this.#token = token
  }

  live = (): Promise<Liveness> => this.#ask('GET', '/livez')

  /** Answers also where the node is not ready. */
  ready = (): Promise<Readiness> => this.#ask('GET', '/readyz', { taken: 503 })

  /** Prometheus text. */
  async metrics(): Promise<string> {
    return (await this.#fetch('GET', '/metrics')).text()
  }

  status = (): Promise<Status> => this.#ask('GET', '/v1/status')

  book = (query: { readonly slot_ms?: number } = {}): Promise<Book> => this.#ask('GET', '/v1/book', { query })

  /** The book now and after every certificate, until the signal fires or the node goes. */
  async *watchBook(query: { readonly slot_ms?: number } = {}, signal?: AbortSignal): AsyncGenerator<Book> {
    const stop = new AbortController()
    const end = () => stop.abort()
    signal?.addEventListener('abort', end, { once: true })
    try {
      if (signal?.aborted) return
      const response = await this.#fetch('GET', '/v1/book/stream', { query, signal: stop.signal })
      for await (const { event, data } of eventData(response.body!)) {
        if (event === 'book') yield JSON.parse(data) as Book
      }
    } catch (cause) {
      if (!signal?.aborted) throw cause instanceof ApiError ? cause : unreachable(this.url, cause)
    } finally {
      signal?.removeEventListener('abort', end)
      stop.abort()
    }
  }

  trades = (query: TradesQuery = {}): Promise<Trades> => this.#ask('GET', '/v1/trades', { query: { ...query } })

  orders = (): Promise<Orders> => this.#ask('GET', '/v1/orders')

  place = (order: OrderWish): Promise<OrderReceipt> => this.#ask('POST', '/v1/orders', { body: order })

  cancel = (order: number): Promise<OrderReceipt> => this.#ask('DELETE', `/v1/orders/${order}`)

  explain = (question: { readonly slot_ms: number } | { readonly order: number }): Promise<Explanation> =>
    this.#ask('GET', '/v1/explain', { query: { ...question } })

  neighbours = (): Promise<Neighbours> => this.#ask('GET', '/v1/peers')

  members = (): Promise<Members> => this.#ask('GET', '/v1/members')

  vote = (vote: VoteWish): Promise<VoteReceipt> => this.#ask('POST', '/v1/votes', { body: vote })

  invite = (wish: InvitationWish): Promise<NewInvitation> => this.#ask('POST', '/v1/invitations', { body: wish })

  invitations = (): Promise<Invitations> => this.#ask('GET', '/v1/invitations')

  revokeInvitation = (name: string): Promise<Invitations> =>
    this.#ask('DELETE', `/v1/invitations/${encodeURIComponent(name)}`)

  approve = (wish: ApprovalWish): Promise<Approval> => this.#ask('POST', '/v1/approvals', { body: wish })

  ledger = (): Promise<LedgerReport> => this.#ask('GET', '/v1/ledger')

  /** The whole ledger with its genesis, as an archive (`archiveFrames` reads it). */
  async archive(): Promise<AsyncIterable<Uint8Array>> {
    const { body } = await this.#fetch('GET', '/v1/ledger/archive')
    return body as unknown as AsyncIterable<Uint8Array>
  }

  certificates = (query: { readonly from?: number; readonly to?: number } = {}): Promise<Certificates> =>
    this.#ask('GET', '/v1/ledger/certificates', { query })

  statement = (query: StatementQuery = {}): Promise<StatementReport> =>
    this.#ask('GET', '/v1/statement', { query: { ...query } })

  mode = (): Promise<ModeReport> => this.#ask('GET', '/v1/mode')

  setMode = (mode: Mode): Promise<ModeReport> => this.#ask('PUT', '/v1/mode', { body: { mode } })

  preferences = (): Promise<Preferences> => this.#ask('GET', '/v1/prefs')

  prefer = (preference: OwnerPreference): Promise<Preferences> =>
    this.#ask('PUT', '/v1/prefs', { body: { preference } })

  trips = (): Promise<Trips> => this.#ask('GET', '/v1/trips')

  plan = (trips: TripsWish): Promise<Trips> => this.#ask('PUT', '/v1/trips', { body: trips })

  config = (): Promise<ConfigReport> => this.#ask('GET', '/v1/config')

  reloadConfig = (): Promise<ConfigReport> => this.#ask('POST', '/v1/config/reload')

  tokens = (): Promise<Tokens> => this.#ask('GET', '/v1/tokens')

  grant = (name: string, scopes: readonly Scope[]): Promise<NewToken> =>
    this.#ask('POST', '/v1/tokens', { body: { name, scopes } })

  revoke = (name: string): Promise<Tokens> => this.#ask('DELETE', `/v1/tokens/${encodeURIComponent(name)}`)

  /** Ask it to stop; it is gone when nobody answers any more. */
  stop = (): Promise<Liveness> => this.#ask('POST', '/v1/stop')

  /** @param taken an error status whose body is the answer all the same. */
  async #ask<T>(
    method: string,
    path: string,
    { query, body, taken }: { query?: Query; body?: unknown; taken?: number } = {},
  ): Promise<T> {
    const response = await this.#fetch(method, path, {
      ...(query && { query }),
      ...(body !== undefined && { body }),
      ...(taken !== undefined && { taken }),
      signal: AbortSignal.timeout(PATIENCE),
    })
    return (await response.json()) as T
  }

  async #fetch(
    method: string,
    path: string,
    { query = {}, body, taken, signal }: { query?: Query; body?: unknown; taken?: number; signal?: AbortSignal } = {},
  ): Promise<Response> {
    const url = new URL(this.url + path)
    for (const [key, value] of Object.entries(query)) if (value !== undefined) url.searchParams.set(key, String(value))
    const response = await fetch(url, {
      method,
      headers: {
        ...(this.#token !== undefined && { authorization: `Bearer ${this.#token}` }),
        ...(body !== undefined && { 'content-type': 'application/json' }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
      ...(signal && { signal }),
    }).catch((cause: unknown) => {
      throw unreachable(this.url, cause)
    })
    if (response.ok || response.status === taken) return response
    throw await errorOf(response)
  }
}

async function errorOf(response: Response): Promise<ApiError> {
  const report = (await response.json().catch(() => ({}))) as Partial<ApiErrorReport>
  const {
    code = 'unexpected',
    message = `the node answered ${response.status}`,
    recovery = 'give-up',
    details,
  } = report
  return new ApiError(code, message, { recovery, ...(details && { details: { ...details } }) })
}

export const unreachable = (where: string, cause?: unknown): ApiError =>
  new ApiError('unreachable', `no node answers at ${where}: is it running? Start it with: jazzgrid node start`, {
    recovery: 'wait',
    cause,
  })
