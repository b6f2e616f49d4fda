import { describe, expect, it } from 'vitest'
import { loopback, sleep, TOPICS, until } from '../../test/loopback.js'
import { ruleViolations, type TransportWorld } from '../conformance/transport-rule.js'
import { TRANSPORT_RULES } from '../conformance/transport-rules.js'

function loopbackWorld(): TransportWorld {
  const { start, close } = loopback()
  return {
    topics: TOPICS,
    start: (admitted = 'everyone') => start({ admitted }),
    until,
    settle: () => sleep(250),
    close,
  }
}

describe('the transport on libp2p', () => {
  it.each(TRANSPORT_RULES)('$says', async (rule) => {
    expect(await ruleViolations(rule, loopbackWorld)).toEqual([])
  })
})
