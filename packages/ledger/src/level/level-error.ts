import { CodedError } from '@jazzgrid/units'
import { fullDisk, storeError } from '../store/store-error.js'

/** Level's errors wrap one another; the innermost says what happened. */
function* causes(error: unknown): Iterable<{ code: string; message: string }> {
  for (let at = error; at instanceof Error; at = at.cause) {
    yield { code: String((at as NodeJS.ErrnoException).code), message: at.message }
  }
}

const FULL = /no space left|not enough space|disk quota exceeded|ENOSPC|EDQUOT/i
const FORBIDDEN = /permission denied|read-only file system|access is denied|EACCES|EPERM|EROFS/i

/** What went wrong in this folder, and what to do about it. */
export function levelError(error: unknown, folder: string): CodedError {
  if (error instanceof CodedError) return error
  const chain = [...causes(error)]
  const has = (code: string) => chain.some((cause) => cause.code === code)
  const says = (pattern: RegExp) => chain.some(({ code, message }) => pattern.test(`${code} ${message}`))
  if (has('LEVEL_LOCKED')) {
    const message = `${folder} is in use by another process; stop the other node, or give this one a folder of its own`
    return storeError('store-locked', message, 'wait', error)
  }
  if (says(FULL)) return fullDisk(folder, error)
  if (says(FORBIDDEN)) {
    const message = `${folder} cannot be read and written by this user; make it the owner of the folder and its files`
    return storeError('store-forbidden', message, 'give-up', error)
  }
  if (has('EEXIST') || has('ENOTDIR')) {
    const message = `${folder} is a file or lies in one; name a folder that may be created`
    return storeError('store-foreign', message, 'give-up', error)
  }
  if (has('LEVEL_CORRUPTION') || says(/MANIFEST-\d+.*no such file/i)) {
    return corrupted(folder, error)
  }
  // the store opens its database again by itself after a write that failed
  if (has('LEVEL_ITERATOR_NOT_OPEN')) {
    return storeError('store-failed', `${folder} was opened anew while it was read; read again`, 'retry', error)
  }
  const last = chain.at(-1)?.message ?? String(error)
  return storeError('store-failed', `${folder}: ${last}; check the disk, then try again`, 'wait', error)
}

/** Nothing is lost for the community by beginning anew, and the peer must not sign on as if it knew what it had signed. */
export function corrupted(folder: string, cause?: unknown): CodedError {
  const message =
    `${folder} is damaged. Move it away and start again: the other peers send back what they hold, ` +
    'and tell this one what it signed last before it signs again. Restore no older copy'
  return storeError('store-corrupted', message, 'give-up', cause)
}
