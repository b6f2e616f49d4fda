import { join } from 'node:path'
import type { SignedGenesis } from '@jazzgrid/consensus'
import { makeDataFolder } from '@jazzgrid/node/daemon'
import { cliVersion } from '../version.js'
import { type NodeYaml, nodeYaml } from './node-yaml.js'

/** Who makes folders. */
export const program = (): string => `jazzgrid ${cliVersion()}`

/** Make the data folder of a new node. Throws CodedError `folder-taken` or `cannot-write`. */
export async function makeHome(
  folder: string,
  { seed, settings, genesis }: { seed: Uint8Array; settings: NodeYaml; genesis?: SignedGenesis },
): Promise<void> {
  const config = nodeYaml(settings)
  await makeDataFolder(folder, { program: program(), seed, config, ...(genesis && { genesis }) })
}

/** A file of a data folder. */
export const fileIn = (folder: string, name: string): string => join(folder, name)
