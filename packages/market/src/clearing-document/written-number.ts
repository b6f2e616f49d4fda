/**
 * A number of a JSON text that no double holds as it is written: too many digits, too large, or NaN and Infinity, which
 * some programs write. It keeps its text, so that nothing is rounded before somebody decides about it.
 */
export class WrittenNumber {
  readonly text: string
  constructor(text: string) {
    this.text = text
  }

  toJSON(): string {
    return this.text
  }
}
