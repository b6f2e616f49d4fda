import { mkdir, readdir } from 'node:fs/promises'
import type { CodedError } from '@jazzgrid/units'
import { Level } from 'level'
import { decodeCanonical, encodeCanonical } from '../cbor/canonical-cbor.js'
import { storeError } from '../store/store-error.js'
import { FORMAT_KEY } from './buckets.js'
import { corrupted, levelError } from './level-error.js'

export type Database = Level<Uint8Array, Uint8Array>

const FORMAT_NAME = 'jazzgrid/ledger'
const FORMAT_VERSION = 1

/** Name and version of what `buckets.ts` lays out, under the key of the format. */
export const FORMAT = encodeCanonical([FORMAT_NAME, FORMAT_VERSION])

/** What LevelDB leaves in a folder, also if it was stopped while it made one. */
const LEVEL_FILE = /^(CURRENT|LOCK|LOG|LOG\.old|MANIFEST-\d+|\d+\.(log|ldb|sst|dbtmp))$/

/**
 * Opens the ledger in a folder and makes one where there is nothing. A folder of somebody else is left as it is.
 * @throws CodedError: see `StoreFault`.
 */
export async function openFolder(folder: string, writeBuffer: number): Promise<Database> {
  try {
    await mkdir(folder, { recursive: true })
    const stranger = (await readdir(folder)).find((name) => !LEVEL_FILE.test(name))
    if (stranger !== undefined) throw foreign(folder, `it holds ${stranger}`)
  } catch (error) {
    throw levelError(error, folder)
  }
  const database: Database = new Level(folder, {
    keyEncoding: 'view',
    valueEncoding: 'view',
    writeBufferSize: writeBuffer,
  })
  try {
    await database.open()
    await checkFormat(database, folder)
    return database
  } catch (error) {
    await database.close()
    throw levelError(error, folder)
  }
}

async function checkFormat(database: Database, folder: string): Promise<void> {
  const written = await database.get(FORMAT_KEY)
  if (written === undefined) {
    if ((await database.keys({ limit: 1 }).all()).length > 0) throw foreign(folder, 'it holds another LevelDB database')
    await database.put(FORMAT_KEY, FORMAT, { sync: true })
    return
  }
  const format = decodeCanonical(written)
  const [name, version] = Array.isArray(format) ? format : []
  if (name !== FORMAT_NAME) throw foreign(folder, 'it holds another LevelDB database')
  if (typeof version !== 'number' || version < 1) throw corrupted(folder)
  if (version > FORMAT_VERSION) {
    const message =
      `${folder} was written in format ${version} and this version reads up to ${FORMAT_VERSION}; ` +
      'start the newer version of the program, or give this one a folder of its own'
    throw storeError('store-too-new', message, 'give-up')
  }
}

const foreign = (folder: string, why: string): CodedError =>
  storeError(
    'store-foreign',
    `${folder} is no ledger: ${why}; name an empty folder, or the one of the ledger`,
    'give-up',
  )
