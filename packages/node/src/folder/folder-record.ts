import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { CodedError } from '@jazzgrid/units'
import { replaceFile, textOf } from './atomic-file.js'

/** What says that a folder is a node's, and how its files are laid out. */
export interface FolderRecord {
  readonly schema: 'jazzgrid/folder@1'
  /** Of the layout. */
  readonly version: number
  /** The program that made this version. */
  readonly createdBy: string
}

/** The layout that this program reads and writes. */
export const FOLDER_VERSION = 1

export const FOLDER_RECORD = 'folder.json'

export const writeFolderRecord = (folder: string, record: Omit<FolderRecord, 'schema'>): Promise<void> =>
  replaceFile(join(folder, FOLDER_RECORD), `${JSON.stringify({ schema: 'jazzgrid/folder@1', ...record })}\n`)

/** Throws CodedError `missing-folder`, `foreign-folder` or `newer-folder`. */
export async function readFolderRecord(folder: string): Promise<FolderRecord> {
  const text = await textOf(join(folder, FOLDER_RECORD))
  if (text === undefined) throw await notANodes(folder)
  let record: Partial<FolderRecord>
  try {
    record = JSON.parse(text) ?? {}
  } catch {
    record = {}
  }
  const { schema, version, createdBy } = record
  if (schema !== 'jazzgrid/folder@1' || !Number.isInteger(version) || typeof createdBy !== 'string') {
    const message = `${join(folder, FOLDER_RECORD)} does not describe a node's data folder; restore it from a backup`
    throw new CodedError('foreign-folder', message)
  }
  if (version! > FOLDER_VERSION) {
    const message =
      `${folder} has layout ${version}, made by ${createdBy}, and this program knows layouts up to ${FOLDER_VERSION}. ` +
      'Start that version, or restore the backup that it made beside the folder when it took the folder over'
    throw new CodedError('newer-folder', message, { details: { version, createdBy } })
  }
  return record as FolderRecord
}

async function notANodes(folder: string): Promise<CodedError> {
  const names = await readdir(folder).catch((cause: NodeJS.ErrnoException) => {
    if (cause.code === 'ENOENT') return undefined
    throw new CodedError('foreign-folder', `${folder} is not a folder that can be read: ${cause.message}`, { cause })
  })
  if (names === undefined) {
    return new CodedError('missing-folder', `there is no folder ${folder}. Make one with: jazzgrid init ${folder}`)
  }
  const message = `${folder} is no node's data folder: it has no ${FOLDER_RECORD}. Name another, or make one with: jazzgrid init`
  return new CodedError('foreign-folder', message, { details: { names: names.slice(0, 10) } })
}
