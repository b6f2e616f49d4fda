import { Chance } from '@jazzgrid/units'
import { describe, expect, it } from 'vitest'
import { SEEN_TTL } from '../transport.js'
import { messageKey, SeenMessages } from './seen-messages.js'

describe('messages that were seen', () => {
  it('are new once, and again after their time', () => {
    const seen = new SeenMessages()
    expect([seen.add(1, 0), seen.add(1, SEEN_TTL - 1), seen.add(1, SEEN_TTL), seen.add(1, SEEN_TTL + 1)]).toEqual([
      true,
      false,
      true,
      false,
    ])
  })

  it('have the same key for the same bytes on the same topic only', () => {
    const bytes = Uint8Array.of(1, 2, 3)
    expect(messageKey('entry', bytes)).toBe(messageKey('entry', Uint8Array.of(1, 2, 3)))
    expect(messageKey('entry', bytes)).not.toBe(messageKey('seal', bytes))
    expect(messageKey('entry', bytes)).not.toBe(messageKey('entry', Uint8Array.of(1, 2, 3, 0)))
    expect(messageKey('entry', bytes)).not.toBe(messageKey('entry', Uint8Array.of(3, 2, 1)))
  })

  it('have safe integers as keys, without a collision in a twenty thousand that differ in a bit or two', () => {
    const chance = new Chance('keys')
    const base = Uint8Array.from({ length: 200 }, () => chance.integer(256))
    const keys = new Set<number>()
    const changed = new Set<number>()
    while (changed.size < 20_000) {
      const [i, j] = [chance.integer(1_600), chance.integer(1_600)]
      if (i >= j || changed.has(i * 1_600 + j)) continue
      changed.add(i * 1_600 + j)
      const data = base.slice()
      data[i >> 3] ^= 1 << (i & 7)
      data[j >> 3] ^= 1 << (j & 7)
      const key = messageKey('entry', data)
      if (Number.isSafeInteger(key) && key >= 0) keys.add(key)
    }
    expect(keys.size).toBe(20_000)
  })
})
