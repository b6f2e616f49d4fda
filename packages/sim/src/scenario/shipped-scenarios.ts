import { existsSync, readdirSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { CodedError } from '@jazzgrid/units'
import { suggestion } from './spelling.js'

const FOLDER = fileURLToPath(new URL('../../scenarios/', import.meta.url))

/** Names of the scenarios that come with the package. */
export function shippedScenarios(): string[] {
  return readdirSync(FOLDER)
    .filter((file) => file.endsWith('.yaml'))
    .map((file) => basename(file, '.yaml'))
    .sort()
}

/** A scenario file and its text, found by path or, where no such file is, by the bare name of a shipped one. */
export async function loadShipped(nameOrPath: string): Promise<{ path: string; text: string }> {
  const path = scenarioPath(nameOrPath)
  let bytes: Uint8Array
  try {
    bytes = await readFile(path)
  } catch (cause) {
    const message = `${path}: cannot read this scenario (${(cause as NodeJS.ErrnoException).code}). Check the path and its permissions`
    throw new CodedError('scenario-unreadable', message, { cause, details: { path } })
  }
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    if (!text.includes('\u0000')) return { path, text }
  } catch {
    // said below, as bytes that are text by chance are
  }
  const message = `${path}: this is not UTF-8 text: it is UTF-16, another encoding, or binary. Save it as UTF-8`
  throw new CodedError('scenario-unreadable', message, { details: { path } })
}

function scenarioPath(nameOrPath: string): string {
  if (/[\\/]|\.ya?ml$|\.json$/.test(nameOrPath)) {
    if (existsSync(nameOrPath)) return nameOrPath
  } else {
    const shipped = join(FOLDER, `${nameOrPath}.yaml`)
    if (existsSync(shipped)) return shipped
  }
  const remedy = `Give the path of a YAML file, or a shipped scenario. ${suggestion(nameOrPath, shippedScenarios(), 'Shipped')}`
  throw new CodedError('scenario-not-found', `${nameOrPath}: there is no such scenario. ${remedy}`, {
    details: { scenario: nameOrPath },
  })
}
