import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { SignedGenesis } from '@jazzgrid/consensus'
import { CodedError } from '@jazzgrid/units'

/** What a peer needs to start, beside its key and its genesis. Plain JSON. */
export interface PeerConfig {
  readonly schema: 'jazzgrid/peer@1'
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

export interface PeerFolder {
  readonly config: PeerConfig
  readonly genesis: SignedGenesis
  readonly seed: Uint8Array
  /** Where the ledger is. */
  readonly ledger: string
}

const FILES = { config: 'peer.json', genesis: 'genesis.json', key: 'identity.key', ledger: 'ledger' } as const

/** Make the folder of a new peer. The key is for the owner's eyes only. */
export async function writePeerFolder(
  folder: string,
  { config, genesis, seed }: Pick<PeerFolder, 'config' | 'genesis' | 'seed'>,
): Promise<void> {
  await mkdir(folder, { recursive: true })
  await writeFile(join(folder, FILES.key), `${Buffer.from(seed).toString('hex')}\n`, { mode: 0o600 })
  await writeFile(join(folder, FILES.genesis), `${JSON.stringify(genesis, null, 2)}\n`)
  await writeFile(join(folder, FILES.config), `${JSON.stringify(config, null, 2)}\n`)
}

/** Throws CodedError `bad-peer-folder`. */
export async function readPeerFolder(folder: string): Promise<PeerFolder> {
  const text = async (file: string) => {
    try {
      return await readFile(join(folder, file), 'utf8')
    } catch (cause) {
      throw unusable(`${join(folder, file)} cannot be read: is ${folder} the folder of a peer?`, cause)
    }
  }
  const [config, genesis, key] = await Promise.all([text(FILES.config), text(FILES.genesis), text(FILES.key)])
  if (!/^[0-9a-f]{64}\s*$/.test(key)) throw unusable(`${join(folder, FILES.key)} holds no key of 64 hex digits`)
  return {
    config: parsed<PeerConfig>(config, join(folder, FILES.config)),
    genesis: parsed<SignedGenesis>(genesis, join(folder, FILES.genesis)),
    seed: new Uint8Array(Buffer.from(key.trim(), 'hex')),
    ledger: join(folder, FILES.ledger),
  }
}

function parsed<T>(text: string, file: string): T {
  try {
    return JSON.parse(text) as T
  } catch (cause) {
    throw unusable(`${file} is no JSON: ${cause instanceof Error ? cause.message : cause}`, cause)
  }
}

const unusable = (message: string, cause?: unknown) => new CodedError('bad-peer-folder', message, { cause })
