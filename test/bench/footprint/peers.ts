import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** What a user runs. */
const PROGRAM = fileURLToPath(new URL('../../../packages/cli/dist/main.js', import.meta.url))

/** A node that runs as a user starts it, seen through its API. */
export interface Peer {
  readonly pid: number
  /** Height of its newest certificate; 0 while it does not answer. */
  height(): Promise<number>
  /** Until it says that it is ready. */
  ready(): Promise<void>
  /** SIGTERM, until it has ended. */
  stop(): Promise<void>
}

/**
 * Homes of misono-day with all that a home has: agents, devices, ledger, vote, API.
 * @param lead seconds until the first round
 * @returns starts all of them, again and again
 */
export function founded(folder: string, homes: number, speed: number, lead: number): () => readonly Peer[] {
  const choice = ['--homes', String(homes), '--speed', String(speed), '--lead', String(lead), '--seed', '1']
  const line = [PROGRAM, 'community', 'create', folder, '--scenario', 'misono-day', ...choice]
  // it prints the folders of the homes, one a line, and on the other stream what to do with them
  const printed = execFileSync(process.execPath, line, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] })
  const folders = printed.trim().split('\n')
  return () => folders.map(started)
}

function started(folder: string): Peer {
  const port = Number(/^api:\n {2}port: (\d+)/m.exec(readFileSync(join(folder, 'node.yaml'), 'utf8'))?.[1])
  const child = spawn(process.execPath, [PROGRAM, 'node', 'start', '--folder', folder], {
    stdio: 'ignore',
  })
  const ask = async (path: string) => {
    try {
      const response = await fetch(`http://127.0.0.1:${port}${path}`)
      return { ok: response.ok, text: await response.text() }
    } catch {
      return { ok: false, text: '' } // it does not listen yet
    }
  }
  return {
    pid: child.pid as number,
    height: async () => Number(/^jazzgrid_height (\d+)/m.exec((await ask('/metrics')).text)?.[1] ?? 0),
    async ready() {
      while (!(await ask('/readyz')).ok) {
        if (child.exitCode !== null) throw new Error(`the node of ${folder} ended with ${child.exitCode}`)
        await new Promise((resolve) => setTimeout(resolve, 20))
      }
    },
    stop: () => stopped(child),
  }
}

function stopped(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) return resolve()
    child.once('exit', () => resolve())
    child.kill('SIGTERM')
  })
}
