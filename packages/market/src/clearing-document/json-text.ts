import { parseDecimal } from '@jazzgrid/units'
import { type BookRefusal, refuse } from './book-refusal.js'
import { WrittenNumber } from './written-number.js'

/** A book needs three levels; much deeper ones come from no person. */
const DEPTH_LIMIT = 100

const QUOTE = 34
const BACKSLASH = 92
const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y
const NOT_A_NUMBER = /-?(?:NaN|Infinity)/y
const LITERAL = /true|false|null/y
const SPACE = /[ \t\r\n]*/y
/** A word or a sign, as somebody would point at it. */
const TOKEN = /[\p{L}\p{N}_.+-]+|./suy
/** With so few characters and no exponent, the shortest text of the double is the number that was written. */
const EXACT_LENGTH = 15

/**
 * Read JSON (RFC 8259) more strictly than `JSON.parse`: a key that stands twice in an object is refused, since one of the
 * two would be lost, and a number that a double would round becomes a `WrittenNumber`, as do NaN and Infinity.
 */
export function readJson(text: string): { readonly ok: true; readonly value: unknown } | BookRefusal {
  const reader = new JsonReader(text)
  try {
    return { ok: true, value: reader.document() }
  } catch (fault) {
    if (fault instanceof JsonFault) return fault.refusal
    throw fault
  }
}

class JsonFault extends Error {
  readonly refusal: BookRefusal
  constructor(refusal: BookRefusal) {
    super(refusal.message)
    this.refusal = refusal
  }
}

class JsonReader {
  readonly #text: string
  readonly #path: (string | number)[] = []
  #at = 0

  constructor(text: string) {
    this.#text = text
  }

  document(): unknown {
    const value = this.#value()
    this.#space()
    if (this.#at < this.#text.length) throw this.#unexpected('the end of the book')
    return value
  }

  #value(): unknown {
    this.#space()
    if (this.#path.length > DEPTH_LIMIT) throw this.#fault(`nested deeper than ${DEPTH_LIMIT} levels`)
    const sign = this.#text[this.#at]
    if (sign === '{') return this.#object()
    if (sign === '[') return this.#list()
    if (sign === '"') return this.#string()
    const number = this.#match(NUMBER)
    if (number !== undefined) return numberOf(number)
    const word = this.#match(LITERAL)
    if (word !== undefined) return word === 'null' ? null : word === 'true'
    const other = this.#match(NOT_A_NUMBER)
    if (other !== undefined) return new WrittenNumber(other)
    throw this.#unexpected('a value')
  }

  #object(): object {
    const object: Record<string, unknown> = {}
    this.#at++
    if (this.#next('}')) return object
    for (;;) {
      this.#space()
      const start = this.#at
      if (this.#text[start] !== '"') throw this.#unexpected('a key in double quotes')
      const key = this.#string()
      this.#path.push(key)
      if (Object.hasOwn(object, key)) throw this.#duplicate(key, start)
      if (!this.#next(':')) throw this.#unexpected(`":" after the key "${key}"`)
      // an assignment to __proto__ would not make a key of it
      const value = this.#value()
      if (key === '__proto__') Object.defineProperty(object, key, { value, enumerable: true })
      else object[key] = value
      this.#path.pop()
      if (this.#next('}')) return object
      if (!this.#next(',')) throw this.#unexpected('"," or "}"')
    }
  }

  #list(): unknown[] {
    const list: unknown[] = []
    this.#at++
    if (this.#next(']')) return list
    for (;;) {
      this.#path.push(list.length)
      list.push(this.#value())
      this.#path.pop()
      if (this.#next(']')) return list
      if (!this.#next(',')) throw this.#unexpected('"," or "]"')
    }
  }

  #string(): string {
    const text = this.#text
    const start = this.#at
    let plain = true
    let end = start + 1
    for (let code = text.charCodeAt(end); code !== QUOTE; code = text.charCodeAt(++end)) {
      // NaN, past the end, is not at least 32 either
      if (!(code >= 32)) throw this.#fault('a text does not end on its line', start)
      if (code !== BACKSLASH) continue
      plain = false
      end++
    }
    this.#at = end + 1
    if (plain) return text.slice(start + 1, end)
    try {
      return JSON.parse(text.slice(start, end + 1)) as string
    } catch {
      throw this.#fault('a text with an escape after "\\" that there is not', start)
    }
  }

  #space(): void {
    if (this.#text.charCodeAt(this.#at) <= 32) this.#match(SPACE)
  }

  #next(sign: string): boolean {
    this.#space()
    if (this.#text[this.#at] !== sign) return false
    this.#at++
    return true
  }

  #match(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.#at
    if (!pattern.test(this.#text)) return undefined
    const found = this.#text.slice(this.#at, pattern.lastIndex)
    this.#at = pattern.lastIndex
    return found
  }

  #unexpected(expected: string): JsonFault {
    TOKEN.lastIndex = this.#at
    const found = TOKEN.exec(this.#text)?.[0]
    return this.#fault(`expected ${expected}, found ${found === undefined ? 'its end' : found.slice(0, 40)}`)
  }

  #fault(problem: string, at = this.#at): JsonFault {
    return new JsonFault(refuse('$', 'not-json', `The book is not JSON: ${this.#place(at)}: ${problem}.`))
  }

  #duplicate(key: string, at: number): JsonFault {
    const message = `"${key}" is there a second time (${this.#place(at)}). Keep one of the two.`
    return new JsonFault(refuse(pathText(this.#path), 'duplicate-field', message))
  }

  #place(at: number): string {
    const lines = this.#text.slice(0, at).split('\n')
    return `line ${lines.length}, column ${lines[lines.length - 1].length + 1}`
  }
}

const pathText = (path: readonly (string | number)[]): string =>
  path.map((key, i) => (typeof key === 'number' ? `[${key}]` : `${i === 0 ? '' : '.'}${key}`)).join('')

function numberOf(text: string): number | WrittenNumber {
  const value = Number(text)
  if (text.length <= EXACT_LENGTH && !/e/i.test(text)) return value
  const [written, held] = [parseDecimal(text), parseDecimal(value)]
  const exact = written !== undefined && written.digits === held?.digits && written.scale === held.scale
  return exact ? value : new WrittenNumber(text)
}
