import { describe, expect, it } from 'vitest'
import { Agreement } from './agreement.js'
import type { PeerEvent } from './peer-event.js'

const village = { sites: ['h1', 'h2'], folders: ['a', 'b'], startsAt: 0, roundLength: 600_000 }

const certified = (height: number, changes: Partial<Extract<PeerEvent, { event: 'certified' }>> = {}): PeerEvent => ({
  event: 'certified',
  height,
  at_ms: height * 600_000,
  certificate: `c${height}`,
  trades: 1,
  energy_wh: 500,
  turnover_micro: 500 * 12_000,
  statements: `s${height}`,
  ...changes,
})

const stopped = (cost: number): PeerEvent => ({
  event: 'stopped',
  height: 2,
  statements: [{ account: 0, bought_wh: 0, sold_wh: 500, cost_micro: cost, slots: 1 }],
})

function told(...events: readonly (readonly [peer: number, event: PeerEvent])[]) {
  const agreement = new Agreement(village)
  for (const [peer, event] of events) agreement.hear(peer, event)
  return agreement
}

describe('the comparison of what peers say', () => {
  it('holds where all say the same and stand at one height', () => {
    const agreement = told([0, certified(1)], [1, certified(1)], [0, stopped(-6)], [1, stopped(-6)])
    expect(agreement.holds).toBe(true)
    expect(agreement.isAt(600_000)).toBe(true)
    expect(agreement.isAt(600_001)).toBe(false)
    expect(agreement.news()).toEqual(['00:10 UTC  round 1  c1  0.5 kWh in 1 trades at 12.0 a kWh'])
  })

  it.each([
    ['a certificate', { certificate: 'other' }],
    ['statements', { statements: 'other' }],
  ])('does not where one has another %s', (_, changes) => {
    const agreement = told([0, certified(1)], [1, certified(1, changes)], [0, stopped(-6)], [1, stopped(-6)])
    expect(agreement.holds).toBe(false)
    expect(agreement.news().at(-1)).toBe('h2 has another certificate or other statements at height 1')
  })

  it('does not where one lags behind, says another thing in the end, or nothing', () => {
    const same = [
      [0, certified(1)],
      [1, certified(1)],
    ] as const
    expect(told(...same, [0, certified(2)], [0, stopped(-6)], [1, stopped(-6)]).holds).toBe(false)
    expect(told(...same, [0, stopped(-6)], [1, stopped(-7)]).holds).toBe(false)
    expect(told(...same, [0, stopped(-6)]).holds).toBe(false)
    expect(told([0, stopped(-6)], [1, stopped(-6)]).holds).toBe(false)
  })

  it('says once a round why it was not decided', () => {
    const undecided = { event: 'undecided', at_ms: 0, members: 5, reachable: 3, needed: 4 } as const
    expect(told([0, undecided], [1, undecided]).news()).toEqual([
      '00:00 UTC  not decided: h1 reaches 3 of 5 members, and 4 must agree: nobody trades, the supplier delivers',
    ])
  })
})
