import { join } from 'node:path'
import { newSeed, opensslSigner } from '@jazzgrid/ledger/openssl'
import { type Scenario, scenarioGenesis } from '@jazzgrid/sim'
import { freePorts } from '../../home/laboratory.js'
import { type PeerConfig, type ScenarioName, writePeerFolder } from './peer-folder.js'

/** A community of peers on this machine, before it starts. */
export interface PeerVillage {
  readonly sites: readonly string[]
  /** Of each peer. */
  readonly folders: readonly string[]
  /** UTC ms of the first round. */
  readonly startsAt: number
  readonly roundLength: number
}

/** Between the founding and the first round, on the wall [ms]: processes start and find each other. */
const MEETING = 8_000
/** On the wall: entries travel, and a round is decided [ms]. */
const COLLECT = 250
const DECIDE = 900

/**
 * Found a community of all sites of a scenario: keys, a genesis signed by all of them, a folder for each peer with the
 * addresses of the others on the loopback.
 */
export async function foundVillage(
  scenario: Scenario,
  name: ScenarioName,
  speed: number,
  folder: string,
  now: number,
): Promise<PeerVillage> {
  const seeds = scenario.sites.map(() => newSeed())
  const genesis = scenarioGenesis(
    scenario,
    seeds.map((seed) => opensslSigner(seed)),
    { collectTime: COLLECT * speed, decisionTime: (COLLECT + DECIDE) * speed },
  )
  const { startsAt, roundLength } = genesis.genesis
  const ports = await freePorts(seeds.length)
  const addresses = ports.map((port, account) => [account, [`/ip4/127.0.0.1/tcp/${port}`]] as const)
  const folders = scenario.sites.map((site) => join(folder, site.name))
  for (const [account, site] of scenario.sites.entries()) {
    const config: PeerConfig = {
      account,
      listen: addresses[account][1],
      addresses: addresses.filter(([other]) => other !== account),
      site: { name: site.name, ...name },
      speed,
      anchor: { wall: now + MEETING, community: startsAt },
    }
    await writePeerFolder(folders[account], { config, genesis, seed: seeds[account] })
  }
  return { sites: scenario.sites.map((site) => site.name), folders, startsAt, roundLength }
}
