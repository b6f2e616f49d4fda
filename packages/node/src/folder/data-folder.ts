import { mkdir, readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { SignedGenesis } from '@jazzgrid/consensus'
import type { SignatureScheme } from '@jazzgrid/ledger'
import { CodedError } from '@jazzgrid/units'
import { unwritable } from './atomic-file.js'
import { FOLDER_VERSION, readFolderRecord, writeFolderRecord } from './folder-record.js'
import { readGenesis, writeGenesis } from './genesis-file.js'
import { readIdentityKey, writeIdentityKey } from './identity-key.js'
import { type Migrations, migrateFolder } from './migration.js'

/** What a node's data folder holds, beside `folder.json`. */
export const FILES = {
  config: 'node.yaml',
  genesis: 'genesis.json',
  key: 'identity.key',
  ledger: 'ledger',
  modes: 'modes.json',
  household: 'household.json',
  tokens: 'tokens.json',
  invitations: 'invitations.json',
} as const

export interface DataFolder {
  readonly path: string
  readonly genesis: SignedGenesis
  /** Private key, 32 bytes. */
  readonly seed: Uint8Array
  /** Paths. */
  readonly config: string
  readonly ledger: string
  /** The copy that was made before an older folder was taken over. */
  readonly backup?: string
}

/**
 * Open the data folder of a node; an older one is taken over. Throws CodedError: what `readFolderRecord`, `migrateFolder`,
 * `readIdentityKey` and `readGenesis` throw.
 */
export async function openDataFolder(
  path: string,
  { program, scheme, migrations }: { program: string; scheme: SignatureScheme; migrations?: Migrations },
): Promise<DataFolder> {
  const backup = await migrateFolder(path, await readFolderRecord(path), program, migrations)
  const seed = await readIdentityKey(join(path, FILES.key))
  const genesis = await readGenesis(join(path, FILES.genesis), scheme)
  return {
    path,
    genesis,
    seed,
    config: join(path, FILES.config),
    ledger: join(path, FILES.ledger),
    ...(backup !== undefined && { backup }),
  }
}

/**
 * Make the data folder of a new node, where there is nothing yet. `folder.json` comes last: a folder that was not finished is
 * nobody's. Throws CodedError `folder-taken` or `cannot-write`.
 * @param config the text of `node.yaml`. @param genesis left out where a community is still to be joined.
 */
export async function makeDataFolder(
  path: string,
  { program, seed, config, genesis }: { program: string; seed: Uint8Array; config: string; genesis?: SignedGenesis },
): Promise<void> {
  try {
    await mkdir(path, { recursive: true })
    if ((await readdir(path)).length > 0) {
      throw new CodedError('folder-taken', `${path} is not empty; name a folder that is not there yet`)
    }
    await writeFile(join(path, FILES.config), config)
  } catch (cause) {
    throw cause instanceof CodedError ? cause : unwritable(path, cause)
  }
  await writeIdentityKey(join(path, FILES.key), seed)
  if (genesis !== undefined) await writeGenesis(join(path, FILES.genesis), genesis)
  await writeFolderRecord(path, { version: FOLDER_VERSION, createdBy: program })
}
