/** Rows that a new column has room for. */
export const FIRST_CAPACITY = 256

/** A column of numbers that is being filled. */
export class NumberColumn {
  values = new Float64Array(FIRST_CAPACITY)

  put(row: number, value: number): void {
    this.values[row] = value
  }

  grow(capacity: number): void {
    const wider = new Float64Array(capacity)
    wider.set(this.values)
    this.values = wider
  }
}

/** A column of texts that is being filled: codes into a dictionary of first use. */
export class TextColumn {
  codes = new Int32Array(FIRST_CAPACITY)
  readonly texts: string[] = []
  readonly #codeOf = new Map<string, number>()
  #lastText = ''
  #lastCode = -1

  put(row: number, text: string): void {
    // most texts are those of the row before
    if (text !== this.#lastText || this.#lastCode < 0) this.#look(text)
    this.codes[row] = this.#lastCode
  }

  grow(capacity: number): void {
    const wider = new Int32Array(capacity)
    wider.set(this.codes)
    this.codes = wider
  }

  #look(text: string): void {
    let code = this.#codeOf.get(text)
    if (code === undefined) {
      code = this.texts.push(text) - 1
      this.#codeOf.set(text, code)
    }
    this.#lastText = text
    this.#lastCode = code
  }
}
