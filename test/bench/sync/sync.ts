import { opensslScheme } from '@jazzgrid/ledger/openssl'
import { rememberingScheme } from '@jazzgrid/sim'
import { type Authored, authored } from '../ledger/authored-records.js'
import { AutomergePair } from './automerge-pair.js'
import { JazzgridPair } from './jazzgrid-pair.js'
import { LoroPair } from './loro-pair.js'
import type { Pair } from './pair.js'
import { YjsPair } from './yjs-pair.js'

const AUTHORS = 100
const EACH = 1_000
const MISSING = [0, 1, 10, 100, 1_000]
/** What finding out may cost, beside what is missing itself. */
const ALLOWANCE = 5_000
/** A record with its place, and its author's newest one, where the author lacks no other. */
const PLACE = 60

/**
 * Bench of an exchange: the bytes in both directions until two replicas of 100,000 records hold the same, of which one lacks
 * some. The libraries carry the same signed records as opaque bytes; none of them checks what it is given.
 */
export async function bench(report: (text: string) => void = (text) => process.stdout.write(`${text}\n`)) {
  const authors = Array.from({ length: AUTHORS }, (_, i) => authored(i + 1, EACH))
  const record = authors.flatMap(({ wires }) => wires).reduce((sum, { length }) => sum + length, 0) / AUTHORS / EACH
  // each signature is checked, once for all pairs
  const scheme = rememberingScheme(opensslScheme())
  const pairs: readonly (readonly [name: string, pair: (missing: number) => Pair])[] = [
    ['jazzgrid', (missing) => new JazzgridPair(authors, missing, scheme)],
    ['Yjs', (missing) => new YjsPair(authors, missing)],
    ['Automerge', (missing) => new AutomergePair(authors, missing)],
    ['Loro', (missing) => new LoroPair(authors, missing)],
  ]
  report(
    `bytes in both directions (messages); ${AUTHORS} authors, ${AUTHORS * EACH} records of ${record.toFixed(0)} B on the mean`,
  )
  report(row('missing', ...pairs.map(([name]) => name)))
  let most = 0
  for (const missing of MISSING) {
    const cells = pairs.map(([name, make]) => {
      const pair = make(missing)
      const { bytes, messages } = pair.exchange()
      assertSame(name, pair, authors)
      if (name === 'jazzgrid') most = Math.max(most, bytes - missing * (record + PLACE))
      return `${bytes.toLocaleString('en')} (${messages})`
    })
    report(row(String(missing), ...cells))
  }
  const met = most <= ALLOWANCE
  report(
    `${met ? 'met    ' : 'NOT MET'} what is missing with ${PLACE} B each, and at most ${ALLOWANCE} B: ${most.toFixed(0)} B at most`,
  )
}

function assertSame(name: string, pair: Pair, authors: readonly Authored[]): void {
  for (const [author, { wires }] of authors.entries()) {
    const held = pair.held(author)
    const same = held.length === wires.length && held.every((wire, n) => Buffer.compare(wire, wires[n]) === 0)
    if (!same) throw new Error(`${name} does not hold the records of author ${author}`)
  }
}

const row = (name: string, ...cells: readonly string[]): string =>
  name.padEnd(10) + cells.map((cell) => cell.padStart(20)).join('')

if (import.meta.url === new URL(process.argv[1] ?? '', 'file:').href) await bench()
