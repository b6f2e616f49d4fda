import type { IncomingMessage } from 'node:http'
import { ApiError } from '../contract/api-error.js'

/** Bytes of a body at most. */
const LARGEST = 64 * 1024

/** The JSON that was sent; undefined where nothing was. Throws ApiError `too-large` and `bad-request`. */
export async function jsonBody(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size > LARGEST) throw new ApiError('too-large', `a body has at most ${LARGEST} bytes`)
    chunks.push(chunk)
  }
  if (size === 0) return undefined
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(chunks)))
  } catch (cause) {
    throw new ApiError('bad-request', `the body is no JSON: ${cause instanceof Error ? cause.message : cause}`)
  }
}
