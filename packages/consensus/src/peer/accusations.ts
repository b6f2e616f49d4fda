import { type DoubleSigningBody, type EvidenceBody, readHead } from '@jazzgrid/ledger'
import type { Alarm } from './alarm.js'

/** What may be filed against somebody. */
export type Accusation = EvidenceBody | DoubleSigningBody

/** Whom this peer has accused. One proof is enough: whoever lied once is suspended by the next certificate. */
export class Accusations {
  readonly #accused = new Set<number>()

  /** @returns what people must hear of; undefined where the account was accused before, or nobody is. */
  add(proof: Accusation): Extract<Alarm, { account: number }> | undefined {
    const account = proof.kind === 'evidence' ? readHead(proof.heads[0].head)?.account : proof.account
    if (account === undefined || this.#accused.has(account)) return undefined
    this.#accused.add(account)
    return { what: proof.kind === 'evidence' ? 'forked-account' : 'double-signing', account }
  }
}
