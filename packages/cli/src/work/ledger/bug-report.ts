import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises'
import { arch, cpus, platform, release, totalmem } from 'node:os'
import { join } from 'node:path'
import { ADMIN_TOKEN_FILE, ApiError, type NodeClient } from '@jazzgrid/node/api'
import { FILES } from '@jazzgrid/node/daemon'
import { CodedError } from '@jazzgrid/units'
import type { BugReportChoice } from '../../command/ledger/ledger.js'
import { EXIT, type ExitCode } from '../../exit-code.js'
import { fileIn } from '../../home/new-home.js'
import type { Terminal } from '../../terminal/terminal.js'
import { cliVersion } from '../../version.js'
import { connect, folderOf } from '../node/node-connection.js'

/** What a running node is asked, by the file that the answer goes to. */
const ASKED: Readonly<Record<string, (node: NodeClient) => Promise<unknown>>> = {
  'status.json': (node) => node.status(),
  'readiness.json': (node) => node.ready(),
  'config.json': (node) => node.config(),
  'members.json': (node) => node.members(),
  'peers.json': (node) => node.neighbours(),
  'ledger.json': (node) => node.ledger(),
  'certificates.json': (node) => node.certificates(),
  'book.json': (node) => node.book(),
  'orders.json': (node) => node.orders(),
  'trades.json': (node) => node.trades({ own: true }),
  'metrics.txt': (node) => node.metrics(),
}

/** What is copied as it is, from the data folder. */
const COPIED = [FILES.config, FILES.genesis, FILES.modes, 'folder.json'] as const

/** Collect what helps to find a fault; what is secret is left out, and taken out wherever else it stands. */
export async function bugReport(choice: BugReportChoice, terminal: Terminal): Promise<ExitCode> {
  const out = choice.out ?? `bugreport-${new Date(terminal.now()).toISOString().slice(0, 19).replace(/[:T]/g, '-')}`
  const folder = choice.url === undefined ? folderOf(choice, terminal) : undefined
  const files = new Map<string, string>([['machine.json', json(machine(terminal))]])
  if (folder !== undefined) {
    files.set('folder.txt', await listing(folder))
    for (const name of COPIED) {
      const text = await readFile(fileIn(folder, name), 'utf8').catch(() => undefined)
      if (text !== undefined) files.set(name, text)
    }
  }
  for (const [name, text] of await answers(choice, terminal)) files.set(name, text)
  const secrets = [...(folder === undefined ? [] : await secretsOf(folder)), terminal.environment.JAZZGRID_TOKEN ?? '']
  await writeAll(out, files, secrets)
  const names = [...files.keys()].sort()
  terminal.out(
    choice.json
      ? `${JSON.stringify({ schema: 'jazzgrid/bugreport@1', folder: out, files: names })}\n`
      : `${out}: ${names.join(', ')}\n`,
  )
  terminal.err(
    'It holds no keys and no tokens; it does hold what this site trades. Look through it before you hand it on.\n',
  )
  return EXIT.ok
}

async function answers(choice: BugReportChoice, terminal: Terminal): Promise<[string, string][]> {
  try {
    const node = await connect(choice, terminal)
    await node.live()
    const ask = async ([name, question]: (typeof ENTRIES)[number]): Promise<[string, string]> => {
      try {
        const answer = await question(node)
        return [name, typeof answer === 'string' ? answer : json(answer)]
      } catch (failure) {
        return [name, `not answered: ${failure instanceof Error ? failure.message : failure}\n`]
      }
    }
    return await Promise.all(ENTRIES.map(ask))
  } catch (failure) {
    if (!(failure instanceof ApiError)) throw failure
    return [['node.txt', `${failure.message}\n`]]
  }
}

const ENTRIES = Object.entries(ASKED)

const json = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`

const machine = (terminal: Terminal) => ({
  version: cliVersion(),
  node: process.version,
  platform: `${platform()} ${release()} ${arch()}`,
  processors: cpus().length,
  memory_bytes: totalmem(),
  time: new Date(terminal.now()).toISOString(),
})

/** Names, sizes, rights: not what stands in them. */
async function listing(folder: string): Promise<string> {
  const names = await readdir(folder, { recursive: true }).catch(() => [])
  const lines = await Promise.all(
    names.sort().map(async (name) => {
      const { size, mode, mtime } = await stat(join(folder, name))
      return `${(mode & 0o777).toString(8)} ${String(size).padStart(12)} ${mtime.toISOString()} ${name}`
    }),
  )
  return `${lines.join('\n')}\n`
}

/** Everything in a data folder that nobody else may know. */
async function secretsOf(folder: string): Promise<string[]> {
  const text = (name: string) => readFile(fileIn(folder, name), 'utf8').catch(() => '')
  const invitations = await text('invitations.json')
  return [
    (await text(FILES.key)).trim(),
    (await text(ADMIN_TOKEN_FILE)).trim(),
    ...(invitations.match(/"secret":\s*"([0-9a-f]+)"/g) ?? []).map((each) => each.replace(/.*"([0-9a-f]+)"$/, '$1')),
  ]
}

async function writeAll(folder: string, files: ReadonlyMap<string, string>, secrets: readonly string[]): Promise<void> {
  try {
    await mkdir(folder)
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException
    throw new CodedError('folder-taken', `${folder} cannot be made (${code}). Name a folder that is not there yet.`, {
      cause,
    })
  }
  for (const [name, text] of files) {
    const safe = secrets
      .filter((secret) => secret !== '')
      .reduce((left, secret) => left.replaceAll(secret, '[removed]'), text)
    await writeFile(join(folder, name), safe)
  }
}
