import type { Dispatch, Statement } from '../message.js'
import type { Filing } from './filing.js'

/** A close, and a proposal and votes of an attempt or two: what an honest validator says while we execute. */
const KEPT = 8

/** What was said of the next height before the present one is done, of each validator a little. */
export class NextHeight {
  #byAccount = new Map<number, Dispatch<Statement>[]>()

  add(dispatch: Dispatch<Statement>): Filing {
    const { account } = dispatch.message
    const said = this.#byAccount.get(account) ?? []
    if (said.some(({ name }) => name === dispatch.name)) return { verdict: 'known' }
    if (said.length >= KEPT) return { verdict: 'stray' }
    said.push(dispatch)
    this.#byAccount.set(account, said)
    return { verdict: 'fresh' }
  }

  /** Takes everything out. */
  take(): readonly Dispatch<Statement>[] {
    const taken = [...this.#byAccount.values()].flat()
    this.#byAccount = new Map()
    return taken
  }
}
