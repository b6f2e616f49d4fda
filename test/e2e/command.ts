import { spawn } from 'node:child_process'
import { closeSync, openSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { ensureBuilt } from '../../scripts/built.js'

export const ROOT = fileURLToPath(new URL('../..', import.meta.url))
const MAIN = `${ROOT}/packages/cli/dist/main.js`

export interface Outcome {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

export interface Launch {
  readonly stdin?: string
  readonly cwd?: string
  readonly env?: Readonly<Record<string, string>>
  /** Send SIGINT when this text has appeared on stderr. */
  readonly interruptAt?: string
  /** Close stdout before anything is read from it, like `| head -0`. */
  readonly hangUp?: boolean
  /** Close stderr after the first that it says. */
  readonly deaf?: boolean
  /** A file instead of the pipe of stdout. */
  readonly into?: string
  /** Called with the way to kill the process at once. */
  readonly started?: (kill: () => void) => void
}

/** Build what is stale, so that the tests run what a user runs. */
export async function buildCommand(): Promise<void> {
  if (!(await ensureBuilt())) throw new Error('the packages do not build')
}

/** Run the built command to its end in a process of its own. */
export function jazzgrid(
  argv: readonly string[],
  { stdin = '', cwd = ROOT, env, interruptAt, hangUp, deaf, into, started }: Launch = {},
): Promise<Outcome> {
  return new Promise((done, fail) => {
    const output = into === undefined ? 'pipe' : openSync(into, 'w')
    const child = spawn(process.execPath, [MAIN, ...argv], {
      cwd,
      env: { ...process.env, NO_COLOR: '1', ...env },
      stdio: ['pipe', output, 'pipe'],
    })
    if (typeof output === 'number') closeSync(output)
    if (hangUp) child.stdout?.destroy()
    started?.(() => child.kill('SIGKILL'))
    let stdout = ''
    let stderr = ''
    let interrupted = false
    child.stdout?.setEncoding('utf8').on('data', (text) => (stdout += text))
    child.stderr?.setEncoding('utf8').on('data', (text) => {
      stderr += text
      if (deaf) child.stderr?.destroy()
      if (interruptAt === undefined || interrupted || !stderr.includes(interruptAt)) return
      interrupted = true
      child.kill('SIGINT')
    })
    child.on('error', fail)
    child.on('close', (code) => done({ code, stdout, stderr }))
    child.stdin?.end(stdin)
  })
}
