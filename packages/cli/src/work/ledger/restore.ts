import { createReadStream } from 'node:fs'
import { mkdir, open, readdir, rename, rm } from 'node:fs/promises'
import { restorePeer, type SignedGenesis, validatorsOf } from '@jazzgrid/consensus'
import type { LedgerStore } from '@jazzgrid/ledger'
import { openLevelStore } from '@jazzgrid/ledger/level'
import { opensslScheme, opensslSigner } from '@jazzgrid/ledger/openssl'
import { type ArchiveFrame, archiveFrames, restoreFrames } from '@jazzgrid/node/archive'
import { FILES, readGenesis, readIdentityKey } from '@jazzgrid/node/daemon'
import { CodedError } from '@jazzgrid/units'
import type { RestoreChoice } from '../../command/ledger/ledger.js'
import { EXIT, type ExitCode } from '../../exit-code.js'
import { fileIn } from '../../home/new-home.js'
import { beginAnew } from '../../ledger/next-incarnation.js'
import type { Context } from '../../program.js'

/** Make a data folder from a backup, so that it can sign nothing twice. */
export async function restoreBackup(file: string, choice: RestoreChoice, { terminal }: Context): Promise<ExitCode> {
  const { folder } = choice
  await refuseTaken(folder)
  const fresh = `${folder.replace(/\/+$/, '')}.part`
  await rm(fresh, { recursive: true, force: true })
  await mkdir(fresh, { recursive: true, mode: 0o700 })
  try {
    const incarnation = await fill(fresh, file, choice)
    await rm(folder, { recursive: true, force: true }) // empty, or not there
    await rename(fresh, folder)
    const said = { schema: 'jazzgrid/restored@1', folder, incarnation: incarnation ?? null }
    terminal.out(choice.json ? `${JSON.stringify(said)}\n` : `${folder} is restored from ${file}\n`)
    terminal.err(
      incarnation === undefined
        ? 'The old node must not run any more. This one first asks the others what it has signed since.\n'
        : `Its chain goes on under incarnation ${incarnation}. Never restore the same backup once more.\n`,
    )
    return EXIT.ok
  } catch (failure) {
    await rm(fresh, { recursive: true, force: true })
    throw failure
  }
}

async function fill(folder: string, file: string, { beginAnew: anew }: RestoreChoice): Promise<number | undefined> {
  const store = await openLevelStore(fileIn(folder, FILES.ledger))
  try {
    await restoreFrames(archiveFrames(createReadStream(file)), store, async (frame) => {
      if (frame.kind === 'file') await writeFileFrame(folder, frame)
    })
    const genesis = await readGenesis(fileIn(folder, FILES.genesis), opensslScheme())
    return await withoutRepetition(folder, store, genesis, anew === true)
  } finally {
    await store.close()
  }
}

/** @returns the incarnation that was begun, where nobody else could say what was signed since the backup. */
async function withoutRepetition(
  folder: string,
  store: LedgerStore,
  { genesis }: SignedGenesis,
  anew: boolean,
): Promise<number | undefined> {
  const scheme = opensslScheme()
  const { state } = await restorePeer(store, genesis, scheme)
  if (validatorsOf(genesis, state.members).quorum > 1) return undefined
  if (!anew) {
    const why = 'nobody else knows what it has signed since this backup was made'
    const advice = 'If the newest folder is lost, restore with --begin-anew; see --help'
    throw new CodedError('alone', `This home decides alone, and ${why}. ${advice}.`)
  }
  const signer = opensslSigner(await readIdentityKey(fileIn(folder, FILES.key)))
  return beginAnew(store, genesis, { scheme, signer, now: Date.now() })
}

async function writeFileFrame(folder: string, { name, mode, bytes }: Extract<ArchiveFrame, { kind: 'file' }>) {
  if (!NAMES.has(name))
    throw new CodedError('bad-archive', `This archive holds a file ${JSON.stringify(name)} that no node has.`)
  const file = await open(fileIn(folder, name), 'w', mode)
  try {
    await file.chmod(name === FILES.key ? 0o600 : mode)
    await file.writeFile(bytes)
    await file.sync()
  } finally {
    await file.close()
  }
}

/** Whoever made the archive may not write beside the folder. */
const NAMES: ReadonlySet<string> = new Set([
  FILES.config,
  FILES.genesis,
  FILES.key,
  FILES.modes,
  FILES.household,
  'folder.json',
])

async function refuseTaken(folder: string): Promise<void> {
  const names = await readdir(folder).catch((cause: NodeJS.ErrnoException) => {
    if (cause.code === 'ENOENT') return []
    throw new CodedError(
      'folder-taken',
      `${folder} cannot be used (${cause.code}). Name a folder that is not there yet.`,
    )
  })
  if (names.length > 0)
    throw new CodedError('folder-taken', `${folder} is not empty. Name a folder that is not there yet.`)
}
