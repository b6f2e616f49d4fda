import type { Signer } from '@jazzgrid/ledger'
import { invariant } from '@jazzgrid/units'
import { type Frozen, signClose } from '../close.js'
import { type Dispatch, dispatchOf, type Statement } from '../message.js'
import { type Offering, signProposal } from '../proposal.js'
import type { HeightRecord } from '../record/height-record.js'
import type { SealEffect } from '../seal-step.js'
import { type Ballot, type Stage, signVote } from '../vote.js'
import { type Backed, decodePledges, encodePledges, type Pledges } from './pledges.js'

/** Who signs at a height. */
export interface Identity {
  readonly account: number
  readonly signer: Signer
}

/** What a validator has come to at a height. */
export interface Progress {
  readonly round: number
  readonly step: 'propose' | Stage
  readonly lock?: Backed
}

const PLACE = { propose: 0, prevote: 1, precommit: 2 } as const

/**
 * Signs for one validator at one height, so that no two of its statements can be held against it: what it signs is
 * persisted before it is sent, nothing is signed at a place that it has passed, and after a restart it goes on from what
 * it had persisted. Whoever is not a validator listens and signs nothing.
 */
export class Signatory {
  readonly #identity: Identity | undefined
  readonly #height: number
  readonly #record: HeightRecord
  readonly #emit: (effect: SealEffect) => void
  readonly #listens: boolean
  #pledges: Pledges = {}
  #muted = false

  constructor(
    identity: Identity | undefined,
    height: number,
    record: HeightRecord,
    emit: (effect: SealEffect) => void,
    listens = false,
  ) {
    this.#identity = identity
    this.#height = height
    this.#record = record
    this.#emit = emit
    this.#listens = listens
  }

  /** undefined where nothing may be signed. */
  get account(): number | undefined {
    return this.#speaker?.account
  }

  get hasClosed(): boolean {
    return this.#pledges.close !== undefined
  }

  /** Go on from pledges; undefined where they cannot be read, and then nothing is signed at this height. */
  restore(pledges: Uint8Array): Progress | undefined {
    const restored = decodePledges(pledges)
    if (restored === undefined) {
      this.#mute('pledges-unreadable')
      return undefined
    }
    this.#pledges = restored
    const { proposal, prevote, precommit, lock } = restored
    const round = Math.max(proposal?.round ?? 0, prevote?.round ?? 0, precommit?.round ?? 0)
    const step = precommit?.round === round ? 'precommit' : prevote?.round === round ? 'prevote' : 'propose'
    return { round, step, ...(lock !== undefined && { lock }) }
  }

  /** Put on record what is pledged, and send it once more: others may have missed it. Who listens keeps it to itself. */
  repeat(): void {
    if (this.#muted || this.#identity === undefined) return
    const { close, proposal, prevote, precommit } = this.#pledges
    for (const statement of [close, proposal, prevote, precommit]) if (statement !== undefined) this.#say(statement)
  }

  close(frozen: Frozen): void {
    const identity = this.#speaker
    if (identity === undefined || this.hasClosed) return
    const close = signClose(frozen, identity.account, identity.signer)
    this.#pledge({ close })
    this.#say(close)
  }

  propose(offering: Offering): void {
    const identity = this.#speaker
    if (identity === undefined) return
    this.#refusePassed(offering.round, 'propose')
    const proposal = signProposal(offering, identity.account, identity.signer)
    this.#pledge({ proposal })
    this.#say(proposal)
  }

  /** @param lock the value that a precommit locks. */
  vote(ballot: Ballot, lock?: Backed): void {
    const identity = this.#speaker
    if (identity === undefined) return
    this.#refusePassed(ballot.round, ballot.stage)
    const vote = signVote(ballot, identity.account, identity.signer)
    this.#pledge({ [ballot.stage]: vote, ...(lock !== undefined && { lock }) })
    this.#say(vote)
  }

  /**
   * A statement with our own signature that is not on record. Earlier ones than the last are let go with time, but one
   * further on, or another at the same place, was signed by us and forgotten (a disk that lied, a backup that was put
   * back): the only safe thing is to sign nothing more at this height.
   */
  hear(own: Dispatch<Statement>): void {
    if (this.account === undefined || !this.#forgot(own)) return
    this.#mute('forgot-own-statement')
  }

  #forgot({ message, name }: Dispatch<Statement>): boolean {
    if (message.kind === 'close') return true
    const stage = message.kind === 'vote' ? message.stage : 'propose'
    const said = message.kind === 'vote' ? this.#pledges[message.stage] : this.#pledges.proposal
    if (said?.round === message.round) return dispatchOf(said).name !== name
    return this.#isAfterAll(message.round, stage)
  }

  get #speaker(): Identity | undefined {
    return this.#muted || this.#listens ? undefined : this.#identity
  }

  #refusePassed(round: number, stage: 'propose' | Stage): void {
    invariant(this.#isAfterAll(round, stage), `a validator goes back to ${stage} of attempt ${round}`)
  }

  #isAfterAll(round: number, stage: 'propose' | Stage): boolean {
    const { proposal, prevote, precommit } = this.#pledges
    const passed = [proposal?.round ?? -1, prevote?.round ?? -1, precommit?.round ?? -1]
    return passed.every((last, place) => round > last || (round === last && PLACE[stage] > place))
  }

  #pledge(change: Partial<Pledges>): void {
    this.#pledges = { ...this.#pledges, ...change }
    this.#emit({ kind: 'persist', height: this.#height, pledges: encodePledges(this.#pledges) })
  }

  #say(statement: Statement): void {
    const dispatch = dispatchOf(statement)
    this.#record.add(dispatch)
    if (!this.#listens) this.#emit({ kind: 'send', wire: dispatch.wire })
  }

  #mute(reason: 'pledges-unreadable' | 'forgot-own-statement'): void {
    this.#muted = true
    // who listens has nothing to be silent about yet
    if (!this.#listens) this.#emit({ kind: 'muted', reason })
  }
}
