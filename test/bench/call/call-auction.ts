import type { BatchBook, BatchOrder } from '../../../packages/market/src/call/batch-book.js'
import { GRIDS, type PriceGrid, sampleBook } from './book-sample.js'
import { type Contender, jazzgrid, jazzgridFromObjects, type Round, StdSort, sortedObjects } from './contenders.js'

const SIZES = [100, 1_000, 10_000, 100_000, 1_000_000]
/** Contenders take turns this often; the median of their medians counts, so that a noisy moment hits all alike. */
const TURNS = 5
const TARGET_SIZE = 100_000
const TARGETS: Readonly<Record<string, number>> = { 'C++ std::sort -O2': 5, 'sort of objects': 50 }

/**
 * Bench (b): a call auction with all fills, pairing and leaves, from 100 to 1,000,000 orders, against `std::sort` in C++
 * and against the idiomatic sort of objects. Every contender must give the same volume, price, fills, units and leaves.
 * @throws where two answers differ, or where a target at 100,000 orders is missed.
 */
export async function bench(
  report: (text: string) => void = (text) => process.stdout.write(`${text}\n`),
): Promise<void> {
  const stdSort = new StdSort()
  if (!stdSort.isAvailable) report('g++ is not there: the C++ contender is left out.')
  const missed: string[] = []
  try {
    for (const grid of GRIDS) {
      report(`\nCall auction, ${grid.name}: median time per clearing, and how many times faster jazzgrid is`)
      report(row(['orders', 'jazzgrid', 'per order', 'from objects', 'C++ std::sort', 'ratio', 'objects', 'ratio']))
      for (const size of SIZES) missed.push(...compare(size, grid, stdSort, report))
    }
  } finally {
    stdSort.remove()
  }
  if (missed.length > 0) throw new Error(missed.join('\n'))
}

function compare(size: number, grid: PriceGrid, stdSort: StdSort, report: (text: string) => void): string[] {
  const book = sampleBook(size, grid)
  const orders = rowsOf(book)
  const contenders = [jazzgrid(book), jazzgridFromObjects(orders), sortedObjects(orders)]
  if (stdSort.isAvailable) contenders.push(stdSort.contender(book))
  const times = takeTurns(contenders, size)
  const ours = times.get('jazzgrid')!
  const cell = (name: string) => (times.has(name) ? readable(times.get(name)!) : '-')
  const ratio = (name: string) => (times.has(name) ? `${(times.get(name)! / ours).toFixed(1)}x` : '-')
  const [cpp, objects] = ['C++ std::sort -O2', 'sort of objects']
  report(
    row([
      size.toLocaleString('en'),
      readable(ours),
      `${(ours / size).toFixed(0)} ns`,
      cell('jazzgrid, from objects'),
      cell(cpp),
      ratio(cpp),
      cell(objects),
      ratio(objects),
    ]),
  )
  if (size !== TARGET_SIZE) return []
  return Object.entries(TARGETS)
    .filter(([name, factor]) => times.has(name) && times.get(name)! / ours < factor)
    .map(([name, factor]) => `${grid.name}: ${ratio(name)} the speed of ${name}, the target is ${factor}x`)
}

/** Median nanoseconds by name; the first turn warms up and checks the answers. */
function takeTurns(contenders: readonly Contender[], size: number): Map<string, number> {
  const rounds = Math.max(3, Math.min(2_001, Math.round(2_000_000 / size)))
  const rounded = (name: string) => (name === 'sort of objects' ? Math.max(3, rounds >> 3) : rounds)
  const [first, ...others] = contenders.map(
    (contender) => [contender.name, contender.run(rounded(contender.name))] as const,
  )
  for (const [name, { answer }] of others) {
    if (answer !== first[1].answer) throw new Error(`${name} answers ${answer}, ${first[0]} ${first[1].answer}`)
  }
  const times = new Map<string, number[]>()
  for (let turn = 0; turn < TURNS; turn++) {
    for (const contender of contenders) {
      const { nanoseconds }: Round = contender.run(rounded(contender.name))
      times.set(contender.name, [...(times.get(contender.name) ?? []), nanoseconds])
    }
  }
  return new Map([...times].map(([name, all]) => [name, all.sort((a, b) => a - b)[all.length >> 1]]))
}

function rowsOf({ count, side, price, quantity, account }: BatchBook): BatchOrder[] {
  return Array.from({ length: count }, (_, i) => ({
    side: side[i] === 0 ? 'buy' : 'sell',
    price: price[i],
    quantity: quantity[i],
    account: account[i],
  }))
}

function readable(nanoseconds: number): string {
  if (nanoseconds < 1e6) return `${(nanoseconds / 1e3).toFixed(1)} us`
  return `${(nanoseconds / 1e6).toFixed(nanoseconds < 1e8 ? 2 : 0)} ms`
}

function row(cells: readonly string[]): string {
  return cells.map((cell) => cell.padStart(14)).join('')
}

if (import.meta.url === new URL(process.argv[1] ?? '', 'file:').href) await bench()
