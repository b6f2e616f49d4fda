import { VirtualClock } from '@jazzgrid/units'
import { describe, expect, it } from 'vitest'
import { HALF_LIFE, PeerScores, REJECTED, STANDING } from './peer-scores.js'

describe('the score of a peer', () => {
  const clock = new VirtualClock()

  it('is 0 for whom nothing is known, and falls by points', () => {
    const scores = new PeerScores(clock)
    expect(scores.score('h1')).toBe(0)
    scores.penalise('h1', 10)
    scores.penalise('h1', 5)
    expect(scores.score('h1')).toBe(-15)
    expect(scores.score('h2')).toBe(0)
  })

  it('recovers by half in each half-life and is forgotten', () => {
    const scores = new PeerScores(clock)
    scores.penalise('h1', 40)
    clock.advanceTo(clock.now() + HALF_LIFE)
    expect(scores.score('h1')).toBeCloseTo(-20)
    clock.advanceTo(clock.now() + HALF_LIFE)
    expect(scores.score('h1')).toBeCloseTo(-10)
    clock.advanceTo(clock.now() + 100 * HALF_LIFE)
    expect(scores.score('h1')).toBe(0)
  })

  it('bans with the tenth rejected message, once, and until it is forgiven', () => {
    const scores = new PeerScores(clock)
    const bans = Array.from({ length: 12 }, () => scores.penalise('h1', REJECTED))
    expect(bans.indexOf(true)).toBe(9)
    expect(bans.filter((ban) => ban)).toHaveLength(1)
    expect(scores.banned('h1')).toBe(true)
    const wait = scores.forgivenIn('h1')
    clock.advanceTo(clock.now() + wait - 1_000)
    expect(scores.banned('h1')).toBe(true)
    clock.advanceTo(clock.now() + 1_000)
    expect(scores.banned('h1')).toBe(false)
    expect(scores.score('h1')).toBeCloseTo(STANDING.forgiven)
    expect(scores.penalise('h1', REJECTED)).toBe(false)
  })

  it.each([0, -1, Number.NaN, Number.POSITIVE_INFINITY])('is not changed by %d points', (points) => {
    expect(() => new PeerScores(clock).penalise('h1', points)).toThrow(RangeError)
  })
})
