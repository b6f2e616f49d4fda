import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type BatchBook, type BatchOrder, batchBook } from '../../../packages/market/src/call/batch-book.js'
import { leaves } from '../../../packages/market/src/call/batch-clearing.js'
import { clearBatch } from '../../../packages/market/src/call/batch-mechanisms.js'
import { writeBook } from './book-sample.js'
import { objectAuction } from './object-auction.js'

/** One round of a contender: how long it took [ns] and what came out, as numbers that must agree. */
export interface Round {
  readonly nanoseconds: number
  readonly answer: string
}

/** A way to clear one given book; `rounds` says how often to do it and returns the median. */
export interface Contender {
  readonly name: string
  run(rounds: number): Round
}

interface Answer {
  readonly volume: number
  readonly price: number | null
  readonly fills: ArrayLike<number>
  readonly units: number
  readonly unit: (u: number) => { buy: number; sell: number; quantity: number }
  readonly leaves: ArrayLike<number>
}

/** Weighted sums that differ as soon as one fill, unit or leaves quantity does; all below 2^53 for our books. */
function checksum({ volume, price, fills, units, unit, leaves: left }: Answer): string {
  let fillSum = 0
  let leavesSum = 0
  for (let i = 0; i < fills.length; i++) {
    fillSum += fills[i] * ((i % 1009) + 1)
    leavesSum += left[i]
  }
  let unitSum = 0
  for (let u = 0; u < units; u++) {
    const { buy, sell, quantity } = unit(u)
    unitSum += quantity * ((buy % 1009) + (sell % 97) + 1)
  }
  return [volume, price, fillSum, units, unitSum, leavesSum].join(' ')
}

function timed<Cleared>(name: string, clear: () => Cleared, answer: (cleared: Cleared) => Answer): Contender {
  return {
    name,
    run(rounds) {
      const times: number[] = []
      let cleared = clear()
      for (let round = 0; round < rounds; round++) {
        const start = performance.now()
        cleared = clear()
        times.push(performance.now() - start)
      }
      times.sort((a, b) => a - b)
      return { nanoseconds: times[rounds >> 1] * 1e6, answer: checksum(answer(cleared)) }
    },
  }
}

/** Columns in, columns out. */
export function jazzgrid(book: BatchBook): Contender {
  return timed('jazzgrid', () => clearColumns(book), columnAnswer)
}

/** From order objects: what it costs when the caller has no columns. */
export function jazzgridFromObjects(orders: readonly BatchOrder[]): Contender {
  return timed('jazzgrid, from objects', () => clearColumns(batchBook(orders)), columnAnswer)
}

function clearColumns(book: BatchBook) {
  const clearing = clearBatch('call', book)
  return { clearing, left: leaves(book, clearing) }
}

function columnAnswer({ clearing: { volume, price, fills, pairs }, left }: ReturnType<typeof clearColumns>): Answer {
  const unit = (u: number) => ({ buy: pairs.buy[u], sell: pairs.sell[u], quantity: pairs.quantity[u] })
  return { volume, price, fills, units: pairs.count, unit, leaves: left }
}

export function sortedObjects(orders: readonly BatchOrder[]): Contender {
  return timed(
    'sort of objects',
    () => objectAuction(orders),
    ({ volume, price, fills, units, leaves: left }) => ({
      volume,
      price,
      fills,
      units: units.length,
      unit: (u) => units[u],
      leaves: left,
    }),
  )
}

/** The C++ auction, compiled once for the bench. */
export class StdSort {
  readonly #folder = mkdtempSync(join(tmpdir(), 'jazzgrid-call-'))
  readonly isAvailable: boolean

  constructor() {
    const source = join(import.meta.dirname, 'call.cpp')
    this.isAvailable = spawnSync('g++', ['-O2', '-std=c++17', '-o', this.#program, source]).status === 0
  }

  get #program(): string {
    return join(this.#folder, 'call')
  }

  contender(book: BatchBook): Contender {
    const path = join(this.#folder, 'book')
    writeBook(path, book)
    return {
      name: 'C++ std::sort -O2',
      run: (rounds) => {
        const [nanoseconds, ...answer] = execFileSync(this.#program, [path, String(rounds)], { encoding: 'utf8' })
          .trim()
          .split(' ')
        return { nanoseconds: Number(nanoseconds), answer: answer.join(' ') }
      },
    }
  }

  remove(): void {
    rmSync(this.#folder, { recursive: true, force: true })
  }
}
