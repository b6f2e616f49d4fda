import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { pipeline } from 'node:stream/promises'
import { CodedError } from '@jazzgrid/units'
import { ApiError, type ApiErrorReport } from '../contract/api-error.js'
import { statusOf } from './api-status.js'
import { AttemptLimit } from './attempt-limit.js'
import { guard, isLoopback } from './guard.js'
import { jsonBody } from './request-body.js'
import { type Backstage, type EventSource, type Route, type RouteAnswer, routeOf } from './route.js'
import { allows } from './token-book.js'

/** Until a request must be there whole [ms]. */
const PATIENCE = 10_000
/** Between two signs of life on a stream [ms]: proxies close what is silent. */
const BEAT = 15_000
/** Listeners on streams at most: each costs a copy of every book. */
const MOST_STREAMS = 16

export interface ApiAddress {
  readonly host: string
  readonly port: number
  /** Names by which it may be called, beside its address. */
  readonly hosts: readonly string[]
}

/** The local API over HTTP: see docs/reference/node-api.md. */
export class HttpApi {
  readonly #routes: readonly Route[]
  readonly #backstage: Backstage
  readonly #attempts = new AttemptLimit()
  readonly #server: Server
  readonly #streams = new Set<() => void>()
  #address: ApiAddress | undefined

  constructor(routes: readonly Route[], backstage: Backstage) {
    this.#routes = routes
    this.#backstage = backstage
    this.#server = createServer({ requestTimeout: PATIENCE, headersTimeout: PATIENCE, maxHeaderSize: 8192 })
    this.#server.maxConnections = 128
    this.#server.on('request', (request, response) => void this.#serve(request, response))
  }

  /** @returns the URL. Throws CodedError `api-cannot-listen`. */
  async listen(address: ApiAddress): Promise<string> {
    const { host, port } = address
    await new Promise<void>((resolve, reject) => {
      this.#server.once('error', reject)
      this.#server.listen({ host, port }, () => {
        this.#server.off('error', reject)
        resolve()
      })
    }).catch((cause: NodeJS.ErrnoException) => {
      const isBusy = cause.code === 'EADDRINUSE'
      const message = isBusy
        ? `port ${port} of ${host} is in use: another node? Stop it, or set api.port to another port`
        : `the API cannot listen on ${host}, port ${port}: ${cause.message}; set api.host and api.port`
      throw new CodedError('api-cannot-listen', message, { recovery: isBusy ? 'wait' : 'give-up', cause })
    })
    this.#address = address
    const bound = this.#server.address() as AddressInfo
    return `http://${bound.family === 'IPv6' ? `[${bound.address}]` : bound.address}:${bound.port}`
  }

  async close(): Promise<void> {
    for (const end of this.#streams) end()
    if (!this.#server.listening) return
    const closed = new Promise((resolve) => this.#server.close(resolve))
    this.#server.closeIdleConnections()
    // an answer under way has this long, as that to the request to stop
    setTimeout(() => this.#server.closeAllConnections(), 200).unref()
    await closed
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    response.setHeader('cache-control', 'no-store')
    response.setHeader('x-content-type-options', 'nosniff')
    try {
      const answer = await this.#answer(request, response)
      if ('events' in answer) this.#stream(answer.events, request, response)
      else if ('pieces' in answer) await pipeline(answer.pieces, response)
      else send(response, answer)
    } catch (failure) {
      if (response.headersSent || response.destroyed) response.destroy()
      else sendFailure(response, failure)
    }
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<RouteAnswer> {
    guard(request, this.#address?.hosts ?? [])
    const url = new URL(request.url ?? '/', 'http://node')
    const { route, params } = routeOf(this.#routes, request.method ?? 'GET', url.pathname)
    this.#authorise(route, request, response)
    const body = await jsonBody(request)
    const backstage = this.#backstage
    const live = () => {
      if (backstage.live === undefined || backstage.state !== 'running') throw notReady(backstage)
      return backstage.live
    }
    return route.answer({ backstage, params, query: url.searchParams, body, live })
  }

  #authorise(route: Route, { headers, socket }: IncomingMessage, response: ServerResponse): void {
    if (route.for === 'open') return
    if (route.for === 'local' && isLoopback(socket.localAddress ?? '')) return
    const now = Date.now()
    const from = socket.remoteAddress ?? ''
    const wait = this.#attempts.shutOut(from, now)
    if (wait > 0) {
      response.setHeader('retry-after', Math.ceil(wait / 1000))
      throw new ApiError('too-many-attempts', 'too many wrong tokens came from there; wait a minute', {
        recovery: 'wait',
      })
    }
    const token = /^Bearer (\S+)$/i.exec(headers.authorization ?? '')?.[1]
    const scopes = token === undefined ? undefined : this.#backstage.tokens.scopesOf(token)
    if (scopes === undefined) {
      response.setHeader('www-authenticate', 'Bearer')
      if (token !== undefined) this.#attempts.failed(from, now)
      throw new ApiError('unauthorised', token === undefined ? 'this needs a token' : 'nobody has this token')
    }
    const scope = route.for === 'local' ? 'read' : route.for
    if (!allows(scopes, scope)) {
      throw new ApiError('forbidden', `this needs a token with the scope ${scope}`, { details: { scope } })
    }
  }

  #stream(source: EventSource, request: IncomingMessage, response: ServerResponse): void {
    if (this.#streams.size >= MOST_STREAMS)
      throw new ApiError('refused', 'too many listen already', { recovery: 'wait' })
    response.writeHead(200, { 'content-type': 'text/event-stream' })
    const release = source(({ event, id, data }) => {
      // who does not read what is sent is let go, before it fills the memory
      if (response.writableLength > 1 << 20) end()
      else response.write(`event: ${event}\nid: ${id}\ndata: ${JSON.stringify(data)}\n\n`)
    })
    const beat = setInterval(() => response.write(': alive\n\n'), BEAT)
    const end = () => {
      clearInterval(beat)
      release()
      this.#streams.delete(end)
      response.end()
    }
    this.#streams.add(end)
    request.once('close', end)
    response.once('close', end)
  }
}

const notReady = (backstage: Backstage): ApiError => {
  const reasons = backstage.reasons()
  const why = reasons.map(({ message }) => message).join('; ')
  return new ApiError('not-ready', `the node is not running its peer: ${why || backstage.state}`, {
    recovery: 'wait',
    details: { reasons },
  })
}

function send(response: ServerResponse, answer: Extract<RouteAnswer, { json: object } | { text: string }>): void {
  const kind = 'json' in answer ? 'application/json' : answer.kind
  const text = 'json' in answer ? `${JSON.stringify(answer.json)}\n` : answer.text
  response.writeHead(answer.status ?? 200, { 'content-type': `${kind}; charset=utf-8` }).end(text)
}

function sendFailure(response: ServerResponse, failure: unknown): void {
  const error =
    failure instanceof ApiError
      ? failure
      : new ApiError('unexpected', failure instanceof Error ? failure.message : String(failure))
  const { code, message, recovery, details } = error
  const report: ApiErrorReport = {
    schema: 'jazzgrid/error@1',
    code,
    message,
    recovery,
    ...(Object.keys(details).length > 0 && { details }),
  }
  // what is left of a request that was refused unread would be taken for the next one
  response.setHeader('connection', 'close')
  send(response, { json: report, status: statusOf(code) })
}
