import { text } from 'node:stream/consumers'
import { styleText } from 'node:util'
import { EXIT } from '../exit-code.js'
import type { Terminal } from './terminal.js'

/** The terminal of this process. Colour follows the stream, NO_COLOR and FORCE_COLOR. */
export function processTerminal(): Terminal {
  const { stdout, stderr, env } = process
  for (const stream of [stdout, stderr]) {
    stream.on('error', (failure: NodeJS.ErrnoException) => {
      if (failure.code !== 'EPIPE') throw failure
      process.exit(EXIT.ok) // the reader has seen enough (`| head`)
    })
  }
  return {
    out: (text) => void stdout.write(text),
    err: (text) => void stderr.write(text),
    input: () => text(process.stdin),
    // one style at a time: Node 20 colours a list of styles without asking the stream
    style: (style, text, to = 'err') => styleText(style, text, { stream: to === 'out' ? stdout : stderr }),
    live: stderr.isTTY === true && env.TERM !== 'dumb',
    get columns() {
      return stderr.columns ?? 100
    },
    elapsed: () => performance.now(),
    now: () => Date.now(),
    environment: env,
  }
}
