import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { type AddressInfo, isIPv6 } from 'node:net'
import { CodedError } from '@jazzgrid/units'
import type { AdmissionDesk } from '../admission-desk.js'
import type { OpenInvitations } from '../open-invitations.js'
import { decodeAsk, encodeAnswer, LONGEST_ASK } from './join-message.js'
import { openBox, SEAL_LENGTH, sealBox } from './sealed-box.js'
import { VisitorGate } from './visitor-gate.js'

/** Where strangers knock. */
export interface DoorAddress {
  readonly host: string
  readonly port: number
}

const KNOCKS = { burst: 30, perSecond: 5 } as const
/** A whole request, ms. */
const PATIENCE = 5_000
const MOST_VISITORS = 32

/** The path of an invitation: its name, not its secret. */
export const DOOR_PATH = '/jazzgrid/join/1/'

/**
 * Where somebody who is no member yet can ask for the genesis and for admission. The peers' network admits members only, so
 * this is another listener; it stands open only while an invitation does. Whoever has none gets the same 404 whatever he
 * sends, and what is said is sealed with the secret of the invitation.
 */
export class JoinDoor {
  readonly #address: DoorAddress
  readonly #invitations: OpenInvitations
  readonly #desk: Pick<AdmissionDesk, 'answer'>
  readonly #now: () => number
  readonly #gate = new VisitorGate(KNOCKS)
  #server: Server | undefined
  #closing: NodeJS.Timeout | undefined

  /** @param options.now UTC ms on the wall. */
  constructor(options: {
    readonly address: DoorAddress
    readonly invitations: OpenInvitations
    readonly desk: Pick<AdmissionDesk, 'answer'>
    readonly now: () => number
  }) {
    this.#address = options.address
    this.#invitations = options.invitations
    this.#desk = options.desk
    this.#now = options.now
  }

  get isOpen(): boolean {
    return this.#server !== undefined
  }

  /** The port that is listened on; undefined while the door is closed. */
  get port(): number | undefined {
    return (this.#server?.address() as AddressInfo | null | undefined)?.port
  }

  /** Open the door if an invitation is open, and close it if none is. Throws CodedError `door-blocked`. */
  async attend(): Promise<void> {
    const open = this.#invitations.list(this.#now())
    clearTimeout(this.#closing)
    if (open.length === 0) {
      await this.close()
      return
    }
    const last = Math.max(...open.map(({ expiresAt }) => expiresAt))
    const until = Math.min(last - this.#now(), 2 ** 31 - 1)
    this.#closing = setTimeout(() => void this.attend().catch(() => {}), Math.max(until, 0)).unref()
    if (this.#server === undefined) await this.#listen()
  }

  async close(): Promise<void> {
    clearTimeout(this.#closing)
    const server = this.#server
    this.#server = undefined
    if (server === undefined) return
    server.closeAllConnections()
    await new Promise((closed) => server.close(closed))
  }

  #listen(): Promise<void> {
    const { host, port } = this.#address
    const server = createServer(
      { requestTimeout: PATIENCE, headersTimeout: PATIENCE, keepAliveTimeout: 1 },
      (ask, reply) => this.#hear(ask, reply),
    )
    server.maxConnections = MOST_VISITORS
    return new Promise((listening, fail) => {
      server.once('error', (cause: NodeJS.ErrnoException) => {
        const where = `${isIPv6(host) ? `[${host}]` : host}:${port}`
        const advice = 'Give another address as join.listen in node.yaml, or end what listens there.'
        fail(new CodedError('door-blocked', `strangers cannot knock at ${where} (${cause.code}). ${advice}`, { cause }))
      })
      server.listen(port, host, () => {
        server.removeAllListeners('error').on('error', () => {})
        this.#server = server
        listening()
      })
    })
  }

  #hear(ask: IncomingMessage, reply: ServerResponse): void {
    const now = this.#now()
    this.#gate.sweep(now)
    const address = ask.socket.remoteAddress ?? ''
    const isKnock = ask.method === 'POST' && ask.url?.startsWith(DOOR_PATH) === true
    if (!this.#gate.admits(address, now)) turnAway(reply, 429)
    else if (isKnock) this.#listenTo(ask, reply)
    else turnAway(reply, 404)
  }

  #listenTo(ask: IncomingMessage, reply: ServerResponse): void {
    const parts: Buffer[] = []
    let length = 0
    ask.on('data', (part: Buffer) => {
      length += part.length
      if (length > LONGEST_ASK + SEAL_LENGTH) turnAway(reply, 413)
      else parts.push(part)
    })
    ask.on('error', () => {})
    ask.on('end', () => {
      if (!reply.headersSent) void this.#answer(ask.url!.slice(DOOR_PATH.length), Buffer.concat(parts), reply)
    })
  }

  async #answer(name: string, box: Uint8Array, reply: ServerResponse): Promise<void> {
    const invitation = this.#invitations.find(name, this.#now())
    const secret = invitation && new Uint8Array(Buffer.from(invitation.secret, 'hex'))
    const opened = secret && openBox(secret, 'ask', box)
    const ask = opened && decodeAsk(opened)
    if (invitation === undefined || secret === undefined || ask === undefined) {
      turnAway(reply, 404)
      return
    }
    try {
      const answer = this.#desk.answer(invitation, ask)
      if (ask.kind === 'admit' && answer.kind !== 'refused' && answer.kind !== 'sign') {
        await this.#invitations.take(name, Buffer.from(ask.key).toString('hex'))
      }
      const sealed = sealBox(secret, answerPurpose(box), encodeAnswer(answer))
      reply.writeHead(200, { 'content-type': 'application/octet-stream', 'content-length': sealed.length })
      reply.end(sealed)
    } catch {
      turnAway(reply, 500)
    }
  }
}

/** An answer opens only for whoever asked just this: the nonce of the ask makes it another one each time. */
export const answerPurpose = (ask: Uint8Array): string => `answer ${Buffer.from(ask.subarray(0, 12)).toString('hex')}`

function turnAway(reply: ServerResponse, status: number): void {
  if (reply.headersSent) return
  reply.writeHead(status, { connection: 'close', 'content-length': 0 }).end()
}
