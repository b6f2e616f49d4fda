import { type ChildProcess, fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { median } from '../median.js'
import type { Answer, Question } from './merge-process.js'

export const MERGERS = ['jazzgrid', 'yjs', 'loro', 'automerge'] as const
export type MergerName = (typeof MERGERS)[number]

/** How one competitor did over all turns. */
export interface Standing {
  readonly name: MergerName
  /** Median processor milliseconds of merging all authors. */
  readonly milliseconds: number
  /** Median of its time over jazzgrid's for the same author in the same turn. */
  readonly ratio: number
}

export interface Course {
  readonly turns: number
  readonly signatures: boolean
  /** That many records of every author one by one; absent = all of them in one piece. */
  readonly oneByOne?: number
}

export class MergeRace {
  readonly #authors: number
  readonly #competitors: readonly Competitor[]

  /** Starts one process a competitor; each makes the authors' documents from the records in these files. */
  constructor(path: string, authors: number) {
    this.#authors = authors
    this.#competitors = MERGERS.map((name) => new Competitor(name, [name, path, String(authors)]))
  }

  /**
   * All merge the same authors in turn, one author at a time, so that a busy neighbour hurts all alike; who begins changes.
   * @throws where two hold other content after a turn.
   */
  async run({ turns, signatures, oneByOne: records }: Course): Promise<Standing[]> {
    const times = this.#competitors.map((): number[] => [])
    const totals = this.#competitors.map((): number[] => [])
    for (let turn = 0; turn < turns; turn++) {
      for (const competitor of this.#competitors) await competitor.ask({ ask: 'clear', signatures })
      for (let author = 0; author < this.#authors; author++) {
        for (let i = 0; i < this.#competitors.length; i++) {
          const place = (turn + author + i) % this.#competitors.length
          const task: Question = records === undefined ? { ask: 'merge', author } : { ask: 'follow', author, records }
          times[place].push(Number(await this.#competitors[place].ask(task)))
        }
      }
      for (const [i, total] of totals.entries()) {
        total.push(times[i].slice(-this.#authors).reduce((sum, time) => sum + time, 0))
      }
      await this.#compare()
    }
    return this.#competitors.map(({ name }, i) => ({
      name,
      milliseconds: median(totals[i]),
      ratio: median(times[i].map((time, k) => time / times[0][k])),
    }))
  }

  end(): void {
    for (const competitor of this.#competitors) competitor.end()
  }

  async #compare(): Promise<void> {
    const [ours, ...theirs] = this.#competitors
    const held = await ours.ask({ ask: 'content' })
    for (const other of theirs) {
      if ((await other.ask({ ask: 'content' })) !== held) {
        throw new Error(`${other.name} holds other records than ${ours.name} after the merge`)
      }
    }
  }
}

/** A process that answers one question at a time. */
class Competitor {
  readonly name: MergerName
  readonly #child: ChildProcess
  #answered: (answer: Answer) => void = () => {}
  #failed: (error: Error) => void = () => {}

  constructor(name: MergerName, args: readonly string[]) {
    this.name = name
    const program = fileURLToPath(new URL('merge-process.ts', import.meta.url))
    this.#child = fork(program, args, { execArgv: ['--import', 'tsx'] })
    this.#child.on('message', (answer: Answer) => this.#answered(answer))
    this.#child.on('exit', (code) => this.#failed(new Error(`${name} ended with ${code}`)))
  }

  /** The first answer waits until its documents are made. */
  ask(question: Question): Promise<Answer> {
    return new Promise((answered, failed) => {
      this.#answered = answered
      this.#failed = failed
      this.#child.send(question)
    })
  }

  end(): void {
    this.#child.kill()
  }
}
