import { networkOf, type Outcome, Peer, rosterOf, stateAtGenesis } from '@jazzgrid/consensus'
import { MemoryStore, Replica } from '@jazzgrid/ledger'
import { opensslScheme, opensslSigner } from '@jazzgrid/ledger/openssl'
import type { SettledSlot, Trade } from '@jazzgrid/market'
import { MemoryNetwork } from '@jazzgrid/network'
import { PeerHost, SiteKeeper, topicName } from '@jazzgrid/node'
import { rememberingScheme, type Scenario, SiteLife, scenarioGenesis, simulate } from '@jazzgrid/sim'
import { Chance, MINUTE, VirtualClock } from '@jazzgrid/units'
import { expect, test } from 'vitest'
import { numbers, texts } from './record-columns.js'
import { resolved, thinned } from './shipped-runs.js'

/** Peers over the network in memory, each with a site that sees nothing of the others but what is certified. */
async function lived(scenario: Scenario) {
  const signers = scenario.sites.map((_, account) => opensslSigner(new Uint8Array(32).fill(account + 1)))
  const { genesis } = scenarioGenesis(scenario, signers)
  const network = networkOf(genesis)
  const scheme = rememberingScheme(opensslScheme())
  const lives = scenario.sites.map(({ name }) => new SiteLife(scenario, name))
  const clock = new VirtualClock(lives[0].starts - MINUTE)
  const chance = new Chance('sites')
  const memory = new MemoryNetwork(clock, chance, { topics: [topicName(network, 'entry'), topicName(network, 'seal')] })
  const units: Trade[] = []
  const settled: SettledSlot[] = []
  const keepers: SiteKeeper[] = []
  const hosts = lives.map((site, account) => {
    const state = stateAtGenesis(genesis)
    const replica = new Replica({ network, roster: rosterOf(state), scheme })
    const identity = { account, signer: signers[account] }
    const keyOf = (name: string) => signers[Number(name.slice(1))].key
    const own = chance.stream(site.account.toString())
    const peer = new Peer({ genesis, scheme, identity, state, replica, keyOf, chance: own })
    const onCertified = (outcome: Outcome) => {
      keepers[account].certified(outcome)
      if (account > 0) return
      units.push(...outcome.result.report.trades, ...outcome.result.report.selfSupply)
      settled.push(...outcome.result.settled)
    }
    const transport = memory.join(`h${account}`)
    const host = new PeerHost({ peer, store: new MemoryStore(), transport, clock, network, watch: { onCertified } })
    keepers.push(new SiteKeeper({ genesis, account, site, host, clock }))
    return host
  })
  for (const host of hosts) host.start()
  for (const keeper of keepers) keeper.start()
  while (clock.now() < lives[0].ends + MINUTE) {
    // rounds are decided within seconds, and nothing happens for minutes after that
    const sinceRound = (clock.now() - genesis.startsAt) % genesis.roundLength
    clock.advanceTo(clock.now() + (sinceRound < 10_000 || sinceRound > genesis.roundLength - 1_000 ? 10 : 500))
    await new Promise((resolve) => setImmediate(resolve))
  }
  for (const keeper of keepers) keeper.stop()
  for (const host of hosts) host.kill()
  for (const life of lives) life.stop()
  return { units, settled, missed: keepers.map(({ missed }) => missed) }
}

test('sites that see nothing of each other but what is certified trade as in a run of the whole', async () => {
  const scenario = thinned(await resolved('misono-day', 'base', 1, ['time.warmUpDays=0']), 4)
  const { units, settled, missed } = await lived(scenario)
  const run = await simulate(scenario, { fidelity: 'strategy' })
  const [buy, sell, quantity, price] = ['buy_order', 'sell_order', 'quantity_wh', 'price_micro_per_wh'].map((name) =>
    numbers(run, 'trades', name),
  )
  const expected = Array.from(buy, (_, i) => [buy[i], sell[i], quantity[i], price[i] || 0].join(' '))
  const names = texts(run, 'trades', 'seller')
  expect(missed).toEqual(scenario.sites.map(() => 0))
  expect(units.map((unit) => [unit.buy, unit.sell, unit.quantity, unit.price].join(' ')).sort()).toEqual(
    expected.sort(),
  )
  expect(units.map(({ seller }) => scenario.sites[seller].name).sort()).toEqual(names.sort())
  expect(settled.length).toBeGreaterThanOrEqual(47)
  expect(expected.length).toBeGreaterThan(100)
}, 120_000)
