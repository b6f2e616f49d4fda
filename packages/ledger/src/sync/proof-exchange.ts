import { WIDEST_FRONTIER } from '../chain/frontier.js'
import type { EvidenceBody } from '../entry/body.js'
import { readHead } from '../entry/head.js'

/** One proof an account in each direction: it costs two signatures to check, and more of them prove nothing more. */
export class ProofExchange {
  readonly #shown = new Set<number>()
  readonly #heard = new Set<number>()

  /** Those that the neighbour has not been shown. */
  toShow(proofs: readonly EvidenceBody[]): EvidenceBody[] {
    return proofs.filter((proof) => isFirst(proof, this.#shown))
  }

  /** Those that are worth a look. */
  toHear(proofs: readonly EvidenceBody[]): EvidenceBody[] {
    return proofs.filter((proof) => isFirst(proof, this.#heard))
  }
}

function isFirst({ heads: [{ head }] }: EvidenceBody, accounts: Set<number>): boolean {
  const account = readHead(head)?.account
  if (account === undefined || accounts.has(account) || accounts.size >= WIDEST_FRONTIER) return false
  accounts.add(account)
  return true
}
