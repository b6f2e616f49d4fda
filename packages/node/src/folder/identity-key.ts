import { stat } from 'node:fs/promises'
import { CodedError } from '@jazzgrid/units'
import { replaceFile, textOf } from './atomic-file.js'

/** Write the private key of a peer, for its owner's eyes only. @param seed 32 bytes. */
export const writeIdentityKey = (path: string, seed: Uint8Array): Promise<void> =>
  replaceFile(path, `${Buffer.from(seed).toString('hex')}\n`, 0o600)

/**
 * The private key of a peer, 32 bytes. Whoever has it can sign away what the site owns, so a file that others may read is
 * refused, as ssh does. Throws CodedError `missing-key`, `key-open-to-others` or `bad-key`.
 */
export async function readIdentityKey(path: string): Promise<Uint8Array> {
  const text = await textOf(path)
  if (text === undefined) {
    const message = `${path} is missing. Copy it back from where you keep it; a new key would be another peer`
    throw new CodedError('missing-key', message)
  }
  const { mode } = await stat(path)
  if (process.platform !== 'win32' && (mode & 0o077) !== 0) {
    const rights = (mode & 0o777).toString(8).padStart(4, '0')
    const message = `${path} may be used by others (${rights}). If nobody has read it, run: chmod 600 ${path}`
    throw new CodedError('key-open-to-others', message)
  }
  if (!/^[0-9a-f]{64}\s*$/.test(text)) throw new CodedError('bad-key', `${path} holds no key of 64 hex digits`)
  return new Uint8Array(Buffer.from(text.trim(), 'hex'))
}
