import { describe, expect, it } from 'vitest'
import { SteppedTime } from '../../test/stepped-clock.js'
import { steadyClock } from './steady-clock.js'

function machine() {
  const time = new SteppedTime(1_000_000)
  const steps: number[] = []
  return { time, steps, clock: steadyClock(time, (by) => steps.push(by)) }
}

describe('the steady clock', () => {
  it('is the wall, while nobody sets it', () => {
    const { time, steps, clock } = machine()
    time.pass(5_000)
    expect(clock.now()).toBe(1_005_000)
    time.pass(3_600_000)
    expect(clock.now()).toBe(4_605_000)
    expect(steps).toEqual([])
  })

  it('follows a wall that is set forward, and says so once', () => {
    const { time, steps, clock } = machine()
    time.step(60_000)
    expect([clock.now(), clock.now()]).toEqual([1_060_000, 1_060_000])
    expect(steps).toEqual([60_000])
  })

  it('stands still where the wall is set back, until the wall has come to it again', () => {
    const { time, steps, clock } = machine()
    time.pass(10_000)
    expect(clock.now()).toBe(1_010_000)
    time.step(-4_000)
    expect(clock.now()).toBe(1_010_000)
    time.pass(3_000)
    expect(clock.now()).toBe(1_010_000)
    time.pass(2_000)
    expect(clock.now()).toBe(1_011_000)
    expect(steps).toEqual([-4_000])
  })

  it('follows a clock that is steered, without a word', () => {
    const { time, steps, clock } = machine()
    for (let second = 0; second < 60; second++) {
      time.pass(1_000)
      time.step(5)
      clock.now()
    }
    expect(clock.now()).toBe(1_060_300)
    expect(steps).toEqual([])
  })
})
