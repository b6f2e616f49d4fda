import { type SignatureScheme, sameBytes } from '@jazzgrid/ledger'
import { type Certificate, certificateId } from '../../certificate/certificate.js'
import { doubleVotes } from '../../certificate/double-votes.js'
import type { Chamber } from '../chamber.js'
import type { Frozen } from '../close.js'
import { doubleSigning } from '../double-signing.js'
import { type Decided, type Dispatch, dispatchOf, type Statement } from '../message.js'
import type { Filing } from '../record/filing.js'
import { HeightRecord } from '../record/height-record.js'
import { nameOf } from '../record/tally.js'
import type { SealRules } from '../seal-rules.js'
import type { SealEffect, SealTimer, Term, Verdict } from '../seal-step.js'
import { type Credentials, faultOf } from './authenticity.js'
import { Deliberations } from './deliberations.js'
import { type Identity, Signatory } from './signatory.js'
import { Voting } from './voting.js'

/** What does not change from height to height. */
export interface Bench {
  readonly network: Uint8Array
  readonly identity: Identity | undefined
  readonly scheme: SignatureScheme
  readonly chamber: Chamber
  readonly rules: SealRules
  readonly emit: (effect: SealEffect) => void
}

/** One height, from its beginning until it is decided: what was heard of it, what we sign, and the vote. */
export class Sitting {
  readonly term: Term
  readonly #bench: Bench
  readonly #record = new HeightRecord()
  readonly #signatory: Signatory
  readonly #deliberations: Deliberations
  readonly #voting: Voting
  readonly #credentials: Credentials
  #decided: Dispatch<Decided> | undefined
  #wasCalled = false

  /** @param listens sign nothing: see `SealInput`. */
  constructor(term: Term, bench: Bench, pledges?: Uint8Array, listens = false) {
    const { network, identity, scheme, chamber, rules, emit } = bench
    const record = this.#record
    const quorum = rules.quorum(term.validators)
    const key = identity && term.validators.key(identity.account)
    const isSeated = key !== undefined && identity !== undefined && sameBytes(key, identity.signer.key)
    this.term = term
    this.#bench = bench
    this.#signatory = new Signatory(isSeated ? identity : undefined, term.height, record, emit, listens)
    this.#deliberations = new Deliberations(chamber, term.height, emit)
    this.#credentials = { network, term, quorum, scheme, rules, isKnown: (close) => record.hasClose(close) }
    this.#voting = new Voting({
      network,
      term,
      quorum,
      rules,
      record,
      signatory: this.#signatory,
      deliberations: this.#deliberations,
      emit,
      onFiled: (said, filing) => this.#judge(said, filing),
    })
    if (pledges === undefined) return
    const progress = this.#signatory.restore(pledges)
    if (progress === undefined) return
    this.#voting.resume(progress)
    this.#signatory.repeat()
  }

  get decision(): Dispatch<Decided> | undefined {
    return this.#decided
  }

  close(frozen: Omit<Frozen, 'network' | 'height'>): void {
    if (this.#decided !== undefined) return
    this.#signatory.close({ network: this.#bench.network, height: this.term.height, ...frozen })
  }

  giveUp({ round, wait }: SealTimer): void {
    if (this.#decided === undefined) this.#voting.giveUp(wait, round)
  }

  retry(): void {
    this.#deliberations.retry()
  }

  /** Put a statement of this height on record. Those that come after the decision may still convict somebody. */
  hear(dispatch: Dispatch<Statement>): readonly [verdict: Verdict, reason?: string] {
    const { message } = dispatch
    if (this.#record.has(dispatch)) return ['known']
    const fault = faultOf(message, this.#credentials)
    if (fault !== undefined) return ['invalid', fault]
    if (message.account === this.#signatory.account) this.#signatory.hear(dispatch)
    const { verdict } = this.#file(dispatch)
    // what stands behind a proposal serves the next proposer too
    if (message.kind === 'proposal') for (const close of message.closes) this.#file(dispatchOf(close))
    return [verdict]
  }

  #file(dispatch: Dispatch<Statement>): Filing {
    const filing = this.#record.add(dispatch)
    this.#judge(dispatch.message, filing)
    return filing
  }

  #judge(said: Statement, { against }: Filing): void {
    if (against === undefined || said.account === this.#bench.identity?.account) return
    this.#bench.emit({ kind: 'accuse', proof: doubleSigning(against, said) })
  }

  /** A certificate of this height decides it at any time, whatever we know of the vote. */
  hearDecision(dispatch: Dispatch<Decided>): readonly [verdict: Verdict, reason?: string] {
    const { certificate } = dispatch.message
    if (this.#decided?.name === dispatch.name) return ['known']
    const fault = faultOf(dispatch.message, this.#credentials)
    if (fault !== undefined) return ['invalid', fault]
    if (!sameBytes(certificate.value.previous, this.term.previous)) {
      this.#bench.emit({ kind: 'split', certificates: [certificate] })
    } else if (this.#decided === undefined) this.#decide(dispatch)
    else this.#compare(this.#decided.message.certificate, certificate)
    return ['fresh']
  }

  #compare(own: Certificate, other: Certificate): void {
    for (const proof of doubleVotes(own, other, this.term.validators)) {
      if (proof.account !== this.#bench.identity?.account) this.#bench.emit({ kind: 'accuse', proof })
    }
    this.#bench.emit({ kind: 'split', certificates: [own, other] })
  }

  /** Do what is to be done now. */
  proceed(): void {
    if (this.#decided !== undefined) return
    const certificate = this.#voting.proceed()
    if (certificate === undefined) {
      this.#call()
      return
    }
    const dispatch = dispatchOf<Decided>({ kind: 'certificate', certificate })
    this.#bench.emit({ kind: 'send', wire: dispatch.wire })
    this.#decide(dispatch)
  }

  #decide(dispatch: Dispatch<Decided>): void {
    this.#decided = dispatch
    const { certificate } = dispatch.message
    const closes = this.#voting.find(nameOf(certificateId(certificate)))?.closes
    this.#bench.emit({ kind: 'decided', certificate, closes })
  }

  /** Whether others close the round and we did not: who sees no need to must not keep them from a quorum. */
  get isCalled(): boolean {
    if (this.#decided !== undefined || this.#signatory.account === undefined || this.#signatory.hasClosed) return false
    return this.#record.closers >= this.term.validators.witnesses
  }

  #call(): void {
    if (this.#wasCalled || !this.isCalled) return
    this.#wasCalled = true
    this.#bench.emit({ kind: 'freeze' })
  }

  /** Everything heard; the decision first. */
  *dispatches(): Iterable<Dispatch> {
    if (this.#decided !== undefined) yield this.#decided
    yield* this.#record.dispatches()
  }
}
