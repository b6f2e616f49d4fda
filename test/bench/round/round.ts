import { mkdtempSync, rmSync } from 'node:fs'
import { loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Delay, longTailed, steady } from '@jazzgrid/network'
import { inMemory, type Passed } from './in-memory.js'
import { amongProcesses, type Course } from './processes.js'
import { quantile } from './quantile.js'

const ROUNDS = 60
/** Of each of the many: enough for a p99, for every peer counts. */
const MANY_ROUNDS = 20
/** Processes share the machine's cores, so a round of ten is given more time. */
const COURSES: readonly (Course & { readonly target: number })[] = [
  { members: 4, rounds: ROUNDS, roundLength: 2_000, collectTime: 800, target: 500 },
  { members: 10, rounds: ROUNDS, roundLength: 2_500, collectTime: 1_000, target: 1_000 },
]
/** On virtual time: of a message between two peers. */
const DELAYS: readonly (readonly [name: string, delay: Delay])[] = [
  ['40 ms a hop', steady(40)],
  ['80 ms, two hops of gossip', steady(80)],
  ['median 40 ms, p99 120 ms', longTailed(40, 120)],
]
const MANY = 31
const MANY_TARGET = 1_000
/** Of a round and peer, ten validators and ten accounts, as it was planned. */
const ESTIMATE = { messages: 32, bytes: 47_000 }

/**
 * Bench of a round: from the cut time until each peer holds the certificate and has executed it. As processes on this
 * machine, over libp2p, and in one process on virtual time; and what a round sends.
 */
export async function bench(report: (text: string) => void = (text) => process.stdout.write(`${text}\n`)) {
  const folder = mkdtempSync(join(tmpdir(), 'jazzgrid-round-'))
  const verdicts: [string, boolean][] = []
  try {
    report('from the cut time to the certificate, ms        median    p90    p99   last peer, median   undecided')
    for (const { target, ...course } of COURSES) {
      const { rounds, undecided, silent, sent, processor } = await amongProcesses(folder, course)
      report(row(`${course.members} processes, libp2p on the loopback`, rounds, undecided))
      report(
        `  a round and peer: ${kilobytes(sent)} sent through TCP, ${processor.toFixed(0)} ms of processor time; ` +
          `load of the machine ${loadavg()[0].toFixed(1)}${silent > 0 ? `; ${silent} times a peer could not write` : ''}`,
      )
      const median = quantile(rounds.flat(), 0.5)
      verdicts.push([`${course.members} processes decide within ${target} ms, median`, median <= target])
    }
    for (const [name, delay] of DELAYS) {
      const { rounds, undecided } = await inMemory(MANY, MANY_ROUNDS, delay)
      report(row(`${MANY} peers in memory, ${name}`, rounds, undecided))
      const met = undecided === 0 && quantile(rounds.flat(), 0.99) <= MANY_TARGET
      verdicts.push([`${MANY} peers, ${name}: within ${MANY_TARGET} ms, p99`, met])
    }
    const { passed } = await inMemory(10, MANY_ROUNDS, steady(40))
    report(
      `\nten peers, a round of a minute and peer; planned were ${ESTIMATE.messages} messages, ${kilobytes(ESTIMATE.bytes)}`,
    )
    for (const [channel, each] of Object.entries(passed)) report(`  ${channel.padEnd(7)} ${amounts(each)}`)
    for (const [text, met] of verdicts) report(`${met ? 'met    ' : 'NOT MET'} ${text}`)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function row(name: string, rounds: readonly (readonly number[])[], undecided: number): string {
  const all = rounds.flat()
  const figures = [0.5, 0.9, 0.99].map((share) => quantile(all, share).toFixed(0).padStart(7)).join('')
  const last = quantile(
    rounds.map((taken) => taken[taken.length - 1]),
    0.5,
  )
  return `${name.padEnd(47)}${figures}${last.toFixed(0).padStart(20)}${String(undecided).padStart(12)}`
}

const amounts = ({ sent, sentBytes, received, receivedBytes }: Passed): string =>
  `${sent.toFixed(1)} messages of its own, ${kilobytes(sentBytes)}; ${received.toFixed(1)} heard, ${kilobytes(receivedBytes)}`

const kilobytes = (bytes: number): string => `${(bytes / 1000).toFixed(1)} kB`

if (import.meta.url === new URL(process.argv[1] ?? '', 'file:').href) await bench()
