import type { Libp2pSettings } from '../src/libp2p/libp2p-settings.js'
import { startLibp2p } from '../src/libp2p/start-libp2p.js'
import type { Transport } from '../src/transport.js'

export const TOPICS = ['/jazzgrid/test/entry', '/jazzgrid/test/seal'] as const

export const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))

/** Waits for what other peers do; 10 s is never needed. */
export async function until(condition: () => boolean): Promise<boolean> {
  for (let i = 0; i < 500 && !condition(); i++) await sleep(20)
  return condition()
}

let seeds = 0

/** A seed that no other peer of this test run has. */
export const freshSeed = (): Uint8Array => {
  const seed = new Uint8Array(32)
  new DataView(seed.buffer).setUint32(0, ++seeds)
  return seed
}

/** Peers on the loopback that redial quickly; `close` ends all of them. */
export function loopback() {
  const started: Transport[] = []
  return {
    async start(settings: Partial<Libp2pSettings> = {}): Promise<Transport> {
      const transport = await startLibp2p({
        seed: freshSeed(),
        network: 'test',
        topics: TOPICS,
        listen: ['/ip4/127.0.0.1/tcp/0'],
        admitted: 'everyone',
        redial: { interval: { min: 100, max: 200 }, grace: 30 },
        onFault: () => {},
        ...settings,
      })
      started.push(transport)
      return transport
    },
    async close(): Promise<void> {
      await Promise.all(started.splice(0).map((transport) => transport.close()))
    },
  }
}

export const introduce = (peer: Transport, other: Transport): void => peer.reach(other.self, other.addresses())
