import { describe, expect, it } from 'vitest'
import { speedClock, systemClock } from './speed-clock.js'

describe('a clock that runs faster than the wall', () => {
  it('shows the community what its anchor and speed say', () => {
    const wall = Date.now()
    const clock = speedClock(3600, { wall: wall - 1_000, community: 0 })
    const hour = clock.now()
    expect(hour).toBeGreaterThanOrEqual(3_600_000)
    expect(hour).toBeLessThanOrEqual((Date.now() - wall + 1_000) * 3600)
  })

  it('is the clock of the machine at speed one', () => {
    const before = Date.now()
    const now = systemClock().now()
    expect(now).toBeGreaterThanOrEqual(before)
    expect(now).toBeLessThanOrEqual(Date.now())
  })

  it('wakes after its own time, and not at all where the timer was taken back', async () => {
    const clock = speedClock(1_000_000, { wall: Date.now(), community: 0 })
    const woken: string[] = []
    const taken = clock.setTimeout(() => woken.push('taken back'), 1_000_000)
    await new Promise<void>((resolve) => {
      clock.setTimeout(() => {
        woken.push('after a day')
        resolve()
      }, 86_400_000 / 10)
      clock.clearTimeout(taken)
    })
    expect(woken).toEqual(['after a day'])
    expect(clock.now()).toBeGreaterThanOrEqual(8_640_000)
  })
})
