import { createHash } from 'node:crypto'
import { opensslScheme } from '../../../../packages/ledger/src/openssl/openssl-scheme.js'
import { AutomergeMerger } from './automerge-merger.js'
import { JazzgridMerger } from './jazzgrid-merger.js'
import { LoroMerger } from './loro-merger.js'
import type { Merger } from './merger.js'
import { loadRecords } from './record-file.js'
import { YjsMerger } from './yjs-merger.js'

/** `clear` begins a round, with or without checking signatures; `content` is the hash of all that is held. */
export type Question =
  | { readonly ask: 'clear'; readonly signatures: boolean }
  | { readonly ask: 'merge'; readonly author: number }
  | { readonly ask: 'follow'; readonly author: number; readonly records: number }
  | { readonly ask: 'content' }

/** Milliseconds that a merge kept a processor busy, whatever else the machine did, or the hash of all that is held. */
export type Answer = number | string

const MERGERS = { jazzgrid: JazzgridMerger, yjs: YjsMerger, automerge: AutomergeMerger, loro: LoroMerger }

/** Every competitor has a process of its own, so that none collects another's garbage. */
const [name, path, count] = process.argv.slice(2)
const authors = Number(count)
const merger: Merger = new MERGERS[name as keyof typeof MERGERS](loadRecords(path, authors))
const [checked, unchecked] = [opensslScheme(), { verify: () => true }]

function answer(question: Question): Answer {
  if (question.ask === 'content') return content()
  const start = process.cpuUsage()
  if (question.ask === 'clear') merger.clear(question.signatures ? checked : unchecked)
  else if (question.ask === 'merge') merger.merge(question.author)
  else merger.follow(question.author, question.records)
  const { user, system } = process.cpuUsage(start)
  return (user + system) / 1000
}

function content(): string {
  const hash = createHash('sha256')
  for (let author = 0; author < authors; author++) {
    for (const record of merger.records(author)) hash.update(`${record.length}:`).update(record)
    hash.update(';')
  }
  return hash.digest('hex')
}

process.on('message', (question: Question) => process.send?.(answer(question)))
