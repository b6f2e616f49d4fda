import { refuse } from './book-refusal.js'
import { type BookReading, readBook } from './read-book.js'

const TEXT_OR_NOT_A_NUMBER = /"(?:[^"\\]|\\.)*"|-?\b(?:NaN|Infinity)\b/g

/**
 * Read a book from its text. Some programs write NaN and Infinity, which JSON does not know: such a book is refused at
 * the field where it stands and not with a syntax error somewhere.
 */
export function parseBook(text: string): BookReading {
  const json = text.replace(/^\uFEFF/, '')
  try {
    return readBook(JSON.parse(json))
  } catch (mistake) {
    const quoted = json.replace(TEXT_OR_NOT_A_NUMBER, (token) => (token.startsWith('"') ? token : `"${token}"`))
    if (quoted !== json) {
      try {
        return readBook(JSON.parse(quoted))
      } catch {
        // another mistake as well: report the first
      }
    }
    return refuse('$', 'not-json', `The book is not JSON: ${(mistake as Error).message}.`)
  }
}
