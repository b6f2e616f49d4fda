import type { Certificate } from '../../certificate/certificate.js'
import { endorse } from '../../certificate/endorsement.js'
import type { Statement } from '../message.js'
import type { Candidate, Proposal } from '../proposal.js'
import type { Filing } from '../record/filing.js'
import type { HeightRecord } from '../record/height-record.js'
import { NIL, nameOf } from '../record/tally.js'
import type { SealRules } from '../seal-rules.js'
import type { SealEffect, Term, Wait } from '../seal-step.js'
import { SEAL_TIMING, type SealTiming } from '../seal-timing.js'
import type { Stage } from '../vote.js'
import { proposerOf } from './authenticity.js'
import type { Deliberations } from './deliberations.js'
import type { Backed } from './pledges.js'
import type { Progress, Signatory } from './signatory.js'

/** What the vote of one height is held with. */
export interface VotingHall {
  readonly network: Uint8Array
  readonly term: Term
  readonly quorum: number
  readonly rules: SealRules
  readonly record: HeightRecord
  readonly signatory: Signatory
  readonly deliberations: Deliberations
  readonly emit: (effect: SealEffect) => void
  /** Takes what was said ahead of an attempt and turns out to convict somebody. */
  readonly onFiled: (said: Statement, filing: Filing) => void
}

/**
 * The vote of one height: Tendermint, arXiv 1807.04938, algorithm 1, with four changes. An attempt's first wait begins
 * when a quorum has closed, for nothing can be proposed before. A validator follows f + 1 others to a later attempt even
 * where those are not all in the same one. Prevotes of a quorum are taken for the valid value also when they are complete
 * only after their attempt, or come as the proof of a proposal. And who is in a later attempt is not waited for in this one:
 * the paper has no restarts, in which votes are forgotten by all who had them.
 */
export class Voting {
  readonly #hall: VotingHall
  readonly #timing: SealTiming
  #round = 0
  #step: 'propose' | Stage = 'propose'
  /** The value that this validator precommitted last. */
  #lock: Backed | undefined
  /** The value of the latest attempt in which a quorum prevoted one. */
  #valid: Backed | undefined
  /** A quorum has closed, or the others are in a later attempt. */
  #open = false
  #graceIsOver = false
  #waiting = new Set<Stage>()
  #asked = false

  constructor(hall: VotingHall) {
    this.#hall = hall
    this.#timing = hall.term.timing ?? SEAL_TIMING
  }

  get round(): number {
    return this.#round
  }

  /** Stand where a validator stood before it restarted. */
  resume({ round, step, lock }: Progress): void {
    this.#lock = lock
    this.#valid = lock
    if (round > 0) this.#enter(round)
    this.#step = step
  }

