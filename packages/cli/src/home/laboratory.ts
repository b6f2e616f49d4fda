import { createServer } from 'node:net'
import { join } from 'node:path'
import { newSeed, opensslSigner } from '@jazzgrid/ledger/openssl'
import { type Scenario, scenarioGenesis } from '@jazzgrid/sim'
import { makeHome } from './new-home.js'
import type { YamlSite } from './node-yaml.js'

/** A community on this machine, whose homes are sites of a scenario. */
export interface Laboratory {
  /** The first so many sites found it; the others may join. */
  readonly homes: number
  readonly speed: number
  /** Between now and the first round [ms on the wall]: the nodes are started in it. */
  readonly lead: number
  /** Every admission is followed once another validator has voted for it. */
  readonly follow: boolean
}

/** On the wall: entries travel, and a round is decided [ms]. */
const COLLECT = 250
const DECIDE = 900

/** Make a data folder for each founding home, on ports of the loopback that are free now. @returns the folders. */
export async function foundLaboratory(
  scenario: Scenario,
  site: Omit<YamlSite, 'name'>,
  { homes, speed, lead, follow }: Laboratory,
  folder: string,
  now: number,
): Promise<string[]> {
  const founding = { ...scenario, sites: scenario.sites.slice(0, homes) }
  const seeds = founding.sites.map(() => newSeed())
  const timing = { collectTime: COLLECT * speed, decisionTime: (COLLECT + DECIDE) * speed }
  const signers = seeds.map((seed) => opensslSigner(seed))
  const genesis = scenarioGenesis(founding, signers, timing)
  const anchor = { wall: now + lead, community: genesis.genesis.startsAt }
  const ports = await freePorts(3 * homes)
  const peers = ports.slice(0, homes).map((port) => `/ip4/127.0.0.1/tcp/${port}`)
  const folders = founding.sites.map(({ name }) => join(folder, name))
  for (const [account, { name }] of founding.sites.entries()) {
    await makeHome(folders[account], {
      seed: seeds[account],
      genesis,
      settings: {
        account,
        listen: [peers[account]],
        members: peers.flatMap((address, other) =>
          other === account ? [] : [{ account: other, addresses: [address] }],
        ),
        site: { ...site, name },
        api: { port: ports[homes + account] },
        clock: { speed, anchor },
        join: { host: '127.0.0.1', port: ports[2 * homes + account], ...(follow && { admission: 'follow' }) },
      },
    })
  }
  return folders
}

/** Ports of the loopback that nobody listens on now. */
export async function freePorts(count: number): Promise<number[]> {
  const servers = await Promise.all(
    Array.from(
      { length: count },
      () =>
        new Promise<ReturnType<typeof createServer>>((resolve, reject) => {
          const server = createServer()
          server.once('error', reject)
          server.listen(0, '127.0.0.1', () => resolve(server))
        }),
    ),
  )
  const ports = servers.map((server) => {
    const address = server.address()
    return typeof address === 'object' && address !== null ? address.port : 0
  })
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))))
  return ports
}
