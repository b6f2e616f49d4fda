import { networkOf, Peer, rosterOf, stateAtGenesis } from '@jazzgrid/consensus'
import { type Body, MemoryStore, Replica } from '@jazzgrid/ledger'
import { opensslScheme, opensslSigner } from '@jazzgrid/ledger/openssl'
import { MemoryNetwork } from '@jazzgrid/network'
import { Chance, MINUTE, wh } from '@jazzgrid/units'
import { describe, expect, it } from 'vitest'
import { steadyClock } from '../src/clock/steady-clock.js'
import { PeerHost } from '../src/host/peer-host.js'
import { topicName } from '../src/host/topic-name.js'
import { SiteKeeper } from '../src/site/site-keeper.js'
import { SteppedTime } from './stepped-clock.js'
import { GENESIS, NOON } from './two-homes.js'

const scheme = opensslScheme()
const signer = opensslSigner(new Uint8Array(32).fill(1))
const genesis = { ...GENESIS, members: GENESIS.members.slice(0, 1) }

/** A site of a community of one on a machine whose clock is set; it bids once in every round. */
function siteOnSetClock() {
  const time = new SteppedTime(NOON - 10_000)
  const clock = steadyClock(time, () => {})
  const network = networkOf(genesis)
  const topics = [topicName(network, 'entry'), topicName(network, 'seal')]
  const transport = new MemoryNetwork(clock, new Chance(1), { topics }).join('h0')
  const state = stateAtGenesis(genesis)
  const replica = new Replica({ network, roster: rosterOf(state), scheme })
  const identity = { account: 0, signer }
  const chance = new Chance(2)
  const peer = new Peer({ genesis, scheme, identity, state, replica, keyOf: () => signer.key, chance })
  const calls: string[] = []
  const signed: Body[] = []
  const minute = (at: number) => (at - NOON) / MINUTE
  const host = new PeerHost({
    peer,
    store: new MemoryStore(),
    transport,
    clock,
    network,
    watch: {
      onReceived: (entries) => signed.push(...entries.map(({ body }) => body)),
      onCertified: ({ value }) => calls.push(`certified ${minute(value.at)}`),
    },
  })
  const site = {
    meter(now: number) {
      calls.push(`meter ${minute(now)}`)
      return []
    },
    decide(now: number) {
      calls.push(`decide ${minute(now)}`)
      const order = { kind: 'order', account: 0, device: 0, tag: minute(now), side: 'buy' } as const
      return [
        { ...order, slot: NOON / (30 * MINUTE) + 4, price: 10_000 as never, quantity: wh(10), goodTill: NOON * 2 },
      ]
    },
    hear() {},
    act() {},
  }
  const missed: number[] = []
  const keeper = new SiteKeeper({ genesis, account: 0, site, host, clock, onMissed: (at) => missed.push(minute(at)) })
  host.start()
  keeper.start()
  const pass = async (ms: number) => {
    for (let passed = 0; passed < ms; passed += 500) {
      time.pass(500)
      await new Promise((resolve) => setImmediate(resolve))
    }
  }
  const of = (what: string) => calls.filter((call) => call.startsWith(what)).map((call) => Number(call.split(' ')[1]))
  return { time, keeper, missed, signed, pass, of }
}

describe('a site whose clock is set', () => {
  it('back decides in no round twice, and waits for the next', async () => {
    const { time, pass, of, signed, keeper } = siteOnSetClock()
    await pass(2 * MINUTE)
    expect(of('decide')).toEqual([0, 1])
    time.step(-90_000)
    await pass(MINUTE)
    expect(of('decide')).toEqual([0, 1])
    await pass(3 * MINUTE)
    expect(of('decide')).toEqual([0, 1, 2, 3, 4].slice(0, of('decide').length))
    expect(of('decide').length).toBeGreaterThan(2)
    const tags = signed.map((body) => ('tag' in body ? body.tag : -1))
    expect(new Set(tags).size).toBe(tags.length)
    const certified = of('certified')
    expect(new Set(certified).size).toBe(certified.length)
    keeper.stop()
  })

  it('forward meters every round that it skips, and counts each as missed', async () => {
    const { time, pass, of, missed, keeper } = siteOnSetClock()
    await pass(MINUTE)
    expect(of('decide')).toEqual([0])
    time.step(5 * MINUTE + 20_000) // well past the cut of the round that is entered
    await pass(2 * MINUTE)
    const seen = of('meter')
    expect(seen).toEqual(seen.map((_, i) => i))
    expect(keeper.missed).toBe(missed.length)
    expect([...of('decide'), ...missed].sort((a, b) => a - b)).toEqual(seen)
    expect(missed.length).toBeGreaterThanOrEqual(4)
    keeper.stop()
  })
})
