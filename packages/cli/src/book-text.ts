import { readFile } from 'node:fs/promises'
import { CodedError } from '@jazzgrid/units'
import type { Terminal } from './terminal/terminal.js'

/** How a book is called in messages. */
export const bookName = (path: string): string => (path === '-' ? 'stdin' : path)

/**
 * The text of a book from a file, or from stdin for `-`. JSON is UTF-8 (RFC 8259); other bytes are refused, since they
 * would be read as other names.
 * @throws CodedError `book-unreadable`
 */
export async function bookText(path: string, terminal: Terminal): Promise<string> {
  const bytes = path === '-' ? await terminal.input() : await bytesOf(path)
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    if (!text.includes('\u0000')) return text
  } catch {
    // said below, as bytes that are text by chance are
  }
  throw unreadable(path, 'it is not UTF-8 text: it is UTF-16, another encoding, or binary', 'Save it as UTF-8.')
}

async function bytesOf(path: string): Promise<Uint8Array> {
  const advice = 'Give the path of a JSON book, or - for stdin.'
  try {
    return await readFile(path)
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException
    if (code === 'ENOENT') throw unreadable(path, 'there is no such file', advice, cause)
    if (code === 'EISDIR') throw unreadable(path, 'it is a folder', advice, cause)
    throw unreadable(path, `it cannot be read (${code})`, advice, cause)
  }
}

const unreadable = (path: string, why: string, advice: string, cause?: unknown): CodedError =>
  new CodedError('book-unreadable', `${bookName(path)}: ${why}. ${advice}`, { cause, details: { file: path } })
