import { chmod, open, readFile, rename } from 'node:fs/promises'
import { CodedError } from '@jazzgrid/units'

/**
 * Put a file in the place of another: whoever reads it sees the old one or the new one, also after a power cut.
 * Throws CodedError `cannot-write` (recovery `wait` on a full disk).
 */
export async function replaceFile(path: string, text: string, mode = 0o644): Promise<void> {
  const fresh = `${path}.new`
  try {
    const file = await open(fresh, 'w', mode)
    try {
      await file.chmod(mode) // of one that was left behind
      await file.writeFile(text)
      await file.sync()
    } finally {
      await file.close()
    }
    await rename(fresh, path)
  } catch (cause) {
    throw unwritable(path, cause)
  }
}

/** The text of a file; undefined where there is none. Throws CodedError `cannot-read`. */
export async function textOf(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8')
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw new CodedError('cannot-read', `${path} cannot be read: ${reasonOf(cause)}`, { cause })
  }
}

/** Only for the owner from now on. */
export const forOwnerOnly = (path: string): Promise<void> => chmod(path, 0o600)

const FULL: ReadonlySet<string | undefined> = new Set(['ENOSPC', 'EDQUOT'])

export function unwritable(path: string, cause: unknown): CodedError {
  const isFull = FULL.has((cause as NodeJS.ErrnoException).code)
  const message = isFull
    ? `the disk of ${path} is full; free some space`
    : `${path} cannot be written: ${reasonOf(cause)}; make this user the owner of its folder`
  return new CodedError('cannot-write', message, { recovery: isFull ? 'wait' : 'give-up', cause })
}

const reasonOf = (cause: unknown): string => (cause instanceof Error ? cause.message : String(cause))
