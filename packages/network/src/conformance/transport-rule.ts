import type { Admission, PeerEvent, Transport } from '../transport.js'

/** Where transports live while they are examined: one network, and a way to let time pass in it. */
export interface TransportWorld {
  /** Two topics of this network. */
  readonly topics: readonly [string, string]

  /** A new peer with a name of its own, not yet connected to anybody. @param admitted everyone by default. */
  start(admitted?: Admission): Promise<Transport>

  /** Let time pass until the condition holds. @returns false where it did not in all the time that it could need. */
  until(condition: () => boolean): Promise<boolean>

  /** Let so much time pass that whatever is under way has happened. */
  settle(): Promise<void>

  /** End all its transports. */
  close(): Promise<void>
}

/** One promise of the port, and how to see whether it is kept. */
export interface TransportRule {
  /** A sentence. */
  readonly says: string
  readonly examine: (world: TransportWorld, claim: Claim) => Promise<void>
}

/** Note a violation where the condition does not hold. */
export type Claim = (holds: boolean, otherwise: string) => void

/** Whatever breaks a rule in a world of its own: an empty list is conformance. Needs no test framework. */
export async function ruleViolations(
  rule: TransportRule,
  makeWorld: () => TransportWorld | Promise<TransportWorld>,
): Promise<string[]> {
  const found: string[] = []
  const world = await makeWorld()
  try {
    await rule.examine(world, (holds, otherwise) => {
      if (!holds) found.push(otherwise)
    })
  } catch (error) {
    found.push(`throws ${error}`)
  } finally {
    await world.close()
  }
  return found
}

/** Peers that are all connected to each other; claims that they become so. */
export async function connectedPeers(world: TransportWorld, claim: Claim, count: number): Promise<Transport[]> {
  const peers: Transport[] = []
  for (let i = 0; i < count; i++) peers.push(await world.start())
  for (const peer of peers) introduce(peer, peers)
  const all = await world.until(() => peers.every((peer) => peer.peers().length === count - 1))
  claim(all, `of ${count} peers that reach each other not all are connected`)
  return peers
}

export function introduce(peer: Transport, others: readonly Transport[]): void {
  for (const other of others) if (other !== peer) peer.reach(other.self, other.addresses())
}

/** Every event from now on, as `connected b`. */
export function eventLog(transport: Transport): string[] {
  const log: string[] = []
  transport.onPeer(({ kind, peer }: PeerEvent) => log.push(`${kind} ${peer}`))
  return log
}

/** Bytes that can be told from others: the number in front, then a pattern of it. */
export function numbered(number: number, length = 16): Uint8Array {
  const bytes = new Uint8Array(Math.max(4, length))
  for (let i = 4; i < bytes.length; i++) bytes[i] = (number * 31 + i) & 0xff
  new DataView(bytes.buffer).setUint32(0, number)
  return bytes
}

/** The number of `numbered` bytes, and -1 where the pattern is broken. */
export function numberOf(bytes: Uint8Array): number {
  const number = new DataView(bytes.buffer, bytes.byteOffset).getUint32(0)
  for (let i = 4; i < bytes.length; i++) if (bytes[i] !== ((number * 31 + i) & 0xff)) return -1
  return number
}
