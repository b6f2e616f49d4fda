import { CppBook } from './cpp-replay.js'
import { replayJazzgrid } from './jazzgrid-replay.js'
import { replayNpm } from './npm-replay.js'
import { orderStream } from './order-stream.js'
import type { Replay } from './replay.js'

const OPERATIONS = 1_000_000
/**
 * The npm book replays once, because one replay takes it longer than all turns of the others; on 100,000 live orders, where
 * it needs minutes, it replays the beginning of the stream.
 */
const SETTINGS = [
  { live: 1_000, npmOperations: OPERATIONS },
  { live: 100_000, npmOperations: 20_000 },
]
/** Ours and C++ take turns this often. */
const TURNS = 11
const TARGETS = { npm: 50, cpp: 0.25 }

/**
 * Bench (a): the order book of `continuous` through its public API, order objects in, trades out, cancel by handle, on a
 * book with a steady number of live orders: 15 % of the operations are aggressive, 48 % passive, 37 % cancels. Everybody
 * replays the same stream and must come to the same trades, volume, checksum and resting orders. The last lines say which
 * targets are met.
 * @throws where two answers differ.
 */
export async function bench(
  report: (text: string) => void = (text) => process.stdout.write(`${text}\n`),
): Promise<void> {
  const cpp = new CppBook()
  if (!cpp.isAvailable) report('g++ is not there: the C++ book is left out.')
  const verdicts: string[] = []
  try {
    report(`\nOrder book, ${OPERATIONS.toLocaleString('en')} operations: median ns per operation, and jazzgrid's speed`)
    report(row(['live orders', 'jazzgrid', 'M ops/s', 'C++ flat', 'ratio', 'npm', 'ratio', 'trades']))
    for (const { live, npmOperations } of SETTINGS) verdicts.push(...compare(live, npmOperations, cpp, report))
  } finally {
    cpp.remove()
  }
  report(`\n${verdicts.join('\n')}`)
}

function compare(live: number, npmOperations: number, cpp: CppBook, report: (text: string) => void): string[] {
  const stream = orderStream(live, OPERATIONS, 'bench')
  const replayCpp = cpp.isAvailable ? cpp.prepare(stream) : undefined
  const first = replayJazzgrid(stream)
  const ours: number[] = []
  const theirs: number[] = []
  for (let turn = 0; turn < TURNS; turn++) {
    ours.push(nanoseconds(replayJazzgrid(stream), first, 'jazzgrid'))
    if (replayCpp) theirs.push(nanoseconds(replayCpp(), first, 'C++'))
  }
  const beginning = { ...stream, count: stream.timedFrom + npmOperations }
  const npm = nanoseconds(replayNpm(beginning), replayJazzgrid(beginning), 'npm nodejs-order-book', npmOperations)
  const own = median(ours)
  const flat = replayCpp && median(theirs)
  const ratios = { npm: npm / own, cpp: flat && flat / own }
  report(
    row([
      live.toLocaleString('en'),
      own.toFixed(0),
      (1000 / own).toFixed(1),
      flat?.toFixed(0) ?? '-',
      ratios.cpp === undefined ? '-' : `${ratios.cpp.toFixed(2)}x`,
      npm.toFixed(0),
      `${ratios.npm.toFixed(0)}x`,
      first.trades.toLocaleString('en'),
    ]),
  )
  return (['npm', 'cpp'] as const).flatMap((name) => {
    const ratio = ratios[name]
    if (ratio === undefined) return [] // there is no compiler
    const text = `${TARGETS[name]} x the speed of ${name} with ${live} live orders: ${ratio.toFixed(2)} x`
    return [`${ratio >= TARGETS[name] ? 'met    ' : 'NOT MET'} at least ${text}`]
  })
}

/** Nanoseconds per operation. @throws where the answer is another than the first. */
function nanoseconds(replay: Replay, first: Replay, name: string, operations = OPERATIONS): number {
  for (const figure of ['trades', 'volume', 'checksum', 'resting'] as const) {
    if (replay[figure] !== first[figure]) {
      throw new Error(`${name} comes to ${figure} ${replay[figure]}, jazzgrid to ${first[figure]}`)
    }
  }
  return (replay.milliseconds * 1e6) / operations
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1]
}

function row(cells: readonly string[]): string {
  return cells.map((cell) => cell.padStart(12)).join('')
}

if (import.meta.url === new URL(process.argv[1] ?? '', 'file:').href) await bench()
