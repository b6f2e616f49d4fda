import type { Terminal } from '../src/terminal/terminal.js'

export interface MemoryTerminal extends Terminal {
  readonly stdout: string
  readonly stderr: string
  /** What `elapsed` and `now` say [ms]. */
  time: number
}

/** A terminal that remembers what was written and whose time stands still. */
export function memoryTerminal(
  options: { live?: boolean; columns?: number; stdin?: string; environment?: Record<string, string> } = {},
): MemoryTerminal {
  const { live = false, columns = 100, stdin = '', environment = {} } = options
  return {
    stdout: '',
    stderr: '',
    time: 0,
    out(text) {
      ;(this as { stdout: string }).stdout += text
    },
    err(text) {
      ;(this as { stderr: string }).stderr += text
    },
    input: async () => new TextEncoder().encode(stdin),
    style: (_, text) => text,
    output: { columns, colored: false, unicode: true },
    live,
    columns,
    elapsed() {
      return this.time
    },
    now() {
      return this.time
    },
    environment,
  }
}
