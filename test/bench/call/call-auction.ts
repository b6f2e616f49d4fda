import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { GRIDS, sampleBook, writeBook } from './book-sample.js'

const SIZES = [100, 1_000, 10_000, 100_000, 1_000_000]
/** Contenders take turns this often; the median of their medians counts, so that a noisy moment hits all alike. */
const TURNS = 3
const TARGET_SIZE = 100_000
const TARGETS: Readonly<Record<string, number>> = { 'C++ std::sort': 5, objects: 50 }

/** Clears the book in a file so many times and prints median nanoseconds and the answer. */
type Program = (book: string, rounds: number) => string

/**
 * Bench (b): a call auction with all fills, pairing and leaves, from 100 to 1,000,000 orders, against `std::sort` in C++
 * and against the idiomatic sort of objects. Every contender must give the same volume, price, fills, units and leaves.
 * The last lines say which targets at 100,000 orders are met.
 * @throws where two answers differ.
 */
export async function bench(
  report: (text: string) => void = (text) => process.stdout.write(`${text}\n`),
): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'jazzgrid-call-'))
  const verdicts: string[] = []
  try {
    const programs = programsIn(folder)
    if (!programs.has('C++ std::sort')) report('g++ is not there: the C++ contender is left out.')
    for (const grid of GRIDS) {
      report(`\nCall auction, ${grid.name}: median time per clearing, and how many times faster jazzgrid is`)
      report(row(['orders', 'jazzgrid', 'per order', 'from objects', 'C++ std::sort', 'ratio', 'objects', 'ratio']))
      for (const size of SIZES) {
        const book = join(folder, 'book')
        writeBook(book, sampleBook(size, grid))
        const times = takeTurns(programs, book, size)
        report(row(cells(size, times)))
        if (size === TARGET_SIZE)
          verdicts.push(
            ...verdictsOn(times).map(([text, met]) => `${met ? 'met    ' : 'NOT MET'} ${grid.name}: ${text}`),
          )
      }
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
  report(`\n${verdicts.join('\n')}`)
}

function programsIn(folder: string): Map<string, Program> {
  const script = join(import.meta.dirname, 'contender-process.ts')
  const run = (program: string, args: string[]) => execFileSync(program, args, { encoding: 'utf8' }).trim()
  const programs = new Map<string, Program>()
  for (const name of ['jazzgrid', 'from objects', 'objects']) {
    const flags = ['--import', 'tsx', script, name]
    programs.set(name, (book, rounds) => run(process.execPath, [...flags, book, String(rounds)]))
  }
  const binary = join(folder, 'call')
  const compiled = spawnSync('g++', ['-O2', '-std=c++17', '-o', binary, join(import.meta.dirname, 'call.cpp')])
  if (compiled.status === 0) programs.set('C++ std::sort', (book, rounds) => run(binary, [book, String(rounds)]))
  return programs
}

/** Median nanoseconds by name, once all have given the same answer. */
function takeTurns(programs: ReadonlyMap<string, Program>, book: string, size: number): Map<string, number> {
  const rounds = Math.max(5, Math.min(2_001, Math.round(4_000_000 / size)))
  const medians = new Map<string, number[]>()
  let agreed: string | undefined
  for (let turn = 0; turn < (size > TARGET_SIZE ? 1 : TURNS); turn++) {
    for (const [name, program] of programs) {
      const line = program(book, name === 'objects' ? Math.max(3, rounds >> 3) : rounds)
      const [nanoseconds] = line.split(' ', 1)
      const answer = line.slice(nanoseconds.length + 1)
      agreed ??= answer
      if (answer !== agreed) throw new Error(`${name} answers ${answer}, another ${agreed}`)
      medians.set(name, [...(medians.get(name) ?? []), Number(nanoseconds)])
    }
  }
  return new Map([...medians].map(([name, all]) => [name, all.sort((a, b) => a - b)[all.length >> 1]]))
}

function cells(size: number, times: ReadonlyMap<string, number>): string[] {
  const ours = times.get('jazzgrid')!
  const time = (name: string) => (times.has(name) ? readable(times.get(name)!) : '-')
  const ratio = (name: string) => (times.has(name) ? `${(times.get(name)! / ours).toFixed(1)}x` : '-')
  const [cpp, objects] = Object.keys(TARGETS)
  return [
    size.toLocaleString('en'),
    readable(ours),
    `${(ours / size).toFixed(0)} ns`,
    time('from objects'),
    time(cpp),
    ratio(cpp),
    time(objects),
    ratio(objects),
  ]
}

function verdictsOn(times: ReadonlyMap<string, number>): [string, boolean][] {
  const ours = times.get('jazzgrid')!
  return Object.entries(TARGETS)
    .filter(([name]) => times.has(name))
    .map(([name, factor]) => {
      const ratio = times.get(name)! / ours
      return [`at least ${factor} x as fast as ${name} at 100,000 orders: ${ratio.toFixed(1)} x`, ratio >= factor]
    })
}

function readable(nanoseconds: number): string {
  if (nanoseconds < 1e6) return `${(nanoseconds / 1e3).toFixed(1)} us`
  return `${(nanoseconds / 1e6).toFixed(nanoseconds < 1e8 ? 2 : 0)} ms`
}

function row(cells: readonly string[]): string {
  return cells.map((cell) => cell.padStart(14)).join('')
}

if (import.meta.url === new URL(process.argv[1] ?? '', 'file:').href) await bench()
