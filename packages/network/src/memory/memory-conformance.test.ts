import { Chance, VirtualClock } from '@jazzgrid/units'
import { describe, expect, it } from 'vitest'
import { ruleViolations, type TransportWorld } from '../conformance/transport-rule.js'
import { TRANSPORT_RULES } from '../conformance/transport-rules.js'
import type { Transport } from '../transport.js'
import { MemoryNetwork } from './memory-network.js'

const TOPICS = ['entry', 'seal'] as const

function memoryWorld(): TransportWorld {
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
      const transport = network.join(`h${started.length + 1}`, admitted)
      started.push(transport)
      return transport
    },
    async until(condition) {
      for (let i = 0; i < 60_000; i++) {
        if (condition()) return true
        await step(2)
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

describe('the transport in memory', () => {
  it.each(TRANSPORT_RULES)('$says', async (rule) => {
    expect(await ruleViolations(rule, memoryWorld)).toEqual([])
  })
})
