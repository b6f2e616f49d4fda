import { type ChildProcess, spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import type { PeerEvent } from './peer-event.js'

/** One peer as a process of its own. */
export class PeerProcess {
  readonly site: string
  readonly #folder: string
  readonly #program: string
  readonly #hear: (event: PeerEvent, from: PeerProcess) => void
  #child: ChildProcess | undefined
  #ended: Promise<number | null> = Promise.resolve(null)

  /** @param program the file of the command. */
  constructor(site: string, folder: string, program: string, hear: (event: PeerEvent, from: PeerProcess) => void) {
    this.site = site
    this.#folder = folder
    this.#program = program
    this.#hear = hear
  }

  get pid(): number | undefined {
    return this.#child?.pid
  }

  get isRunning(): boolean {
    return this.#child !== undefined && this.#child.exitCode === null && this.#child.signalCode === null
  }

  start(): void {
    const child = spawn(process.execPath, [this.#program, 'node', 'run', this.#folder], {
      stdio: ['pipe', 'pipe', 'inherit'],
    })
    this.#child = child
    this.#ended = new Promise((resolve) => child.once('exit', (code) => resolve(code)))
    createInterface({ input: child.stdout }).on('line', (line) => {
      const event = readEvent(line)
      if (event !== undefined) this.#hear(event, this)
    })
    child.stdin.on('error', () => {}) // it may have ended by itself
  }

  /** End it as a power cut does. */
  async kill(): Promise<void> {
    this.#child?.kill('SIGKILL')
    await this.#ended
  }

  /** Let it finish what it signed. @returns its exit code. */
  async stop(): Promise<number | null> {
    this.#child?.stdin?.end()
    return this.#ended
  }
}

function readEvent(line: string): PeerEvent | undefined {
  try {
    return JSON.parse(line) as PeerEvent
  } catch {
    return undefined // something else printed to stdout
  }
}
