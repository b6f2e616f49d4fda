/** The first frame in each direction of a connection: who both must be to talk at all. */
const VERSION = 1

const encoder = new TextEncoder()
const decoder = new TextDecoder('utf-8', { fatal: true })

/** Bytes of a community's name at most. */
const LONGEST = 255

/** @param network the name of the community, such as a hash of its genesis. */
export function encodeHello(network: string): Uint8Array {
  const name = encoder.encode(network)
  if (name.length === 0 || name.length > LONGEST) throw new RangeError(`a community's name has 1 to ${LONGEST} bytes`)
  const hello = new Uint8Array(1 + name.length)
  hello[0] = VERSION
  hello.set(name, 1)
  return hello
}

export type HelloFault = 'hello-malformed' | 'hello-version' | 'hello-other-network'

/** What is wrong with a hello from the other side; undefined where it is the same version and community. */
export function helloFault(frame: Uint8Array, network: string): HelloFault | undefined {
  if (frame.length < 2 || frame.length > 1 + LONGEST) return 'hello-malformed'
  if (frame[0] !== VERSION) return 'hello-version'
  try {
    return decoder.decode(frame.subarray(1)) === network ? undefined : 'hello-other-network'
  } catch {
    return 'hello-malformed' // not UTF-8
  }
}
