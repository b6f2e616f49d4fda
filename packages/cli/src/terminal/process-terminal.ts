import { buffer } from 'node:stream/consumers'
import { styleText } from 'node:util'
import { EXIT } from '../exit-code.js'
import type { Terminal } from './terminal.js'

/** Where the width is not known: in a pipe, or in a terminal that says 0. */
const PIPE_COLUMNS = 100
/** Beyond this a line is hard to read. */
const WIDEST = 140

/** The terminal of this process. Colour follows the stream, NO_COLOR and FORCE_COLOR. */
export function processTerminal(): Terminal {
  const { stdout, stderr, env } = process
  stdout.on('error', ({ code }: NodeJS.ErrnoException) => {
    if (code === 'EPIPE') process.exit(EXIT.ok) // the reader has seen enough (`| head`)
    stderr.write(`error The output cannot be written (${code}): it is not whole.\n`)
    process.exit(EXIT.unexpected)
  })
  stderr.on('error', () => {}) // a run is not lost because nobody reads of its progress any more
  return {
    out: (text) => void stdout.write(text),
    err: (text) => void stderr.write(text),
    input: () => buffer(process.stdin),
    // one style at a time: Node 20 colours a list of styles without asking the stream
    style: (style, text, to = 'err') => styleText(style, text, { stream: to === 'out' ? stdout : stderr }),
    get output() {
      return {
        columns: Math.min(stdout.columns || wishedColumns(env), WIDEST),
        colored: styleText('bold', 'x', { stream: stdout }) !== 'x',
        unicode: env.TERM !== 'linux' && !/^(C|POSIX)$/.test(env.LC_ALL || env.LC_CTYPE || env.LANG || ''),
      }
    },
    live: stderr.isTTY === true && env.TERM !== 'dumb',
    get columns() {
      return stderr.columns || wishedColumns(env)
    },
    elapsed: () => performance.now(),
    now: () => Date.now(),
    environment: env,
  }
}

/** COLUMNS where it says a width, as where there is no terminal to ask. */
const wishedColumns = ({ COLUMNS }: NodeJS.ProcessEnv): number =>
  COLUMNS !== undefined && /^[1-9]\d{0,3}$/.test(COLUMNS) ? Number(COLUMNS) : PIPE_COLUMNS