  /** A timer has run out. */
  giveUp(wait: Wait, round: number): void {
    if (round !== this.#round) return
    if (wait === 'grace') this.#graceIsOver = true
    else if (wait === 'propose' && this.#step === 'propose') this.#vote('prevote', null)
    else if (wait === 'prevote' && this.#step === 'prevote') this.#vote('precommit', null)
    else if (wait === 'precommit') this.#enter(round + 1)
  }

  /** Apply the rules until none has anything to say, or the height is decided. */
  proceed(): Certificate | undefined {
    for (;;) {
      const certificate = this.#decision()
      if (certificate !== undefined) return certificate
      const acted =
        this.#follow() ||
        this.#begin() ||
        this.#adopt() ||
        this.#propose() ||
        this.#prevote() ||
        this.#precommit() ||
        this.#await('prevote') ||
        this.#await('precommit')
      if (!acted) return undefined
    }
  }

  /** The value that a quorum precommitted in any attempt (line 49). */
  #decision(): Certificate | undefined {
    const { record, quorum, term } = this.#hall
    for (const [round, { tallies }] of record.rounds) {
      const name = tallies.precommit.backed(quorum)
      if (name === undefined || name === NIL) continue
      const candidate = this.#seek(name)
      if (candidate === undefined) continue
      const precommits = endorse(tallies.precommit.backers(name), term.validators, quorum)
      return { value: candidate.value, round, precommits }
    }
    return undefined
  }

  /** Others, one of them honest, are in a later attempt (line 55). */
  #follow(): boolean {
    const round = this.#hall.record.reachedBy(this.#hall.term.validators.witnesses)
    if (round === undefined || round <= this.#round) return false
    this.#enter(round)
    return true
  }

  /** The wait of the first attempt begins when a quorum has closed. */
  #begin(): boolean {
    const { record, quorum } = this.#hall
    if (this.#open || record.closers < quorum) return false
    this.#open = true
    if (this.#step !== 'propose') return true
    this.#wait('propose', this.#timing.propose)
    if (this.#isProposer) this.#wait('grace', this.#timing.grace)
    return true
  }

  #enter(round: number): void {
    const { record, onFiled } = this.#hall
    this.#round = round
    this.#step = 'propose'
    this.#waiting = new Set()
    this.#open = true
    this.#graceIsOver = true
    this.#asked = false
    for (const filed of record.advance(round)) onFiled(filed.said, filed)
    this.#wait('propose', this.#timing.propose)
  }

  /** Learn the latest value that a quorum prevoted (line 36, and line 28 for the proof). */
  #adopt(): boolean {
    const { record, quorum, term } = this.#hall
    let best: Backed | undefined
    const since = () => best?.round ?? this.#valid?.round ?? -1
    for (const [round, { tallies, proposals }] of record.rounds) {
      for (const { value, valueId, closes, validRound, proof } of proposals) {
        if (validRound !== null && proof !== null && validRound > since()) {
          best = { round: validRound, value, valueId, closes, proof }
        }
      }
      const name = round > since() ? tallies.prevote.backed(quorum) : undefined
      if (name === undefined || name === NIL) continue
      const candidate = this.#seek(name)
      if (candidate === undefined) continue
      const { value, valueId, closes } = candidate
      best = { round, value, valueId, closes, proof: endorse(tallies.prevote.backers(name), term.validators, quorum) }
    }
    if (best === undefined) return false
    this.#valid = best
    return true
  }

  /** The valid value again, or a fresh one (lines 14 to 19). */
  #propose(): boolean {
    const { network, term, quorum, rules, record, signatory, deliberations } = this.#hall
    if (this.#step !== 'propose' || !this.#isProposer) return false
    if (record.present.proposals.some(({ account }) => account === signatory.account)) return false
    const place = { network, height: term.height, round: this.#round }
    if (this.#valid !== undefined) {
      const { value, valueId, closes, round, proof } = this.#valid
      const again = { value, valueId, closes, validRound: round, proof: rules.carriesProof ? proof : null }
      signatory.propose({ ...place, ...again })
      return true
    }
    const everybody = record.closers >= term.validators.members.length
    if (record.closers < quorum || !(everybody || this.#graceIsOver)) return false
    const candidate = deliberations.compose(record.closes, quorum)
    if (candidate === undefined) return false
    signatory.propose({ ...place, ...candidate, validRound: null, proof: null })
    return true
  }

  /** Lines 22 to 33. Of a proposer that proposes twice the first value that can be judged counts. */
  #prevote(): boolean {
    if (this.#step !== 'propose') return false
    for (const proposal of this.#hall.record.present.proposals) {
      const opinion = this.#opinion(proposal)
      if (opinion === undefined) continue
      this.#vote('prevote', opinion ? proposal : null)
      return true
    }
    return false
  }

  /** undefined where it cannot be told yet. */
  #opinion(proposal: Proposal): boolean | undefined {
    const { rules, record, quorum, deliberations } = this.#hall
    const { validRound, proof } = proposal
    const name = nameOf(proposal.valueId)
    if (validRound !== null && proof === null) {
      if (record.round(validRound)?.tallies.prevote.backed(quorum) !== name) return undefined
    }
    const lock = this.#lock && { round: this.#lock.round, name: nameOf(this.#lock.valueId) }
    if (!rules.mayPrevote({ name, validRound }, lock)) return false
    const judgement = deliberations.judge(proposal)
    if (judgement === 'unknown') return undefined
    if (judgement === 'unsound') return false
    return !rules.isJudgedByClock({ name, validRound }) || deliberations.isTimely(proposal)
  }

  /** A quorum's prevotes lock the value, or end the attempt (lines 36 to 46). */
  #precommit(): boolean {
    const { record, quorum, deliberations } = this.#hall
    if (this.#step !== 'prevote') return false
    const name = record.present.tallies.prevote.backed(quorum)
    if (name === undefined) return false
    if (name === NIL) {
      this.#vote('precommit', null)
      return true
    }
    const valid = this.#valid
    if (valid?.round !== this.#round || deliberations.judge(valid) !== 'sound') return false
    this.#lock = valid
    this.#vote('precommit', valid, valid)
    return true
  }

  /** A quorum voted but not as one, or went on: wait a while for the rest (lines 34 and 47). */
  #await(stage: Stage): boolean {
    const { record, quorum } = this.#hall
    if (this.#waiting.has(stage) || record.settled(stage) < quorum) return false
    if (stage === 'prevote' && this.#step !== 'prevote') return false
    this.#waiting.add(stage)
    this.#wait(stage, this.#timing.vote)
    return true
  }

  #vote(stage: Stage, candidate: Candidate | null, lock?: Backed): void {
    const { network, term, signatory } = this.#hall
    const valueId = candidate === null ? null : candidate.valueId
    signatory.vote({ network, height: term.height, round: this.#round, stage, valueId }, lock)
    this.#step = stage
  }

  /** A value with its closes, if anybody proposed it to this peer. */
  find(name: string): Candidate | undefined {
    const own = [this.#valid, this.#lock].find((backed) => backed !== undefined && nameOf(backed.valueId) === name)
    return own ?? this.#hall.record.candidate(name)
  }

  /** A value that a quorum voted for. */
  #seek(name: string): Candidate | undefined {
    const candidate = this.find(name)
    if (candidate === undefined && !this.#asked) {
      this.#asked = true
      this.#hall.emit({ kind: 'want', want: { what: 'proposal' } })
    }
    return candidate
  }

  get #isProposer(): boolean {
    return proposerOf(this.#hall.term, this.#round) === this.#hall.signatory.account
  }

  #wait(wait: Wait, base: number): void {
    const { term, emit } = this.#hall
    const delay = base + this.#round * this.#timing.growth
    emit({ kind: 'timer', timer: { height: term.height, round: this.#round, wait }, delay })
  }
}
