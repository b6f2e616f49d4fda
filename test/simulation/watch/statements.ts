import { encodeMessage, readMessage, type Statement } from '@jazzgrid/consensus'
import { readEntry, sameBytes } from '@jazzgrid/ledger'
import { hexOf } from '../community/hex.js'

/** Where a statement stands: an honest member says one thing at one place, for ever. */
function placeOf(statement: Statement): string {
  const { kind, account, height } = statement
  if (kind === 'close') return `close of ${account} at ${height}`
  return `${kind === 'vote' ? statement.stage : kind} of ${account} at ${height}/${statement.round}`
}

/** Remembers what honest members signed and gave out. */
export class Statements {
  readonly #said = new Map<string, string>()

  /** @returns what is wrong with it, if anything. @param data a message as it was published. */
  hearSeal(data: Uint8Array, honest: ReadonlySet<number>): string | undefined {
    const message = readMessage(data)
    if (typeof message === 'string') return `somebody honest published what nobody can read: ${message}`
    if (message.kind === 'certificate' || !honest.has(message.account)) return undefined
    return this.#remember(placeOf(message), hexOf(encodeMessage({ ...message, signature: EMPTY })))
  }

  /** @param keysBefore of an author as of a height: what it signed by an earlier key and nobody certified is void. */
  hearEntry(
    wire: Uint8Array,
    honest: ReadonlySet<number>,
    keysBefore: (account: number, height: number) => number,
  ): string | undefined {
    const entry = readEntry(wire)
    if ('reason' in entry) return `somebody honest published what is no entry: ${entry.reason}`
    const { account, incarnation, seq, id, body } = entry
    if (body.kind === 'evidence') {
      const [one, other] = body.heads
      if (sameBytes(one.head, other.head)) return `evidence was filed that proves nothing, by ${account}`
    }
    if (body.kind === 'double-signing' && honest.has(body.account))
      return `${account} filed evidence against the honest`
    if (!honest.has(account)) return undefined
    const key = keysBefore(account, entry.height)
    return this.#remember(`entry ${account}.${incarnation}.${seq}, key ${key}`, hexOf(id))
  }

  #remember(place: string, content: string): string | undefined {
    const before = this.#said.get(place)
    this.#said.set(place, content)
    return before === undefined || before === content ? undefined : `two different things were signed as ${place}`
  }
}

const EMPTY = new Uint8Array(64)
