import type { ConfigReading } from '../../config/config-source.js'
import type { Scope } from '../contract/administration.js'
import { ApiError } from '../contract/api-error.js'
import type { NodeState, ReadyReason } from '../contract/condition.js'
import type { LiveNode } from '../live-node.js'
import type { TokenBook } from './token-book.js'

/** What the routes may ask of the process and do to it. */
export interface Backstage {
  readonly state: NodeState
  readonly version: string
  readonly startedAt: number
  readonly tokens: TokenBook
  readonly configFile: string
  readonly reading: ConfigReading | undefined
  /** undefined while no peer runs. */
  readonly live: LiveNode | undefined
  /** Why it is not ready; empty where it is. */
  reasons(): readonly ReadyReason[]
  reload(): Promise<void>
  /** Begin to stop; it does not wait. */
  stop(): void
}

export interface RouteRequest {
  readonly backstage: Backstage
  /** Parts of the path that the route leaves open. */
  readonly params: readonly string[]
  readonly query: URLSearchParams
  readonly body: unknown
  /** The running peer. Throws ApiError `not-ready` where there is none. */
  readonly live: () => LiveNode
}

/** `json` with 200 unless it says otherwise; `text` for people and scrapers; `events` as they come; `pieces` of a file. */
export type RouteAnswer =
  | { readonly json: object; readonly status?: number }
  | { readonly text: string; readonly kind: string; readonly status?: number }
  | { readonly events: EventSource }
  | { readonly pieces: AsyncIterable<Uint8Array> }

export interface StreamedEvent {
  readonly event: string
  readonly id: number
  readonly data: object
}

/** Sends events until it is released. */
export type EventSource = (send: (event: StreamedEvent) => void) => () => void

export interface Route {
  readonly method: 'GET' | 'PUT' | 'POST' | 'DELETE'
  /** A `*` stands for one part. */
  readonly path: string
  /** `open`: for everybody. `local`: for everybody on the loopback, else `read`. */
  readonly for: Scope | 'open' | 'local'
  readonly answer: (request: RouteRequest) => RouteAnswer | Promise<RouteAnswer>
}

/** The route of a request and the open parts of its path. Throws ApiError `not-found` and `method-not-allowed`. */
export function routeOf(routes: readonly Route[], method: string, path: string): { route: Route; params: string[] } {
  const here = routes.flatMap((route) => {
    const params = match(route.path, path)
    return params === undefined ? [] : [{ route, params }]
  })
  const found = here.find(({ route }) => route.method === method)
  if (found !== undefined) return found
  if (here.length === 0) throw new ApiError('not-found', `there is no ${path}`)
  const methods = here.map(({ route }) => route.method).join(', ')
  throw new ApiError('method-not-allowed', `${path} takes ${methods}, not ${method}`)
}

function match(pattern: string, path: string): string[] | undefined {
  const [wanted, given] = [pattern.split('/'), path.split('/')]
  if (wanted.length !== given.length) return undefined
  const params: string[] = []
  for (const [i, part] of wanted.entries()) {
    if (part === '*') params.push(decoded(given[i]))
    else if (part !== given[i]) return undefined
  }
  return params
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    throw new ApiError('bad-request', `${text} is not encoded as a part of an address`)
  }
}
