import type { Handed } from '@jazzgrid/network'
import { describe, expect, it } from 'vitest'
import { Outbox } from './outbox.js'

/** A connection that takes so many frames. */
class Narrow {
  room = 0
  readonly sent: number[] = []
  readonly hungUp: string[] = []

  send(_: string, frame: Uint8Array): Handed {
    if (this.room === 0) return { ok: false, reason: 'queue-full', size: 1, limit: 1 }
    this.room--
    this.sent.push(frame[0])
    return { ok: true }
  }

  reconnect(peer: string, reason: string): void {
    this.hungUp.push(`${peer}: ${reason}`)
  }
}

const frame = (n: number, length = 1) => new Uint8Array(length).fill(n)

describe('frames that a connection does not take at once', () => {
  it('wait, and go in their order as soon as there is room', () => {
    const narrow = new Narrow()
    const outbox = new Outbox(narrow)
    narrow.room = 1
    for (const n of [1, 2, 3, 4]) outbox.send('h1', frame(n))
    expect(narrow.sent).toEqual([1])
    narrow.room = 2
    outbox.drained('h1')
    narrow.room = 1
    outbox.send('h1', frame(5)) // not before those that wait
    expect(narrow.sent).toEqual([1, 2, 3])
    narrow.room = 9
    outbox.drained('h1')
    outbox.send('h1', frame(6))
    expect(narrow.sent).toEqual([1, 2, 3, 4, 5, 6])
  })

  it('are let go with the connection', () => {
    const narrow = new Narrow()
    const outbox = new Outbox(narrow)
    outbox.send('h1', frame(1))
    outbox.forget('h1')
    narrow.room = 9
    outbox.send('h1', frame(2))
    expect(narrow.sent).toEqual([2])
  })

  it('are no more than 8 MiB: who reads so slowly is hung up', () => {
    const narrow = new Narrow()
    const outbox = new Outbox(narrow)
    for (let i = 0; i < 32; i++) outbox.send('h1', frame(i, 256 * 1024))
    expect(narrow.hungUp).toEqual([])
    outbox.send('h1', frame(0))
    expect(narrow.hungUp).toEqual(['h1: reads-too-slowly'])
  })
})
