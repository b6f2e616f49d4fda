import { describe, expect, it } from 'vitest'
import { callOf, stateOf } from '../conformance/index.js'
import type { Strategy } from '../strategy/strategy.js'
import { setpointFor, verify } from './deliver.js'

const PROFILE = { id: 0, account: 0, name: 'h1', kind: 'household', strategy: 'meter', settings: { cap: 400 } } as const

/** Delivers what is contracted up to its cap, and counts what the meter saw. */
const counting: Strategy<{ cap: number }, { seen: number }> = {
  name: 'counting',
  initial: () => ({ seen: 0 }),
  quote: () => [],
  setpoint: (_own, { cap }, { slot }, book) => ({
    energy: Math.min(cap, book.position(slot)),
    reasons: ['own-strategy'],
  }),
  delivered: ({ seen }, _settings, { energy }) => ({ seen: seen + energy }),
}

const following: Strategy = { name: 'following', initial: () => null, quote: () => [] }

describe('delivery', () => {
  it('asks the strategy for a setpoint, with what the device has contracted', () => {
    const state = stateOf({ positions: [900, 0] }, { seen: 0 })
    expect(setpointFor(PROFILE, state, counting as Strategy, callOf({}, 0))).toEqual({
      energy: 400,
      reasons: ['own-strategy'],
    })
  })

  it('lets a device without setpoints follow nature', () => {
    expect(setpointFor(PROFILE, stateOf(), following, callOf({}, 0))).toEqual({ energy: Number.NaN, reasons: [] })
  })

  it('shows the meter to a strategy that learns from it', () => {
    const reading = { slot: 0, energy: 300, soc: Number.NaN, plugged: true }
    const state = stateOf({}, { seen: 50 })
    expect(verify(PROFILE, state, counting as Strategy, reading).own).toEqual({ seen: 350 })
    expect(verify(PROFILE, state, following, reading)).toBe(state)
  })
})
