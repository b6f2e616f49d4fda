import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { steady } from '@jazzgrid/network'
import { median } from '../ledger/median.js'
import { inMemory } from '../round/in-memory.js'
import { founded, type Peer } from './peers.js'
import { figuresOf, type ProcessFigures } from './process-figures.js'

const HOMES = 10
const STARTS = 5
/** Until everybody has found everybody and the first round is over, then the time that is measured [ms]. */
const SETTLING = 45_000
const QUIET = 40_000
/** Processes start, two cores for all of them: until the first round [s]. */
const LEAD = 20
/** Rounds of ten minutes in six seconds, how many of them, and for how long at most [ms]. */
const SPEED = 100
const ROUNDS = 20
const PATIENCE = 240_000
const TARGETS = { resident: 150e6, share: 2, ready: 3_000, stop: 2_000 }

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

/**
 * Bench of what a peer of ten homes takes: memory, processor time between rounds, what it writes to the disk, and how long it
 * starts and stops; beside libp2p with gossipsub alone. Linux only.
 */
export async function bench(report: (text: string) => void = (text) => process.stdout.write(`${text}\n`)) {
  if (process.platform !== 'linux') return report('SKIPPED: the figures of processes are in /proc, on Linux')
  const folder = mkdtempSync(join(tmpdir(), 'jazzgrid-footprint-'))
  try {
    const [ready, computing, stop] = await startsAndStops(join(folder, 'starts'))
    report(
      `from the command to ready ${ready.toFixed(0)} ms, of which it computes ${computing.toFixed(0)} ms; from SIGTERM to its end ${stop.toFixed(0)} ms`,
    )
    report(`\nten processes, ${QUIET / 1000} s between two rounds; load of the machine ${loadavg()[0].toFixed(1)}`)
    report('                                  memory, median   most      processor, median   most')
    const peers = await quiet(founded(join(folder, 'quiet'), HOMES, 1, LEAD))
    report(row('a peer at the speed of time', peers))
    report(row('libp2p and gossipsub alone', await quietBare()))
    const { round, written, processor, grown } = await busy(founded(join(folder, 'busy'), HOMES, SPEED, LEAD))
    const synced = await syncedWrites()
    report(
      `\na round with its trades, ${round} of them: ${kilobytes(written)} to the disk, ${processor.toFixed(0)} ms of processor time`,
    )
    report(
      `synced writes a round: ${synced.toFixed(1)}; after these rounds at most ${(grown / 1e6).toFixed(0)} MB of memory`,
    )
    for (const [name, rounds] of [
      ['of a minute', 1440],
      ['of half an hour', 48],
    ] as const) {
      report(
        `rounds ${name}: at most ${((written * rounds) / 1e6).toFixed(1)} MB and ${(synced * rounds).toFixed(0)} synced writes a day`,
      )
    }
    const resident = Math.max(grown, ...peers.map((each) => each.resident))
    const share = median(peers.map((each) => each.share))
    const verdicts: [string, boolean][] = [
      [`at most ${TARGETS.resident / 1e6} MB of memory`, resident <= TARGETS.resident],
      [`less than ${TARGETS.share} % of a core between rounds`, share < TARGETS.share],
      [`ready within ${TARGETS.ready} ms`, ready < TARGETS.ready],
      [`stopped within ${TARGETS.stop} ms`, stop < TARGETS.stop],
    ]
    for (const [text, met] of verdicts) report(`${met ? 'met    ' : 'NOT MET'} ${text}`)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** One peer by itself, again and again with the same folder. */
async function startsAndStops(folder: string): Promise<readonly number[]> {
  const start = founded(folder, 1, 1, 1)
  const taken: number[][] = []
  for (let i = 0; i < STARTS; i++) {
    const began = performance.now()
    const [peer] = start()
    await peer.ready()
    const ready = performance.now()
    const { processor } = figuresOf(peer.pid)
    await peer.stop()
    taken.push([ready - began, processor, performance.now() - ready])
  }
  return [0, 1, 2].map((figure) => median(taken.map((figures) => figures[figure])))
}

interface Quiet {
  readonly resident: number
  /** Of one core, percent. */
  readonly share: number
}

async function quiet(start: () => readonly Peer[]): Promise<readonly Quiet[]> {
  const peers = start()
  try {
    await Promise.all(peers.map((peer) => peer.ready()))
    await pause(SETTLING)
    return await restOf(peers.map(({ pid }) => pid))
  } finally {
    await Promise.all(peers.map((peer) => peer.stop()))
  }
}

async function restOf(pids: readonly number[]): Promise<readonly Quiet[]> {
  const before = pids.map(figuresOf)
  await pause(QUIET)
  return pids.map(figuresOf).map(({ resident, processor }, i) => ({
    resident,
    share: ((processor - before[i].processor) / QUIET) * 100,
  }))
}

async function quietBare(): Promise<readonly Quiet[]> {
  const program = fileURLToPath(new URL('../../../packages/network/test/bare-node.js', import.meta.url))
  const children = Array.from({ length: HOMES }, () =>
    spawn(process.execPath, [program], { stdio: ['pipe', 'pipe', 'inherit'] }),
  )
  try {
    const addresses = await Promise.all(
      children.map(
        (child) => new Promise<string>((resolve) => createInterface({ input: child.stdout }).once('line', resolve)),
      ),
    )
    // each dials those before it
    for (const [i, child] of children.entries())
      child.stdin.write(
        addresses
          .slice(0, i)
          .map((line) => `${line}\n`)
          .join(''),
      )
    await pause(SETTLING / 2)
    return await restOf(children.map(({ pid }) => pid as number))
  } finally {
    for (const child of children) child.stdin.end()
    await Promise.all(children.map((child) => new Promise((resolve) => child.once('exit', resolve))))
  }
}

/** Rounds in a hurry: what a round writes does not depend on how long it is. */
async function busy(start: () => readonly Peer[]) {
  const peers = start()
  const lowest = async () => Math.min(...(await Promise.all(peers.map((peer) => peer.height()))))
  try {
    while ((await lowest()) < 3) await pause(500)
    const [first, before] = [await lowest(), peers.map(({ pid }) => figuresOf(pid))]
    const until = Date.now() + PATIENCE
    while ((await lowest()) < first + ROUNDS && Date.now() < until) await pause(500)
    const [round, after] = [(await lowest()) - first, peers.map(({ pid }) => figuresOf(pid))]
    const each = (of: (figures: ProcessFigures) => number) =>
      median(after.map((figures, i) => of(figures) - of(before[i]))) / round
    return {
      round,
      written: each(({ written }) => written),
      processor: each(({ processor }) => processor),
      grown: Math.max(...after.map(({ resident }) => resident)),
    }
  } finally {
    await Promise.all(peers.map((peer) => peer.stop()))
  }
}

/** Of a peer and round. */
async function syncedWrites(): Promise<number> {
  const { synced } = await inMemory(HOMES, 10, steady(20))
  return synced
}

const row = (name: string, measured: readonly Quiet[]): string => {
  const megabytes = (bytes: number) => `${(bytes / 1e6).toFixed(0)} MB`
  const residents = measured.map(({ resident }) => resident)
  const shares = measured.map(({ share }) => share)
  return (
    name.padEnd(34) +
    megabytes(median(residents)).padStart(14) +
    megabytes(Math.max(...residents)).padStart(7) +
    `${median(shares).toFixed(2)} %`.padStart(23) +
    `${Math.max(...shares).toFixed(2)} %`.padStart(9)
  )
}

const kilobytes = (bytes: number): string => `${(bytes / 1000).toFixed(0)} kB`

if (import.meta.url === new URL(process.argv[1] ?? '', 'file:').href) await bench()
