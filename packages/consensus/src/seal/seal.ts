import { type SignatureScheme, sameBytes } from '@jazzgrid/ledger'
import { type Certificate, certificateId } from '../certificate/certificate.js'
import type { Chamber } from './chamber.js'
import { type Decided, type Dispatch, dispatchOf, type Message, readMessage, type Statement } from './message.js'
import { decodeSummary, encodeSummary, lacking } from './record/catch-up.js'
import { NextHeight } from './record/next-height.js'
import { SEAL_RULES, type SealRules } from './seal-rules.js'
import type { SealEffect, SealInput, Term, Verdict } from './seal-step.js'
import { type Credentials, faultOf, faultOfAuthor } from './voting/authenticity.js'
import type { Identity } from './voting/signatory.js'
import { type Bench, Sitting } from './voting/sitting.js'

export interface SealPorts {
  /** First 8 bytes of the id of the genesis. */
  readonly network: Uint8Array
  /** Left out, the peer follows the vote and signs nothing; likewise at heights at which it is no validator. */
  readonly identity?: Identity
  readonly scheme: SignatureScheme
  readonly chamber: Chamber
  readonly rules?: SealRules
}

/**
 * One decision a height among validators of whom up to f lie, over a network that loses and delays messages as it likes.
 * A state machine: nothing happens but in `step`, and nothing is waited for; clock, disk and network are the host's.
 */
export class Seal {
  readonly #bench: Bench
  readonly #next = new NextHeight()
  readonly #late = new Set<number>()
  #effects: SealEffect[] = []
  #sitting: Sitting | undefined
  /** The decision before the present height, where it was taken here. */
  #before: Dispatch<Decided> | undefined

  constructor({ network, identity, scheme, chamber, rules = SEAL_RULES }: SealPorts) {
    const emit = (effect: SealEffect) => {
      this.#effects.push(effect)
    }
    this.#bench = { network, identity, scheme, chamber, rules, emit }
  }

  /** The height under way or last decided; undefined before the first `begin`. */
  get height(): number | undefined {
    return this.#sitting?.term.height
  }

  /** The decision of that height, once it is known. */
  get certificate(): Certificate | undefined {
    return this.#sitting?.decision?.message.certificate
  }

  /** Whether this validator was asked to freeze and has not yet: the effect comes once, and may come before its time. */
  get isCalled(): boolean {
    return this.#sitting?.isCalled ?? false
  }

  /** Whether anything was said about the height under way. */
  get hasHeard(): boolean {
    for (const _ of this.#sitting?.dispatches() ?? []) return true
    return false
  }

  step(input: SealInput): readonly SealEffect[] {
    this.#effects = []
    if (input.kind === 'begin') this.#begin(input)
    else if (this.#sitting !== undefined) this.#take(input, this.#sitting)
    this.#sitting?.proceed()
    return this.#effects
  }

  #begin({ term, pledges, listens = false }: Extract<SealInput, { kind: 'begin' }>): void {
    const last = this.#sitting
    const sitting = new Sitting(term, this.#bench, pledges, listens)
    this.#sitting = sitting
    if (last?.term.height === term.height) {
      for (const dispatch of last.dispatches()) this.#hearAtHeight(dispatch, sitting)
      return
    }
    this.#late.clear()
    this.#before = last?.decision
    for (const dispatch of this.#next.take()) {
      if (dispatch.message.height === term.height) sitting.hear(dispatch)
    }
  }

  #take(input: Exclude<SealInput, { kind: 'begin' }>, sitting: Sitting): void {
    switch (input.kind) {
      case 'close':
        sitting.close(input.frozen)
        break
      case 'message': {
        const [verdict, reason] = this.#hear(input.wire, sitting)
        this.#bench.emit({ kind: 'heard', verdict, ...(reason !== undefined && { reason }) })
        break
      }
      case 'timer':
        if (input.timer.height === sitting.term.height) sitting.giveUp(input.timer)
        break
      case 'retry':
        sitting.retry()
    }
  }

  #hear(wire: Uint8Array, sitting: Sitting): readonly [verdict: Verdict, reason?: string] {
    const message = readMessage(wire)
    if (typeof message === 'string') return ['invalid', message]
    const { network, height } = message.kind === 'certificate' ? message.certificate.value : message
    if (!sameBytes(network, this.#bench.network)) return ['invalid', 'other-network']
    const dispatch = dispatchOf<Message>(message, wire)
    if (height < sitting.term.height) return this.#hearOfEarlier(dispatch, height, sitting)
    if (height > sitting.term.height) return this.#hearOfLater(dispatch, height, sitting)
    return this.#hearAtHeight(dispatch, sitting)
  }

  #hearAtHeight(dispatch: Dispatch, sitting: Sitting): readonly [verdict: Verdict, reason?: string] {
    return dispatch.message.kind === 'certificate'
      ? sitting.hearDecision(dispatch as Dispatch<Decided>)
      : sitting.hear(dispatch as Dispatch<Statement>)
  }

  /** What is done is done, but for a decision before this height other than the one on which it stands. */
  #hearOfEarlier({ message }: Dispatch, height: number, { term }: Sitting): readonly [verdict: Verdict] {
    if (message.kind !== 'certificate' || height + 1 < term.height) return ['stray']
    if (sameBytes(certificateId(message.certificate), term.previous)) return ['stray']
    if (faultOf(message, this.#credentials(term)) !== undefined) return ['stray']
    this.#bench.emit({ kind: 'split', certificates: [message.certificate] })
    return ['fresh']
  }

  /** For what is not of the present height: its validators will mostly be the same. */
  #credentials(term: Term): Credentials {
    const { network, scheme, rules } = this.#bench
    return { network, term, scheme, rules, quorum: rules.quorum(term.validators), isKnown: () => false }
  }

  /** Who may speak at a later height is not known before this one is executed. */
  #hearOfLater(dispatch: Dispatch, height: number, { term }: Sitting): readonly [verdict: Verdict] {
    const { message } = dispatch
    const { emit } = this.#bench
    const credentials = this.#credentials(term)
    const fault = message.kind === 'certificate' ? faultOf(message, credentials) : faultOfAuthor(message, credentials)
    if (fault !== undefined) return ['stray']
    if (message.kind === 'certificate') {
      emit({ kind: 'want', want: { what: 'certificates' } })
      return ['fresh']
    }
    if (!this.#late.has(message.account)) emit({ kind: 'want', want: { what: 'certificates' } })
    this.#late.add(message.account)
    if (height > term.height + 1) return ['stray']
    return [this.#next.add(dispatch as Dispatch<Statement>).verdict]
  }

  /** Short names of what this peer heard at its height, for a neighbour to answer with what it lacks. Empty at rest. */
  summary(): Uint8Array {
    const sitting = this.#sitting
    if (sitting === undefined) return new Uint8Array()
    return encodeSummary({ network: this.#bench.network, ...sitting.term }, sitting.dispatches())
  }

  /**
   * What a neighbour at the same height lacks: the decision, or else all sorts of messages. One that stands on another past
   * is shown ours. Nothing for bytes that say nothing.
   */
  missing(summary: Uint8Array): readonly Uint8Array[] {
    const sitting = this.#sitting
    const other = decodeSummary(summary)
    if (sitting === undefined || other === undefined) return []
    if (other.height !== sitting.term.height || !sameBytes(other.network, this.#bench.network)) return []
    if (!sameBytes(other.previous, sitting.term.previous)) return this.#before === undefined ? [] : [this.#before.wire]
    return lacking(sitting.decision === undefined ? sitting.dispatches() : [sitting.decision], other.names)
  }
}
