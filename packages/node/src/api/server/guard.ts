import type { IncomingMessage } from 'node:http'
import { ApiError } from '../contract/api-error.js'

const LOOPBACK = /^(127\.\d+\.\d+\.\d+|::1|::ffff:127\.\d+\.\d+\.\d+)$/

export const isLoopback = (address: string): boolean => LOOPBACK.test(address) || address === 'localhost'

/**
 * Refuse what a web page in somebody's browser might have sent: a name that was pointed here by its owner (DNS rebinding), or
 * a page of another origin.
 * @param names by which the API may be called beside its own address. Throws ApiError `bad-host` and `bad-origin`.
 */
export function guard({ headers, socket }: IncomingMessage, names: readonly string[]): void {
  const { host, origin } = headers
  const { localAddress = '', localPort = 0 } = socket
  const own = [localAddress.replace(/^::ffff:/, '')]
  if (isLoopback(localAddress)) own.push('localhost', '127.0.0.1', '::1')
  const hosts = own.map((name) => authority(name, localPort))
  if (host === undefined || ![...hosts, ...names].includes(host.toLowerCase())) {
    const message = `this API is not called ${host ?? 'nothing'}; add the name to api.hosts if it should be`
    throw new ApiError('bad-host', message)
  }
  if (origin !== undefined && origin.toLowerCase() !== `http://${host.toLowerCase()}`) {
    throw new ApiError('bad-origin', `a page of ${origin} may not call this API`)
  }
}

/** As browsers write it: without the port where it is that of the scheme. */
function authority(name: string, port: number): string {
  const host = name.includes(':') ? `[${name}]` : name
  return port === 80 ? host : `${host}:${port}`
}
