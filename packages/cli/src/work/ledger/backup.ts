import { open, readFile, rename, rm, stat } from 'node:fs/promises'
import { genesisId } from '@jazzgrid/consensus'
import { openLevelStore } from '@jazzgrid/ledger/level'
import { opensslScheme } from '@jazzgrid/ledger/openssl'
import { type ArchiveFrame, archiveBytes, archiveFrames, ledgerFrames } from '@jazzgrid/node/archive'
import { FILES, readGenesis } from '@jazzgrid/node/daemon'
import { CodedError } from '@jazzgrid/units'
import type { BackupChoice } from '../../command/ledger/ledger.js'
import { EXIT, type ExitCode } from '../../exit-code.js'
import { fileIn } from '../../home/new-home.js'
import type { Context } from '../../program.js'
import { folderOf } from '../node/node-connection.js'
import { archiveOfNode } from './ledger-source.js'

/** What is kept beside the ledger. Tokens and invitations are not: they are given out anew. */
const KEPT = [FILES.config, FILES.genesis, FILES.key, FILES.modes, FILES.household, 'folder.json'] as const

/** Write everything of a node into one file that only its owner may read. The node may run meanwhile. */
export async function createBackup(file: string, choice: BackupChoice, { terminal }: Context): Promise<ExitCode> {
  if (choice.url !== undefined) {
    throw new CodedError('contradiction', 'The key never leaves its machine: back a node up where its data folder is.')
  }
  const folder = folderOf(choice, terminal)
  const genesis = await readGenesis(fileIn(folder, FILES.genesis), opensslScheme())
  const counted = { entries: 0, records: 0, files: 0 }
  const running = await archiveOfNode(choice, terminal)
  const store = running === undefined ? await openLevelStore(fileIn(folder, FILES.ledger)) : undefined
  try {
    const ledger = running ? archiveFrames(running) : ledgerFrames(store!, genesisId(genesis.genesis))
    const frames = withFiles(ledger, folder, choice.withoutKey === true, counted)
    const bytes = await writeWhole(file, archiveBytes(frames))
    const said = { schema: 'jazzgrid/backup@1', file, bytes, ...counted, key: choice.withoutKey !== true }
    terminal.out(
      choice.json
        ? `${JSON.stringify(said)}\n`
        : `${file}: ${(bytes / 1e6).toFixed(1)} MB, ${counted.entries} entries, ${counted.files} files\n`,
    )
    if (!choice.withoutKey) terminal.err('It holds the key of this node: keep it as you keep the key.\n')
    return EXIT.ok
  } finally {
    await store?.close()
  }
}

async function* withFiles(
  ledger: AsyncIterable<ArchiveFrame>,
  folder: string,
  withoutKey: boolean,
  counted: { entries: number; records: number; files: number },
): AsyncGenerator<ArchiveFrame> {
  for await (const frame of ledger) {
    // of a running node, which sends its genesis along
    if (frame.kind === 'file') continue
    if (frame.kind === 'entry') counted.entries++
    if (frame.kind === 'record') counted.records++
    yield frame
    if (frame.kind !== 'begin') continue
    for (const name of KEPT) {
      if (withoutKey && name === FILES.key) continue
      const kept = await fileFrame(folder, name)
      if (kept === undefined) continue
      counted.files++
      yield kept
    }
  }
}

async function fileFrame(folder: string, name: string): Promise<ArchiveFrame | undefined> {
  try {
    const path = fileIn(folder, name)
    const { mode } = await stat(path)
    return { kind: 'file', name, mode: mode & 0o777, bytes: new Uint8Array(await readFile(path)) }
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw cause
  }
}

/** The file is whole or not there; never in the place of another. */
async function writeWhole(path: string, pieces: AsyncIterable<Uint8Array>): Promise<number> {
  if ((await stat(path).catch(() => undefined)) !== undefined) {
    throw new CodedError('file-there', `${path} is there already. Name another file.`)
  }
  const fresh = `${path}.part`
  let written = 0
  try {
    const file = await open(fresh, 'w', 0o600)
    try {
      for await (const piece of pieces) {
        await file.write(piece)
        written += piece.length
      }
      await file.sync()
    } finally {
      await file.close()
    }
    await rename(fresh, path)
    return written
  } catch (failure) {
    await rm(fresh, { force: true })
    throw failure
  }
}
