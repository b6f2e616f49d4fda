import { type ChildProcess, spawn } from 'node:child_process'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { founded } from './founding.js'
import type { RoundNews, RoundOrders, RoundSpan } from './round-process.js'

/** What a community of processes did in the measured rounds. */
export interface Measured {
  /** By round: how long after the cut time each peer had the certificate [ms], ascending. */
  readonly rounds: readonly (readonly number[])[]
  /** Rounds that were not decided by everybody. */
  readonly undecided: number
  /** How often a peer could write nothing, for it had lost its neighbours: the machine was busy. */
  readonly silent: number
  /** Of each round and peer, on the mean: bytes through its TCP sockets, and processor time [ms]. */
  readonly sent: number
  readonly received: number
  readonly processor: number
}

export interface Course {
  readonly members: number
  readonly rounds: number
  readonly roundLength: number
  readonly collectTime: number
}

const PROCESS = fileURLToPath(new URL('round-process.ts', import.meta.url))
/** Rounds before the measured ones: programs are compiled, and gossip builds its mesh. */
const WARM_UP = 5
/** Between the last one's word that it is ready and the first round; and for decisions after the last round [ms]. */
const HEAD_START = 1_000
const LEEWAY = 5_000

/** Peers as processes over libp2p on the loopback, each with its own folder. */
export async function amongProcesses(folder: string, course: Course): Promise<Measured> {
  const { members, roundLength, collectTime } = course
  const genesis = founded(members, roundLength, collectTime, Date.now())
  const ports = await freePorts(members)
  const addresses = ports.map((port, account) => [account, [`/ip4/127.0.0.1/tcp/${port}`]] as const)
  const children = addresses.map(([account, [listen]]) => {
    const child = spawn(process.execPath, ['--import', 'tsx', PROCESS], { stdio: ['pipe', 'pipe', 'inherit'] })
    const orders: RoundOrders = {
      genesis,
      account,
      folder: join(folder, `${members}-${account}`),
      listen,
      addresses: addresses.filter(([other]) => other !== account),
    }
    child.stdin.write(`${JSON.stringify(orders)}\n`)
    return child
  })
  try {
    const peers = children.map((child) => heard(child))
    await Promise.all(peers.map(({ ready }) => ready))
    const from = Math.ceil((Date.now() + HEAD_START) / roundLength) * roundLength
    const measuredFrom = from + WARM_UP * roundLength
    const until = measuredFrom + course.rounds * roundLength
    const span: RoundSpan = { from, measured: measuredFrom, until }
    for (const child of children) child.stdin.write(`${JSON.stringify(span)}\n`)
    await Promise.all(peers.map(({ done }) => done))
    await new Promise((resolve) => setTimeout(resolve, LEEWAY))
    return measured(
      peers.map(({ told }) => told),
      { from: measuredFrom, until, roundLength },
    )
  } finally {
    for (const child of children) child.stdin?.end()
    await Promise.all(children.map((child) => ended(child)))
  }
}

interface Heard {
  /** What the peer has said until now. */
  readonly told: readonly RoundNews[]
  readonly ready: Promise<void>
  /** It has said what it spent. */
  readonly done: Promise<void>
}

function heard(child: ChildProcess): Heard {
  const told: RoundNews[] = []
  const lines = createInterface({ input: child.stdout! })
  const until = (last: RoundNews['told']) =>
    new Promise<void>((resolve, reject) => {
      child.once('exit', (code) => reject(new Error(`a peer ended with ${code}`)))
      lines.on('line', (line) => {
        const news = JSON.parse(line) as RoundNews
        if (news.told === 'alarm') reject(new Error(`a peer raises an alarm: ${news.what}`))
        if (news.told === last) resolve()
      })
    })
  const heard = { told, ready: until('ready'), done: until('spent') }
  lines.on('line', (line) => told.push(JSON.parse(line) as RoundNews))
  return heard
}

function measured(
  told: readonly (readonly RoundNews[])[],
  { from, until, roundLength }: { from: number; until: number; roundLength: number },
): Measured {
  const rounds: number[][] = []
  let undecided = 0
  for (let at = from; at < until; at += roundLength) {
    const decided = told.flatMap((news) =>
      news.filter((each) => each.told === 'decided').filter((each) => each.at === at),
    )
    if (new Set(decided.map(({ certificate }) => certificate)).size > 1) throw new Error('the peers do not agree')
    if (decided.length < told.length) undecided++
    else rounds.push(decided.map(({ after }) => after).sort((a, b) => a - b))
  }
  const spent = told.flatMap((news) => news.filter((each) => each.told === 'spent'))
  const share = (of: (each: (typeof spent)[number]) => number) =>
    spent.reduce((sum, each) => sum + of(each), 0) / spent.length / ((until - from) / roundLength)
  return {
    rounds,
    undecided,
    silent: told.flat().filter((news) => news.told === 'silent').length,
    sent: share(({ sent }) => sent),
    received: share(({ received }) => received),
    processor: share(({ processor }) => processor),
  }
}

const ended = (child: ChildProcess): Promise<void> =>
  new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) return resolve()
    const patience = setTimeout(() => child.kill('SIGKILL'), 10_000)
    child.once('exit', () => {
      clearTimeout(patience)
      resolve()
    })
  })

/** Ports that nobody listens on now. */
async function freePorts(count: number): Promise<number[]> {
  const servers = Array.from({ length: count }, () => createServer().listen(0, '127.0.0.1'))
  await Promise.all(servers.map((server) => new Promise((resolve) => server.once('listening', resolve))))
  const ports = servers.map((server) => (server.address() as { port: number }).port)
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))))
  return ports
}
