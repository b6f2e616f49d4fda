import { Chance, VirtualClock } from '@jazzgrid/units'
import type { TransportWorld } from '../src/conformance/transport-rule.js'
import { MemoryNetwork } from '../src/memory/memory-network.js'
import type { Transport } from '../src/transport.js'

const TOPICS = ['entry', 'seal'] as const

/** Transports in memory for the rules of the port. @param change puts another in the place of each. */
export function memoryWorld(change: (transport: Transport) => Transport = (transport) => transport): TransportWorld {
  const clock = new VirtualClock()
  const network = new MemoryNetwork(clock, new Chance('conformance'), {
    topics: TOPICS,
    discovery: false,
    onFault: () => {},
  })
  const started: Transport[] = []
  /** Time moves a little, then promises that handlers returned get their turn. */
  const step = async (ms: number) => {
    clock.advanceTo(clock.now() + ms)
    await Promise.resolve()
    await Promise.resolve()
  }
  return {
    topics: TOPICS,
    async start(admitted = 'everyone') {
      const transport = change(network.join(`h${started.length + 1}`, admitted))
      started.push(transport)
      return transport
    },
    async until(condition) {
      for (let i = 0; i < 30_000; i++) {
        if (condition()) return true
        await step(4)
      }
      return condition()
    },
    async settle() {
      for (let i = 0; i < 600; i++) await step(100)
    },
    async close() {
      for (const transport of started) await transport.close()
    },
  }
}
