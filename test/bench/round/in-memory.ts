import { networkOf, type Outcome, Peer, rosterOf, stateAtGenesis } from '@jazzgrid/consensus'
import { MemoryStore, Replica } from '@jazzgrid/ledger'
import { opensslScheme, opensslSigner } from '@jazzgrid/ledger/openssl'
import { type Delay, FRAMES, MemoryNetwork, type Transport } from '@jazzgrid/network'
import { PeerHost, topicName } from '@jazzgrid/node'
import { rememberingScheme } from '@jazzgrid/sim'
import { Chance, MINUTE, VirtualClock } from '@jazzgrid/units'
import { founded, orderAt, seedOf } from './founding.js'

/** A channel's messages: taken from the peer's own program, and heard for the first time. */
export interface Passed {
  readonly sent: number
  readonly sentBytes: number
  readonly received: number
  readonly receivedBytes: number
}

export interface MemoryMeasured {
  /** By round: how long after the cut time each peer had the certificate [ms], ascending. */
  readonly rounds: readonly (readonly number[])[]
  readonly undecided: number
  /** By channel (`entry`, `seal`, `frames`), of each round and peer on the mean. */
  readonly passed: Readonly<Record<string, Passed>>
  /** Writes that wait for the disk, of each round and peer on the mean. */
  readonly synced: number
}

/** Counts the writes that a disk must have taken before a peer goes on. */
class CountingStore extends MemoryStore {
  synced = 0

  override write(...[batch, durability]: Parameters<MemoryStore['write']>): Promise<void> {
    if (durability === 'synced') this.synced++
    return super.write(batch, durability)
  }
}

const NOON = Date.UTC(2026, 6, 1, 12)
const COLLECT = 5_000

/**
 * Peers in one process on a network where a message takes `delay` from everybody to everybody, on virtual time: what a round
 * takes if computing takes none. Who verified a signature shares it with all, which changes no result.
 */
export async function inMemory(members: number, rounds: number, delay: Delay): Promise<MemoryMeasured> {
  const { genesis } = founded(members, MINUTE, COLLECT, NOON)
  const network = networkOf(genesis)
  const scheme = rememberingScheme(opensslScheme())
  const clock = new VirtualClock(NOON - MINUTE)
  const topics = { entry: topicName(network, 'entry'), seal: topicName(network, 'seal') }
  const memory = new MemoryNetwork(clock, new Chance('bench'), { topics: Object.values(topics), conditions: { delay } })
  const decided = new Map<number, number[]>()
  const transports: Transport[] = []
  const keyOf = (name: string) => opensslSigner(seedOf(Number(name.slice(1)))).key
  const stores = genesis.members.map(() => new CountingStore())
  const hosts = genesis.members.map(({ account }) => {
    const state = stateAtGenesis(genesis)
    const identity = { account, signer: opensslSigner(seedOf(account)) }
    const replica = new Replica({ network, roster: rosterOf(state), scheme })
    const peer = new Peer({ genesis, scheme, identity, state, replica, keyOf, chance: new Chance(account) })
    const transport = memory.join(`h${account}`)
    transports.push(transport)
    const onCertified = ({ value }: Outcome) => {
      const taken = decided.get(value.at) ?? []
      decided.set(value.at, taken)
      taken.push(clock.now() - value.at - COLLECT)
    }
    return new PeerHost({ peer, store: stores[account], transport, clock, network, watch: { onCertified } })
  })
  for (const host of hosts) host.start()
  const pass = async (until: number) => {
    while (clock.now() < until) {
      clock.advanceTo(Math.min(until, clock.next ?? until))
      await new Promise((resolve) => setImmediate(resolve))
    }
  }
  await pass(NOON)
  const before = total(transports)
  const syncs = () => stores.reduce((sum, { synced }) => sum + synced, 0)
  const syncedBefore = syncs()
  for (let round = 0; round < rounds; round++) {
    const at = NOON + round * MINUTE
    for (const [account, host] of hosts.entries()) {
      if (!host.write([orderAt(at, account, MINUTE)])) throw new Error(`h${account} may not write`)
    }
    await pass(at + MINUTE)
  }
  const after = total(transports)
  for (const host of hosts) host.kill()
  const whole = [...decided.values()].filter(({ length }) => length === members)
  const share = (channel: string): Passed => {
    const mean = (of: (passed: Passed) => number) => (of(after(channel)) - of(before(channel))) / members / rounds
    return {
      sent: mean(({ sent }) => sent),
      sentBytes: mean(({ sentBytes }) => sentBytes),
      received: mean(({ received }) => received),
      receivedBytes: mean(({ receivedBytes }) => receivedBytes),
    }
  }
  return {
    rounds: whole.map((taken) => taken.sort((a, b) => a - b)),
    undecided: rounds - whole.length,
    passed: { entry: share(topics.entry), seal: share(topics.seal), frames: share(FRAMES) },
    synced: (syncs() - syncedBefore) / members / rounds,
  }
}

/** Of all peers until now, by channel. */
function total(transports: readonly Transport[]): (channel: string) => Passed {
  const counters = transports.map((transport) => transport.counters().channels)
  return (channel) => {
    const sum = { sent: 0, sentBytes: 0, received: 0, receivedBytes: 0 }
    for (const { [channel]: passed } of counters) {
      if (passed === undefined) continue
      sum.sent += passed.sent
      sum.sentBytes += passed.sentBytes
      sum.received += passed.received
      sum.receivedBytes += passed.receivedBytes
    }
    return sum
  }
}
