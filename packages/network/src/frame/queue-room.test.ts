import { describe, expect, it } from 'vitest'
import { QueueRoom } from './queue-room.js'

describe('the room of a queue', () => {
  it('is bounded by bytes', () => {
    const room = new QueueRoom(1_000)
    expect(room.take(400).ok).toBe(true)
    expect(room.take(400).ok).toBe(true)
    expect(room.take(400)).toEqual({ ok: false, reason: 'queue-full', size: 928, limit: 1_000 })
  })

  it('is bounded for tiny frames too', () => {
    const room = new QueueRoom(1_000)
    let taken = 0
    while (room.take(1).ok) taken++
    expect(taken).toBe(15)
  })

  it('takes a frame that is larger than itself when nothing waits', () => {
    expect(new QueueRoom(10).take(1_000).ok).toBe(true)
  })

  it('says that there is room once, when half is free, to somebody who was refused', () => {
    const room = new QueueRoom(1_000)
    room.take(200)
    expect(room.free(200)).toBe(false)
    for (let i = 0; i < 4; i++) room.take(186)
    expect(room.take(186).ok).toBe(false)
    expect([1, 2, 3, 4].map(() => room.free(186))).toEqual([false, true, false, false])
  })
})
