import type { SignedGenesis } from '@jazzgrid/consensus'
import { makeDataFolder } from '@jazzgrid/node/daemon'
import { nodeYaml } from '../../home/node-yaml.js'
import { program } from '../node/program.js'

/** What a peer on this machine is set to. */
export interface PeerConfig {
  readonly account: number
  /** Multiaddrs. */
  readonly listen: readonly string[]
  /** Where the others may be found: by account. */
  readonly addresses: readonly (readonly [account: number, addresses: readonly string[]])[]
  /** The simulated site behind the peer. */
  readonly site: { readonly name: string } & ScenarioName
  /** How much faster than the wall its clock runs, and from when [UTC ms]. */
  readonly speed: number
  readonly anchor: { readonly wall: number; readonly community: number }
}

export interface ScenarioName {
  readonly scenario: string
  readonly case: string
  readonly seed: string
  readonly set: readonly string[]
}

export interface NewPeer {
  readonly config: PeerConfig
  readonly genesis: SignedGenesis
  readonly seed: Uint8Array
}

/** Make the data folder of a peer of this machine: its API takes any port that is free. */
export function writePeerFolder(folder: string, { config, genesis, seed }: NewPeer): Promise<void> {
  const { account, listen, addresses, site, speed, anchor } = config
  const text = nodeYaml({
    account,
    listen,
    members: addresses.map(([other, found]) => ({ account: other, addresses: found })),
    site,
    api: { port: 0 },
    clock: { speed, anchor },
  })
  return makeDataFolder(folder, { program: program(), seed, genesis, config: text })
}
