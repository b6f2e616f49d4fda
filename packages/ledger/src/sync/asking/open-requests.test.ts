import { describe, expect, it } from 'vitest'
import { OpenRequests } from './open-requests.js'

describe('requests that a neighbour leaves unanswered', () => {
  it('fail together where they were put together: the pause is that of one failure', () => {
    const requests = new OpenRequests(5_000)
    for (let i = 0; i < 4; i++) requests.begin(1, i)
    for (let now = 5_000; now < 5_010; now++) requests.expire(now)
    expect(requests.isReady(9_999)).toBe(false)
    expect(requests.isReady(10_000)).toBe(true)
  })

  it('are waited for twice as long each time, at most twelve times as long as for an answer', () => {
    const requests = new OpenRequests(100)
    const pauses: number[] = []
    let now = 0
    for (let i = 0; i < 6; i++) {
      requests.begin(1, now)
      now += 100
      requests.expire(now)
      const failed = now
      while (!requests.isReady(now)) now += 50
      pauses.push(now - failed)
    }
    expect(pauses).toEqual([100, 200, 400, 800, 1_200, 1_200])
  })

  it('are taken late, and make good for the failure', () => {
    const requests = new OpenRequests(5_000)
    const request = requests.begin(2, 0)
    requests.expire(6_000)
    expect(requests.waiting).toBe(0)
    expect(requests.answer(request, 2, false, 7_000)).toBe(true)
    expect(requests.isReady(7_000)).toBe(true)
    expect(requests.answer(request, 0, false, 7_000)).toBe(false)
  })

  it('keep nobody waiting for a clock that was set back', () => {
    const requests = new OpenRequests(5_000)
    requests.begin(1, 3_600_000)
    requests.expire(0)
    expect(requests.waiting).toBe(0)
    expect(requests.isReady(5_000)).toBe(true)
  })
})
