import { subscribe } from 'node:diagnostics_channel'
import type { Socket } from 'node:net'
import { createInterface } from 'node:readline'
import type { SignedGenesis } from '@jazzgrid/consensus'
import { systemClock } from '@jazzgrid/node'
import { startNode } from '@jazzgrid/node/run'
import { orderAt, seedOf } from './founding.js'

/** What a measured peer is told on its first line of input; on its second, once all are ready, when to begin. */
export interface RoundOrders {
  readonly genesis: SignedGenesis
  readonly account: number
  readonly folder: string
  readonly listen: string
  readonly addresses: readonly (readonly [account: number, addresses: readonly string[]])[]
}

/** Rounds from `from` on, before `until`, are taken part in; those before `measured` are not measured. UTC ms. */
export interface RoundSpan {
  readonly from: number
  readonly measured: number
  readonly until: number
}

/** What it says, one line each. */
export type RoundNews =
  | { readonly told: 'ready' }
  /** From the cut time until the certificate was here and executed, ms. */
  | { readonly told: 'decided'; readonly at: number; readonly after: number; readonly certificate: string }
  /** Of the measured rounds: bytes through TCP sockets, and processor time [ms]. */
  | { readonly told: 'spent'; readonly sent: number; readonly received: number; readonly processor: number }
  /** It had lost the neighbours without whom it may not write, and wrote nothing. */
  | { readonly told: 'silent' }
  | { readonly told: 'alarm'; readonly what: string }

const say = (news: RoundNews) => process.stdout.write(`${JSON.stringify(news)}\n`)
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

const sockets = new Set<Socket>()
for (const channel of ['net.client.socket', 'net.server.socket']) {
  subscribe(channel, (message) => sockets.add((message as { socket: Socket }).socket))
}
const total = (of: (socket: Socket) => number) => [...sockets].reduce((sum, socket) => sum + of(socket), 0)
const spent = () => {
  const { user, system } = process.cpuUsage()
  return {
    sent: total(({ bytesWritten }) => bytesWritten),
    received: total(({ bytesRead }) => bytesRead),
    processor: (user + system) / 1000,
  }
}

const lines = createInterface({ input: process.stdin })[Symbol.asyncIterator]()
const orders = JSON.parse((await lines.next()).value as string) as RoundOrders
const { genesis: signed, account, folder, listen } = orders
const { roundLength, collectTime } = signed.genesis
const node = await startNode({
  genesis: signed,
  account,
  seed: seedOf(account),
  folder,
  listen: [listen],
  addresses: new Map(orders.addresses),
  clock: systemClock(),
  watch: {
    onCertified: ({ value }) =>
      say({
        told: 'decided',
        at: value.at,
        after: Date.now() - value.at - collectTime,
        certificate: Buffer.from(value.stateRoot).toString('hex'),
      }),
    onAlarm: ({ what }) => say({ told: 'alarm', what }),
  },
})
while (!node.host.peer.mayWrite) await pause(20)
say({ told: 'ready' })
const { from, measured, until } = JSON.parse((await lines.next()).value as string) as RoundSpan
let before = spent()
for (let at = from; at < until; at += roundLength) {
  await pause(at - Date.now())
  if (at === measured) before = spent()
  if (!node.host.write([orderAt(at, account, roundLength)])) say({ told: 'silent' })
}
await pause(until - Date.now())
const after = spent()
say({
  told: 'spent',
  sent: after.sent - before.sent,
  received: after.received - before.received,
  processor: after.processor - before.processor,
})
await lines.next() // until the input ends
await node.stop()
process.exit(0)
