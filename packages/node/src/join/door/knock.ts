import { request } from 'node:http'
import { type Invitation, invitationName } from '@jazzgrid/consensus'
import { CodedError } from '@jazzgrid/units'
import { answerPurpose, DOOR_PATH } from './join-door.js'
import { decodeAnswer, encodeAsk, type JoinAnswer, type JoinAsk, LONGEST_ANSWER } from './join-message.js'
import { openBox, SEAL_LENGTH, sealBox } from './sealed-box.js'

/** For one answer [ms]. */
const PATIENCE = 10_000

/**
 * Ask at the doors of an invitation, one after the other, until one answers. Throws CodedError `door-unreachable` where
 * none does, `door-closed` where one does not know the invitation, and `foreign-door` where what answers does not know
 * its secret.
 */
export async function knock(invitation: Invitation, ask: JoinAsk, signal?: AbortSignal): Promise<JoinAnswer> {
  const path = `${DOOR_PATH}${invitationName(invitation)}`
  const box = sealBox(invitation.secret, 'ask', encodeAsk(ask))
  const causes: string[] = []
  for (const door of invitation.doors) {
    const answer = await post(new URL(path, door), box, signal).catch((cause: Error) => cause)
    signal?.throwIfAborted()
    if (answer instanceof Error) causes.push(`${door}: ${answer.message || (answer as NodeJS.ErrnoException).code}`)
    else return read(answer, invitation, box, door)
  }
  throw new CodedError(
    'door-unreachable',
    `Nobody answers for this invitation (${causes.join('; ')}). The inviting node must run, and be reachable from here.`,
    { recovery: 'retry' },
  )
}

interface Reply {
  readonly status: number
  readonly body: Uint8Array
}

function read({ status, body }: Reply, invitation: Invitation, asked: Uint8Array, door: string): JoinAnswer {
  if (status === 404) {
    throw new CodedError(
      'door-closed',
      `${door} does not know this invitation: it was revoked, or is over. Ask for another.`,
    )
  }
  if (status === 429 || status >= 500) {
    throw new CodedError('door-busy', `${door} answers ${status}: it is busy. Try again.`, { recovery: 'retry' })
  }
  const opened = status === 200 ? openBox(invitation.secret, answerPurpose(asked), body) : undefined
  const answer = opened && decodeAnswer(opened)
  if (answer !== undefined) return answer
  throw new CodedError(
    'foreign-door',
    `What answers at ${door} (${status}) is not the node that invited. Ask the inviter.`,
  )
}

function post(url: URL, body: Uint8Array, signal: AbortSignal | undefined): Promise<Reply> {
  return new Promise((done, fail) => {
    const ask = request(
      url,
      {
        method: 'POST',
        headers: { 'content-type': 'application/octet-stream', 'content-length': body.length },
        timeout: PATIENCE,
        agent: false,
        ...(signal && { signal }),
      },
      (reply) => {
        const parts: Buffer[] = []
        let length = 0
        reply.on('data', (part: Buffer) => {
          length += part.length
          if (length > LONGEST_ANSWER + SEAL_LENGTH) ask.destroy(new Error('it says too much'))
          else parts.push(part)
        })
        reply.on('error', fail)
        reply.on('end', () => done({ status: reply.statusCode ?? 0, body: Buffer.concat(parts) }))
      },
    )
    const whole = setTimeout(() => ask.destroy(new Error('it takes too long')), PATIENCE)
    ask.on('timeout', () => ask.destroy(new Error('no answer')))
    ask.on('close', () => clearTimeout(whole))
    ask.on('error', fail)
    ask.end(body)
  })
}
