import { describe, expect, it } from 'vitest'
import { memoryWorld } from '../../test/memory-world.js'
import { ruleViolations } from '../conformance/transport-rule.js'
import { TRANSPORT_RULES } from '../conformance/transport-rules.js'

describe('the transport in memory', () => {
  it.each(TRANSPORT_RULES)('$says', async (rule) => {
    expect(await ruleViolations(rule, () => memoryWorld())).toEqual([])
  })
})
