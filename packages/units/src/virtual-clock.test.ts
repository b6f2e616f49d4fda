import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { VirtualClock } from './virtual-clock.js'

describe('a virtual clock', () => {
  it('stands still until it is told to move, and runs timers at their own time', () => {
    const clock = new VirtualClock(100)
    const heard: string[] = []
    clock.setTimeout(() => heard.push(`gate at ${clock.now()}`), 50)
    clock.setTimeout(() => heard.push(`slot at ${clock.now()}`), 20)
    expect(clock.now()).toBe(100)
    clock.advanceTo(149)
    expect(heard).toEqual(['slot at 120'])
    clock.advanceTo(150)
    expect(heard).toEqual(['slot at 120', 'gate at 150'])
    expect(clock.now()).toBe(150)
  })

  it('runs timers of one time in the order in which they were set', () => {
    const clock = new VirtualClock()
    const heard: number[] = []
    for (let i = 0; i < 20; i++) clock.setTimeout(() => heard.push(i), i % 2 === 0 ? 10 : -5)
    clock.advanceTo(10)
    expect(heard).toEqual([1, 3, 5, 7, 9, 11, 13, 15, 17, 19, 0, 2, 4, 6, 8, 10, 12, 14, 16, 18])
  })

  it('runs a timer that a timer sets, in the same move where it is due', () => {
    const clock = new VirtualClock()
    const heard: number[] = []
    const tick = () => {
      heard.push(clock.now())
      clock.setTimeout(tick, 30)
    }
    clock.setTimeout(tick, 30)
    clock.advanceTo(100)
    expect(heard).toEqual([30, 60, 90])
  })

  it('forgets a cleared timer; clearing twice, late or nothing at all does no harm', () => {
    const clock = new VirtualClock()
    const heard: string[] = []
    const gone = clock.setTimeout(() => heard.push('gone'), 5)
    const kept = clock.setTimeout(() => heard.push('kept'), 5)
    clock.clearTimeout(gone)
    clock.clearTimeout(gone)
    clock.clearTimeout(undefined)
    clock.advanceTo(9)
    clock.clearTimeout(kept)
    expect(heard).toEqual(['kept'])
  })

  it('never runs backwards, and knows no time that is not a number', () => {
    const clock = new VirtualClock(10)
    expect(() => clock.advanceTo(9)).toThrow('time runs forward: 9 is before 10')
    expect(() => clock.advanceTo(Number.NaN)).toThrow(RangeError)
    expect(() => clock.setTimeout(() => {}, Number.NaN)).toThrow('a timer needs a delay')
    clock.setTimeout(() => clock.advanceTo(50), 5)
    clock.advanceTo(20)
    expect(clock.now()).toBe(50)
  })

  it('stays usable where a timer throws', () => {
    const clock = new VirtualClock()
    const heard: number[] = []
    clock.setTimeout(() => {
      throw new Error('broken')
    }, 1)
    clock.setTimeout(() => heard.push(clock.now()), 2)
    expect(() => clock.advanceTo(5)).toThrow('broken')
    clock.advanceTo(5)
    expect(heard).toEqual([2])
  })

  it('says when the next timer is due, cleared ones left out', () => {
    const clock = new VirtualClock(100)
    expect(clock.next).toBeUndefined()
    const first = clock.setTimeout(() => {}, 5)
    clock.setTimeout(() => {}, 9)
    expect(clock.next).toBe(105)
    clock.clearTimeout(first)
    expect(clock.next).toBe(109)
    clock.advanceTo(109)
    expect(clock.next).toBeUndefined()
  })

  it('runs any mix of timers as a sorted list would', () => {
    const timers = fc.array(fc.record({ delay: fc.integer({ min: 0, max: 40 }), cleared: fc.boolean() }), {
      maxLength: 60,
    })
    const stops = fc.array(fc.integer({ min: 0, max: 50 }), { maxLength: 6 })
    fc.assert(
      fc.property(timers, stops, (all, moves) => {
        const clock = new VirtualClock()
        const heard: number[] = []
        const handles = all.map(({ delay }, i) => clock.setTimeout(() => heard.push(i), delay))
        all.forEach(({ cleared }, i) => {
          if (cleared) clock.clearTimeout(handles[i])
        })
        for (const time of [...moves].sort((a, b) => a - b)) clock.advanceTo(time)
        const wanted = all
          .map(({ delay, cleared }, i) => ({ delay, cleared, i }))
          .filter(({ delay, cleared }) => !cleared && delay <= clock.now() && moves.length > 0)
          .sort((a, b) => a.delay - b.delay || a.i - b.i)
        expect(heard).toEqual(wanted.map(({ i }) => i))
      }),
      { seed: 15, numRuns: 300 },
    )
  })
})
