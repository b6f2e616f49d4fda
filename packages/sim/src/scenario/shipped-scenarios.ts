import { existsSync, readdirSync, statSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { basename, dirname, join, normalize } from 'node:path'
import { fileURLToPath } from 'node:url'
import { CodedError } from '@jazzgrid/units'
import { nearest, suggestion } from './spelling.js'

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
    if (existsSync(nameOrPath) && !isFolder(nameOrPath)) return nameOrPath
  } else {
    const shipped = join(FOLDER, `${nameOrPath}.yaml`)
    if (existsSync(shipped)) return shipped
  }
  const what = isFolder(nameOrPath) ? 'this is a folder' : 'there is no such scenario'
  const advice = 'Give the path of a YAML file, or a shipped scenario'
  throw new CodedError('scenario-not-found', `${nameOrPath}: ${what}. ${advice}. ${meant(nameOrPath)}`, {
    details: { scenario: nameOrPath },
  })
}

/** The file in the same folder, or the shipped scenario, that was probably meant; otherwise those there are. */
function meant(nameOrPath: string): string {
  const folder = isFolder(nameOrPath) ? nameOrPath : dirname(nameOrPath)
  const files = scenarioFiles(folder).map((file) => join(folder, file))
  if (folder === nameOrPath && files.length > 0) return `In it: ${files.slice(0, 8).join(', ')}`
  const stem = (path: string) => basename(path).replace(EXTENSION, '')
  const known = [...files, ...shippedScenarios()]
  const near = files.find((file) => stem(file) === stem(nameOrPath)) ?? nearest(normalize(nameOrPath), known)
  return near === undefined ? suggestion(nameOrPath, shippedScenarios(), 'Shipped') : `Did you mean "${near}"?`
}

const EXTENSION = /\.(ya?ml|json)$/

function scenarioFiles(folder: string): string[] {
  try {
    return readdirSync(folder).filter((file) => /\.ya?ml$/.test(file))
  } catch {
    return [] // a folder that is not there, or may not be read, has nothing to suggest
  }
}

const isFolder = (path: string): boolean => statSync(path, { throwIfNoEntry: false })?.isDirectory() === true
