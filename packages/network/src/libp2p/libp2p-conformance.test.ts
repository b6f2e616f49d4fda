import { describe, expect, it } from 'vitest'
import { ruleViolations, type TransportWorld } from '../conformance/transport-rule.js'
import { TRANSPORT_RULES } from '../conformance/transport-rules.js'
import type { Transport } from '../transport.js'
import { startLibp2p } from './start-libp2p.js'

const TOPICS = ['/jazzgrid/test/entry', '/jazzgrid/test/seal'] as const

const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

let seeds = 0

function loopbackWorld(): TransportWorld {
  const started: Transport[] = []
  return {
    topics: TOPICS,
    async start(admitted = 'everyone') {
      const transport = await startLibp2p({
        seed: new Uint8Array(32).fill(++seeds),
        network: 'test',
        topics: TOPICS,
        listen: ['/ip4/127.0.0.1/tcp/0'],
        admitted,
        redial: { interval: { min: 100, max: 200 }, grace: 30 },
        onFault: () => {},
      })
      started.push(transport)
      return transport
    },
    async until(condition) {
      for (let i = 0; i < 500; i++) {
        if (condition()) return true
        await sleep(20)
      }
      return condition()
    },
    settle: () => sleep(250) as Promise<void>,
    async close() {
      await Promise.all(started.map((transport) => transport.close()))
    },
  }
}

describe('the transport on libp2p', () => {
  it.each(TRANSPORT_RULES)('$says', async (rule) => {
    expect(await ruleViolations(rule, loopbackWorld)).toEqual([])
  })
})
