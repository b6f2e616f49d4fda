import { HOUR, MINUTE, perKwh, wh } from '@jazzgrid/units'
import { describe, expect, it } from 'vitest'
import type { MarketRules } from '../exchange/market-rules.js'
import type { Order } from '../order.js'
import { admit, LARGEST_QUANTITY } from './admission.js'

const RULES: MarketRules = {
  mechanism: 'continuous',
  slotLength: 30 * MINUTE,
  tick: perKwh(0.1),
  lot: wh(100),
  band: { min: perKwh(-10), max: perKwh(50) },
  openBefore: 24 * HOUR,
  gateClosure: -5 * MINUTE,
}
const SLOT = 1000
const START = SLOT * RULES.slotLength
const NOW = START - HOUR
const AUTHOR = { rating: 5000 }

const GOOD: Order = {
  account: 1,
  device: 1,
  slot: SLOT,
  side: 'buy',
  price: perKwh(20),
  quantity: wh(1000),
  goodTill: START,
}

function reasonFor(change: Record<string, unknown>, author: object | undefined = AUTHOR, now = NOW) {
  const verdict = admit({ ...GOOD, ...change } as Order, author as typeof AUTHOR | undefined, RULES, now)
  return verdict.ok ? 'admitted' : verdict.reason
}

it('admits a good order of either side', () => {
  expect(reasonFor({})).toBe('admitted')
  expect(reasonFor({ side: 'sell', origin: 'pv', price: perKwh(-10), minimum: 100 })).toBe('admitted')
  expect(reasonFor({ price: perKwh(48), premium: { renewable: perKwh(1), local: perKwh(1) } })).toBe('admitted')
})

describe('refuses, with the evidence,', () => {
  it.each([
    [{ price: 20_050 }, { code: 'off-tick', params: { field: 'price', value: 20_050, tick: 100 } }],
    [{ price: 50_100 }, { code: 'outside-band', params: { field: 'price', value: 50_100, min: -10_000, max: 50_000 } }],
    [
      { price: -10_100 },
      { code: 'outside-band', params: { field: 'price', value: -10_100, min: -10_000, max: 50_000 } },
    ],
    [{ price: Number.NaN }, { code: 'not-a-number', params: { field: 'price', value: 'NaN' } }],
    [{ price: '20' }, { code: 'not-a-number', params: { field: 'price', value: '20' } }],
    [{ quantity: 0 }, { code: 'not-positive', params: { field: 'quantity', value: 0 } }],
    [{ quantity: -100 }, { code: 'not-positive', params: { field: 'quantity', value: -100 } }],
    [{ quantity: 150 }, { code: 'off-lot', params: { field: 'quantity', value: 150, lot: 100 } }],
    [{ quantity: 0.5 }, { code: 'off-lot', params: { field: 'quantity', value: 0.5, lot: 100 } }],
    [{ quantity: Infinity }, { code: 'not-a-number', params: { field: 'quantity', value: 'Infinity' } }],
    [{ quantity: 5100 }, { code: 'beyond-rating', params: { quantity: 5100, rating: 5000 } }],
    [{ quantity: 1e300 }, { code: 'beyond-rating', params: { quantity: 1e300, rating: LARGEST_QUANTITY } }],
    [{ minimum: 1100 }, { code: 'minimum-above-quantity', params: { minimum: 1100, quantity: 1000 } }],
    [{ minimum: 50 }, { code: 'off-lot', params: { field: 'minimum', value: 50, lot: 100 } }],
    [{ minimum: 0 }, { code: 'not-positive', params: { field: 'minimum', value: 0 } }],
    [{ minimum: Number.NaN }, { code: 'not-a-number', params: { field: 'minimum', value: 'NaN' } }],
    [{ side: 'hold' }, { code: 'unknown-side', params: { side: 'hold' } }],
    [
      { side: 'sell', origin: 'coal' },
      { code: 'unknown-origin', params: { origin: 'coal' } },
    ],
    [{ origin: 'pv' }, { code: 'origin-on-bid', params: { origin: 'pv' } }],
    [
      { side: 'sell', premium: { local: 100 } },
      { code: 'premium-on-offer', params: {} },
    ],
    [{ premium: { local: -100 } }, { code: 'not-positive', params: { field: 'premium.local', value: -100 } }],
    [
      { premium: { renewable: 50 } },
      { code: 'off-tick', params: { field: 'premium.renewable', value: 50, tick: 100 } },
    ],
    [{ premium: { local: Number.NaN } }, { code: 'not-a-number', params: { field: 'premium.local', value: 'NaN' } }],
    [
      { price: 49_000, premium: { renewable: 600, local: 500 } },
      { code: 'outside-band', params: { field: 'premium', value: 50_100, min: -10_000, max: 50_000 } },
    ],
    [{ goodTill: NOW }, { code: 'already-expired', params: { goodTill: NOW, now: NOW } }],
    [{ goodTill: Number.NaN }, { code: 'not-a-number', params: { field: 'goodTill', value: 'NaN' } }],
    [{ slot: 1.5 }, { code: 'not-a-number', params: { field: 'slot', value: '1.5' } }],
    [{ device: Number.NaN }, { code: 'not-a-number', params: { field: 'device', value: 'NaN' } }],
    [{ slot: SLOT + 48 }, { code: 'gate-not-open', params: { slot: SLOT + 48, opensAt: START } }],
    [{ slot: SLOT - 2 }, { code: 'gate-closed', params: { slot: SLOT - 2, closedAt: START - 65 * MINUTE } }],
  ])('%o', (change, reason) => {
    expect(reasonFor(change)).toEqual(reason)
  })

  it('an account that is not registered, whatever it wants', () => {
    expect(reasonFor({ price: Number.NaN }, undefined)).not.toBe('admitted')
    const verdict = admit({ ...GOOD, account: 9 }, undefined, RULES, NOW)
    expect(verdict).toEqual({ ok: false, reason: { code: 'unknown-account', params: { account: 9 } } })
  })

  it('offers of a suspended account, but not its bids', () => {
    const suspended = { rating: 5000, suspendedUntil: START }
    expect(reasonFor({ side: 'sell' }, suspended)).toEqual({ code: 'suspended', params: { until: START } })
    expect(reasonFor({}, suspended)).toBe('admitted')
  })
})

it('takes orders in the rounds of the opening and of the closing, and in none before or after', () => {
  const codeAt = (now: number) => {
    const reason = reasonFor({}, AUTHOR, now)
    return typeof reason === 'string' ? reason : reason.code
  }
  expect(codeAt(START - 24 * HOUR - 1)).toBe('gate-not-open')
  expect(codeAt(START - 24 * HOUR)).toBe('admitted')
  expect(codeAt(START - 5 * MINUTE)).toBe('admitted')
  expect(codeAt(START - 5 * MINUTE + 1)).toBe('gate-closed')
})
