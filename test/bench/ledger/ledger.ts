import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { applied } from './apply.js'
import { type Authored, authored } from './authored-records.js'
import { bytesOnDisk, fill, reopen } from './folder.js'
import { type Course, MERGERS, MergeRace } from './merge/merge-race.js'
import { saveRecords } from './merge/record-file.js'

const AUTHORS = 10
const EACH = 10_000
const RECORDS = AUTHORS * EACH
/** Of each author, where records come one by one: Automerge slows down as they grow, to 2 ms each at all of them. */
const FOLLOWED = 2_000
const REOPENED = { accounts: 100, each: 10_000 }
const TARGETS = { applied: 5_000, bytes: 200, reopen: 1_000 }

/**
 * Bench of the ledger: entries applied a second; merging what ten authors wrote against CRDT libraries that carry the same
 * records; bytes an entry; and opening a folder of a million entries. Everybody must hold the same records in the end.
 */
export async function bench(report: (text: string) => void = (text) => process.stdout.write(`${text}\n`)) {
  const folder = mkdtempSync(join(tmpdir(), 'jazzgrid-bench-'))
  try {
    const authors = Array.from({ length: AUTHORS }, (_, i) => authored(i + 1, EACH))
    const rate = await applied(
      authors.map((author) => ({ ...author, wires: author.wires.slice(0, 500) })),
      7,
    )
    report(`read, verified, chained and stored in memory: ${count(rate)} entries/s on one core`)
    const wire = bytesOnWire(authors)
    const disk = await bytesOnDisk(join(folder, 'orders'), authors)
    report(`an order: ${wire.toFixed(0)} B on the wire, ${disk.toFixed(0)} B on the disk, compacted`)
    const milliseconds = await reopened(join(folder, 'million'), Math.round(wire), report)
    const [, inOnePiece, , oneByOne] = await race(join(folder, 'records'), authors, report)
    const verdicts: [string, boolean][] = [
      [`at least ${count(TARGETS.applied)} verified entries/s a core`, rate >= TARGETS.applied],
      ['merge ahead of all others, an author in one piece', inOnePiece > 1],
      ['merge ahead of all others, records one by one', oneByOne > 1],
      [`at most ${TARGETS.bytes} B an entry on the wire and on the disk`, Math.max(wire, disk) <= TARGETS.bytes],
      [`a million entries opened within ${count(TARGETS.reopen)} ms`, milliseconds <= TARGETS.reopen],
    ]
    for (const [text, met] of verdicts) report(`${met ? 'met    ' : 'NOT MET'} ${text}`)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

async function reopened(folder: string, size: number, report: (text: string) => void): Promise<number> {
  const { accounts, each } = REOPENED
  const written = await fill(folder, accounts, each, size)
  const milliseconds = await reopen(folder, accounts, 5)
  report(
    `${count(accounts * each)} entries in a folder: written in ${(written / 1000).toFixed(1)} s, ` +
      `opened with the last position of ${accounts} accounts in ${milliseconds.toFixed(0)} ms`,
  )
  return milliseconds
}

/** Without signatures it is seen what differs, with them what it comes to. */
async function race(path: string, authors: readonly Authored[], report: (text: string) => void) {
  saveRecords(path, authors)
  const race = new MergeRace(path, authors.length)
  try {
    report(
      `\nmerge of records of ${AUTHORS} authors, ${count(EACH)} each, one by one ${count(FOLLOWED)} each: processor us a record, and over jazzgrid's (median of pairs)`,
    )
    report(row('', ...MERGERS))
    const courses: readonly (readonly [string, Course])[] = [
      ['in one piece an author, read', { turns: 5, signatures: false }],
      ['in one piece an author, read and verified', { turns: 3, signatures: true }],
      ['one by one, read', { turns: 1, signatures: false, oneByOne: FOLLOWED }],
      ['one by one, read and verified', { turns: 1, signatures: true, oneByOne: FOLLOWED }],
    ]
    const leads: number[] = []
    for (const [name, course] of courses) {
      const standings = await race.run(course)
      const records = AUTHORS * (course.oneByOne ?? EACH)
      const each = standings.map(({ milliseconds }) => ((milliseconds * 1000) / records).toFixed(1))
      report(row(name, ...standings.map(({ ratio }, i) => `${each[i]} ${ratio.toFixed(2)}x`)))
      leads.push(Math.min(...standings.slice(1).map(({ ratio }) => ratio)))
    }
    return leads
  } finally {
    race.end()
  }
}

const bytesOnWire = (authors: readonly Authored[]): number =>
  authors.flatMap(({ wires }) => wires).reduce((sum, { length }) => sum + length, 0) / RECORDS

const count = (value: number): string => Math.round(value).toLocaleString('en')

const row = (name: string, ...cells: readonly string[]): string =>
  name.padEnd(44) + cells.map((cell) => cell.padStart(15)).join('')

if (import.meta.url === new URL(process.argv[1] ?? '', 'file:').href) await bench()
