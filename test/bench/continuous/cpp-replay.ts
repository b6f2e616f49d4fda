import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { OrderStream } from './order-stream.js'
import type { Replay } from './replay.js'

const SOURCE = fileURLToPath(new URL('book.cpp', import.meta.url))

/** `book.cpp`, compiled with g++ -O2 where there is one. */
export class CppBook {
  readonly isAvailable: boolean
  readonly #folder = mkdtempSync(join(tmpdir(), 'jazzgrid-bench-'))
  readonly #program = join(this.#folder, 'book')

  constructor() {
    try {
      execFileSync('g++', ['-O2', '-std=c++17', '-o', this.#program, SOURCE], { stdio: ['ignore', 'ignore', 'pipe'] })
      this.isAvailable = true
    } catch (error) {
      if ((error as { code?: string }).code !== 'ENOENT') throw error
      this.isAvailable = false
    }
  }

  /** A replay of one stream, to be run as often as is wanted. */
  prepare(stream: OrderStream): () => Replay {
    const { kind, side, level, quantity, account, order, count, timedFrom, levels } = stream
    const words = new Int32Array(3 + 6 * count)
    words.set([levels, timedFrom, count])
    for (let i = 0; i < count; i++) {
      words.set([kind[i], side[i], level[i], quantity[i], account[i], order[i]], 3 + 6 * i)
    }
    const file = join(this.#folder, `stream-${count}`)
    writeFileSync(file, words)
    return () => {
      const out = execFileSync(this.#program, [file], { encoding: 'utf8' })
      const [trades, volume, checksum, resting, nanoseconds] = out.trim().split(' ').map(Number)
      return { trades, volume, checksum, resting, milliseconds: nanoseconds / 1e6 }
    }
  }

  remove(): void {
    rmSync(this.#folder, { recursive: true, force: true })
  }
}
