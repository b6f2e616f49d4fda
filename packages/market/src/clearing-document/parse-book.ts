import { readJson } from './json-text.js'
import { type BookReading, readBook } from './read-book.js'

/** Read a book from its text, every number as it is written there. A byte order mark before it is passed over. */
export function parseBook(text: string): BookReading {
  const reading = readJson(text.replace(/^\uFEFF/, ''))
  return reading.ok ? readBook(reading.value) : reading
}
