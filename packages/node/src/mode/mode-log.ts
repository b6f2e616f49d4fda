import { CodedError } from '@jazzgrid/units'
import { z } from 'zod'
import { MODES, type Mode } from '../api/contract/condition.js'
import { replaceFile, textOf } from '../folder/atomic-file.js'

/** From a round on [UTC ms], until the next change. */
export interface ModeChange {
  readonly from_ms: number
  readonly mode: Mode
}

const fileSchema = z.strictObject({
  schema: z.literal('jazzgrid/modes@1'),
  changes: z.array(z.strictObject({ from_ms: z.int(), mode: z.enum(MODES) })),
})

/**
 * In which mode the site was when. The changes are kept with their times: a site that is lived through again after a
 * restart decides in the rounds in which it did, and not in the others.
 */
export class ModeLog {
  readonly #path: string
  readonly #first: Mode
  #changes: readonly ModeChange[]

  private constructor(path: string, first: Mode, changes: readonly ModeChange[]) {
    this.#path = path
    this.#first = first
    this.#changes = changes
  }

  /** @param first the mode before the first change. Throws CodedError `bad-modes`. */
  static async open(path: string, first: Mode): Promise<ModeLog> {
    const text = await textOf(path)
    if (text === undefined) return new ModeLog(path, first, [])
    try {
      return new ModeLog(path, first, fileSchema.parse(JSON.parse(text)).changes)
    } catch (cause) {
      const message = `${path} is not as this program writes it; move it away, and set the mode again`
      throw new CodedError('bad-modes', message, { cause })
    }
  }

  /** The mode in the round of this time. */
  at(time: number): Mode {
    return this.#changeAt(time)?.mode ?? this.#first
  }

  /** Since when the mode of this time holds; undefined since ever. */
  since(time: number): number | undefined {
    return this.#changeAt(time)?.from_ms
  }

  /** The newest change, whether it holds already or not. */
  get newest(): { readonly mode: Mode; readonly from_ms: number | undefined } {
    const last = this.#changes.at(-1)
    return { mode: last?.mode ?? this.#first, from_ms: last?.from_ms }
  }

  /** Another mode from a round on that has not begun. It is on the disk when this returns. */
  async set(mode: Mode, from: number): Promise<void> {
    if (mode === this.newest.mode) return
    const earlier = this.#changes.filter(({ from_ms }) => from_ms < from)
    const changes = [...earlier, { from_ms: from, mode }]
    await replaceFile(this.#path, `${JSON.stringify({ schema: 'jazzgrid/modes@1', changes })}\n`)
    this.#changes = changes
  }

  #changeAt(time: number): ModeChange | undefined {
    return this.#changes.findLast(({ from_ms }) => from_ms <= time)
  }
}
