import { refuse } from './book-refusal.js'
import { readJson } from './json-text.js'
import { type BookReading, readBook } from './read-book.js'

/** Read a book from its text, every number as it is written there. A byte order mark before it is passed over. */
export function parseBook(text: string): BookReading {
  const json = text.replace(/^\uFEFF/, '')
  if (json.trim() === '') return refuse('$', 'not-json', 'The book is empty. Write {"orders": []} at least.')
  const reading = readJson(json)
  return reading.ok ? readBook(reading.value) : reading
}
