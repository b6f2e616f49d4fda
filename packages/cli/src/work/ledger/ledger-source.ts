import { createReadStream } from 'node:fs'
import { access } from 'node:fs/promises'
import type { SignedGenesis } from '@jazzgrid/consensus'
import { type LedgerStore, MemoryStore } from '@jazzgrid/ledger'
import { openLevelStore } from '@jazzgrid/ledger/level'
import { opensslScheme } from '@jazzgrid/ledger/openssl'
import { ApiError } from '@jazzgrid/node/api'
import { archiveFrames, restoreFrames } from '@jazzgrid/node/archive'
import { FILES, readGenesis } from '@jazzgrid/node/daemon'
import { CodedError } from '@jazzgrid/units'
import type { NodeChoice } from '../../command/node/node-option.js'
import { fileIn } from '../../home/new-home.js'
import type { Terminal } from '../../terminal/terminal.js'
import { connect, folderOf } from '../node/node-connection.js'

/** A ledger to read, wherever it is. */
export interface LedgerSource {
  readonly store: LedgerStore
  readonly genesis: SignedGenesis
  /** `node`: of a running one; `folder`: of one that is stopped. */
  readonly from: 'node' | 'folder' | 'backup'
  close(): Promise<void>
}

/** The ledger of a running node, or of the data folder of one that is stopped. */
export async function openLedger(choice: NodeChoice, terminal: Terminal): Promise<LedgerSource> {
  const running = await archiveOfNode(choice, terminal)
  if (running !== undefined) return fromArchive(running, 'node')
  const folder = folderOf(choice, terminal)
  const genesis = await readGenesis(fileIn(folder, FILES.genesis), opensslScheme())
  const path = fileIn(folder, FILES.ledger)
  await access(path).catch((cause) => {
    throw new CodedError('no-ledger', `${path} is not there: the node of this folder was never started.`, { cause })
  })
  const store = await openLevelStore(path)
  return { store, genesis, from: 'folder', close: () => store.close() }
}

/** The ledger in a backup. Throws CodedError `bad-archive`. */
export const openBackup = (file: string): Promise<LedgerSource> => fromArchive(createReadStream(file), 'backup')

/** undefined where no node runs. */
export async function archiveOfNode(
  choice: NodeChoice,
  terminal: Terminal,
): Promise<AsyncIterable<Uint8Array> | undefined> {
  try {
    return await (await connect(choice, terminal)).archive()
  } catch (failure) {
    if (choice.url === undefined && failure instanceof ApiError && failure.code === 'unreachable') return undefined
    throw failure
  }
}

async function fromArchive(source: AsyncIterable<Uint8Array>, from: LedgerSource['from']): Promise<LedgerSource> {
  const store = new MemoryStore()
  let text: string | undefined
  await restoreFrames(archiveFrames(source), store, (frame) => {
    if (frame.kind === 'file' && frame.name === FILES.genesis) text = new TextDecoder().decode(frame.bytes)
  })
  if (text === undefined) throw new CodedError('bad-archive', 'This archive holds no genesis. Use another copy.')
  return { store, genesis: JSON.parse(text) as SignedGenesis, from, close: () => store.close() }
}
