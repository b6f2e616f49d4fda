/** One event of a server-sent stream. */
export interface StreamEvent {
  readonly event: string
  readonly data: string
}

/** Events of a stream as the HTML standard has them (9.2.6), as far as this API uses it: `event`, `data`, comments. */
export async function* eventData(body: ReadableStream<Uint8Array>): AsyncGenerator<StreamEvent> {
  const decoder = new TextDecoder()
  let rest = ''
  for await (const chunk of body as unknown as AsyncIterable<Uint8Array>) {
    rest += decoder.decode(chunk, { stream: true })
    const blocks = rest.split('\n\n')
    rest = blocks.pop()!
    for (const block of blocks) {
      let event = 'message'
      const data: string[] = []
      for (const line of block.split('\n')) {
        const colon = line.indexOf(':')
        const value = line.slice(colon + 1).replace(/^ /, '')
        if (line.startsWith('event:')) event = value
        if (line.startsWith('data:')) data.push(value)
      }
      if (data.length > 0) yield { event, data: data.join('\n') }
    }
  }
}
