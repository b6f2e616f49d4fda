import { runCommand } from '../src/program.js'
import { memoryTerminal } from './memory-terminal.js'

export interface Said {
  readonly code: number
  readonly stdout: string
  readonly stderr: string
}

/** Run a command line within this process. */
export async function jazzgrid(argv: readonly string[], options: { stdin?: string; now?: number } = {}): Promise<Said> {
  const terminal = memoryTerminal({ columns: 80, environment: { TZ: 'UTC' }, ...options })
  terminal.time = options.now ?? Date.UTC(2026, 6, 1, 12, 10)
  const code = await runCommand(argv, { terminal, signal: new AbortController().signal })
  return { code, stdout: terminal.stdout, stderr: terminal.stderr }
}
