import { cp, readdir } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { CodedError } from '@jazzgrid/units'
import { unwritable } from './atomic-file.js'
import { FOLDER_VERSION, type FolderRecord, writeFolderRecord } from './folder-record.js'

/** By the version it starts from: turns a folder into the next version. It may be run again on what it left half done. */
export type Migrations = ReadonlyMap<number, (folder: string) => Promise<void>>

/** 1 is the first layout: there is nothing older to take over yet. */
export const MIGRATIONS: Migrations = new Map()

/**
 * Bring a folder to this program's layout. Before anything is changed the whole folder is copied beside it, so that the older
 * program can go on from there; the ledger in it must then not be used to sign anew without asking the neighbours first,
 * which every peer does at its start.
 * @returns where the copy is; undefined where there was nothing to do. Throws CodedError `no-migration` or `cannot-write`.
 */
export async function migrateFolder(
  folder: string,
  { version, createdBy }: FolderRecord,
  program: string,
  migrations: Migrations = MIGRATIONS,
): Promise<string | undefined> {
  if (version === FOLDER_VERSION) return undefined
  for (let from = version; from < FOLDER_VERSION; from++) {
    if (!migrations.has(from)) {
      const message = `${folder} has layout ${version}, made by ${createdBy}, which this program cannot take over; start a version between`
      throw new CodedError('no-migration', message)
    }
  }
  const copy = await freeName(`${folder.replace(/\/+$/, '')}.layout-${version}`)
  try {
    await cp(folder, copy, { recursive: true, preserveTimestamps: true, errorOnExist: true, force: false })
  } catch (cause) {
    throw unwritable(copy, cause)
  }
  for (let from = version; from < FOLDER_VERSION; from++) {
    await migrations.get(from)!(folder)
    await writeFolderRecord(folder, { version: from + 1, createdBy: program })
  }
  return copy
}

/** A copy that was broken off stays; the next one has another name. */
async function freeName(wanted: string): Promise<string> {
  const taken = new Set(await readdir(dirname(wanted)))
  for (let n = 0; ; n++) {
    const name = n === 0 ? wanted : `${wanted}.${n}`
    if (!taken.has(basename(name))) return join(dirname(wanted), basename(name))
  }
}
