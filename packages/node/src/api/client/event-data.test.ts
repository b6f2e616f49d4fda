import { describe, expect, it } from 'vitest'
import { eventData } from './event-data.js'

/** A stream that arrives in pieces of this many bytes. */
const arriving = (text: string, size: number): ReadableStream<Uint8Array> => {
  const bytes = new TextEncoder().encode(text)
  return new ReadableStream({
    start(controller) {
      for (let at = 0; at < bytes.length; at += size) controller.enqueue(bytes.slice(at, at + size))
      controller.close()
    },
  })
}

describe('a stream of events', () => {
  const text =
    ': hello\n\nid: 3\nevent: book\ndata: {"height":3,\ndata:"name":"御園"}\n\n: beat\n\ndata: x\n\nevent: book\ndata: cut'

  it.each([1, 2, 7, 1000])('is read whatever the pieces of %i bytes in which it arrives', async (size) => {
    const found = []
    for await (const event of eventData(arriving(text, size))) found.push(event)
    expect(found).toEqual([
      { event: 'book', data: '{"height":3,\n"name":"御園"}' },
      { event: 'message', data: 'x' },
    ])
  })
})
