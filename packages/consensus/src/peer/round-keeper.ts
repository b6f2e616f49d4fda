import { type Certified, type Run, type SignatureScheme, sameBytes } from '@jazzgrid/ledger'
import { bytesToHex, hexToBytes } from '@noble/hashes/utils.js'
import { type Certificate, certificateId, verifyCertificate } from '../certificate/certificate.js'
import type { Council } from '../council/council.js'
import { firstOpen, roundToCut } from '../council/deadline.js'
import type { Outcome } from '../council/outcome.js'
import { type Genesis, networkOf } from '../genesis/genesis.js'
import type { Close } from '../seal/close.js'
import { Seal } from '../seal/seal.js'
import type { SealRules } from '../seal/seal-rules.js'
import type { SealEffect, SealTimer, Verdict, Want } from '../seal/seal-step.js'
import type { SealTiming } from '../seal/seal-timing.js'
import type { Identity } from '../seal/voting/signatory.js'
import { certificatePrefix } from '../state/community-state.js'
import type { Adoption, Hearing, RoundEvent } from './round-event.js'

/**
 * Keeps the rounds of a peer: closes what it holds at cut time, lets the seal decide, and adopts what was decided, by its
 * own vote or by others'. A round in which nobody has anything to say and no gate closes is not held.
 */
export class RoundKeeper {
  readonly #genesis: Genesis
  readonly #network: Uint8Array
  readonly #scheme: SignatureScheme
  readonly #council: Council
  readonly #seal: Seal
  readonly #timing: SealTiming | undefined
  readonly #onCommit: ((certified: Certified) => void) | undefined
  /** What this peer signed before it started, at the height at which it did. */
  #pledged: { readonly height: number; readonly pledges: Uint8Array } | undefined
  #events: RoundEvent[] = []
  #heard: { verdict: Verdict; reason?: string } = { verdict: 'stray' }
  /** Decided, but what it takes in is not all here. */
  #pending: { certificate: Certificate; closes?: readonly Close[]; runs?: readonly Run[] } | undefined
  #wanted: readonly Close[] = []
  #closed = false
  #awake = false
  #stopped = false

  constructor(options: {
    readonly genesis: Genesis
    readonly scheme: SignatureScheme
    readonly council: Council
    readonly identity?: Identity
    readonly timing?: SealTiming
    readonly rules?: SealRules
    /** A round was adopted, and the next is about to begin. */
    readonly onCommit?: (certified: Certified) => void
  }) {
    const { genesis, scheme, council, identity, timing, rules } = options
    this.#genesis = genesis
    this.#network = networkOf(genesis)
    this.#scheme = scheme
    this.#council = council
    this.#timing = timing
    this.#onCommit = options.onCommit
    this.#seal = new Seal({
      network: this.#network,
      scheme,
      chamber: council,
      ...(identity && { identity }),
      ...(rules && { rules }),
    })
  }

  /** The height that is being decided. */
  get height(): number {
    return this.#council.state.height + 1
  }

  /** Whether the peer found that it must not go on. */
  get stopped(): boolean {
    return this.#stopped
  }

  /**
   * Listen: decisions are adopted, what others say is put on record, and nothing is signed. A disk that was set back would
   * have this peer say what it has said already.
   * @param pledges what this peer has signed at the present height, from its disk.
   */
  listen(pledges?: Uint8Array): readonly RoundEvent[] {
    if (pledges !== undefined) this.#pledged = { height: this.height, pledges }
    return this.#collect(() => this.#begin())
  }

  /** Take part from now on: so many others have said what they hold of this height that nothing is forgotten. */
  wake(): readonly RoundEvent[] {
    return this.#collect(() => {
      this.#awake = true
      this.#begin()
    })
  }

  /** A cut time has come. */
  cut(now: number): readonly RoundEvent[] {
    return this.#collect(() => {
      const at = roundToCut(this.#genesis, now)
      if (!this.#awake || at === undefined || this.#closed || !this.#isNext(at)) return
      if (this.#seal.isCalled || this.#isWorthHolding(at)) this.#close(at)
    })
  }

  /** Whether a close of this peer waits for its round to come: the seal asks for it when others closed theirs. */
  message(wire: Uint8Array, now: number): Hearing {
    this.#heard = { verdict: 'stray' }
    const events = this.#collect(() => this.#take(this.#seal.step({ kind: 'message', wire }), now))
    return { ...this.#heard, events }
  }

  timer(timer: SealTimer, now: number): readonly RoundEvent[] {
    return this.#collect(() => this.#take(this.#seal.step({ kind: 'timer', timer }), now))
  }

  /** Entries or vectors have come. */
  retry(now: number): readonly RoundEvent[] {
    return this.#collect(() => {
      if (this.#pending !== undefined) this.#adoptPending()
      if (this.#pending === undefined && this.#wanted.length > 0) {
        this.#wanted = []
        this.#take(this.#seal.step({ kind: 'retry' }), now)
      }
    })
  }

  /** A decision came from a neighbour: the certificate is checked before anything is done for it. */
  adopt(certificate: Certificate, runs: readonly Run[]): { adoption: Adoption; events: readonly RoundEvent[] } {
    let adoption: Adoption = 'invalid'
    const events = this.#collect(() => {
      adoption = this.#adopt(certificate, runs)
    })
    return { adoption, events }
  }

  /** Whether nobody has anything to say about the next round yet, as far as this peer knows. */
  isAtRest(now: number): boolean {
    const at = roundToCut(this.#genesis, now)
    return this.#awake && !this.#seal.hasHeard && (at === undefined || !this.#isNext(at))
  }

  summary(): Uint8Array {
    return this.#seal.summary()
  }

  missing(summary: Uint8Array): readonly Uint8Array[] {
    return this.#seal.missing(summary)
  }

  #adopt(certificate: Certificate, runs: readonly Run[]): Adoption {
    const { value } = certificate
    const { state, validators } = this.#council
    if (!sameBytes(value.network, this.#network)) return 'invalid'
    if (value.height > this.height) return 'ahead'
    if (value.height < this.height) {
      const known = certificatePrefix(state, value.height)
      if (known === undefined || bytesToHex(certificateId(certificate)).startsWith(known)) return 'old'
    }
    if (!verifyCertificate(certificate, validators, this.#scheme)) return 'invalid'
    // a quorum signed it, and it is none of ours
    if (value.height < this.height || !sameBytes(value.previous, hexToBytes(state.certificate))) {
      this.#stopped = true
      this.#events.push({ kind: 'split', certificates: [certificate] })
      return 'old'
    }
    this.#pending = { certificate, runs }
    this.#adoptPending()
    return this.#pending === undefined ? 'adopted' : 'waiting'
  }

  #begin(): void {
    const pledges = this.#pledged?.height === this.height ? this.#pledged.pledges : undefined
    const { state, validators } = this.#council
    this.#closed = false
    this.#wanted = []
    if ((this.#pending?.certificate.value.height ?? 0) < this.height) this.#pending = undefined
    const previous = hexToBytes(state.certificate)
    const term = {
      height: this.height,
      previous,
      validators,
      proposers: validators.proposers(previous, state.closers),
      ...(this.#timing && { timing: this.#timing }),
    }
    this.#take(this.#seal.step({ kind: 'begin', term, ...(pledges && { pledges }), listens: !this.#awake }), Number.NaN)
  }

  #isNext(at: number): boolean {
    const { height, at: before } = this.#council.state
    return at > before || (height === 0 && at === before)
  }

  #isWorthHolding(at: number): boolean {
    const { at: before, market, scheduled } = this.#council.state
    // who was admitted need not wait until somebody else has something to say
    if (scheduled.length > 0) return true
    // a gate that closes at the very time of a round closes in it
    if (firstOpen(this.#genesis, at + 1) > firstOpen(this.#genesis, before + 1)) return true
    // an order that expires changes the root, and with it who is served first next time
    if (market.orders.some(({ terms }) => terms.goodTill <= at)) return true
    return this.#council.freeze(at).count > 0
  }

  #close(at: number): void {
    this.#closed = true
    const frozen = this.#council.freeze(at)
    this.#take(this.#seal.step({ kind: 'close', frozen }), Number.NaN)
  }

  #take(effects: readonly SealEffect[], now: number): void {
    for (const effect of effects) this.#carry(effect, now)
  }

  #carry(effect: SealEffect, now: number): void {
    switch (effect.kind) {
      case 'persist': {
        const { height, pledges } = effect
        // now, for when the round is over they are let go
        this.#events.push({ kind: 'persist', height, pledged: { pledges, vectors: this.#council.shelf.all } })
        return
      }
      case 'timer':
      case 'accuse':
        // who only listens lets others decide when an attempt is over
        if (this.#awake || effect.kind === 'accuse') this.#events.push(effect)
        return
      case 'send':
        this.#events.push({ kind: 'say', wire: effect.wire })
        return
      case 'heard':
        this.#heard = effect
        return
      case 'want':
        this.#want(effect.want)
        return
      case 'freeze': {
        const at = roundToCut(this.#genesis, now)
        if (at !== undefined && !this.#closed && this.#isNext(at)) this.#close(at)
        return
      }
      case 'decided': {
        const { certificate, closes } = effect
        this.#pending = closes === undefined ? { certificate } : { certificate, closes }
        this.#adoptPending()
        return
      }
      case 'muted':
        this.#events.push({ kind: 'muted', reason: effect.reason })
        return
      case 'split':
        this.#stopped = true
        this.#events.push({ kind: 'split', certificates: effect.certificates })
    }
  }

  #want(want: Want): void {
    if (want.what === 'cut') {
      this.#wanted = want.closes
      this.#events.push({ kind: 'lack', lack: this.#council.lack(want.closes) })
    } else if (want.what === 'proposal') this.#events.push({ kind: 'compare-notes' })
    else this.#events.push({ kind: 'behind' })
  }

  #adoptPending(): void {
    const { certificate, closes, runs } = this.#pending!
    const { value } = certificate
    let outcome = this.#council.outcome(value)
    if (outcome === undefined && closes !== undefined) {
      this.#council.deliberate(value.height, closes, value.firstSlot)
      outcome = this.#council.outcome(value)
      const lack = this.#council.lack(closes)
      if (outcome === undefined && lack.vectors.length + lack.runs.length > 0) this.#events.push({ kind: 'lack', lack })
    }
    if (outcome === undefined && runs !== undefined) {
      const replayed = this.#council.replay(certificate, runs)
      if (typeof replayed === 'object' && 'value' in replayed) outcome = replayed
      else if (typeof replayed === 'object') this.#events.push({ kind: 'lack', lack: replayed })
      else if (replayed === 'other-result') this.#halt(value.height)
    }
    if (outcome !== undefined) this.#settle(certificate, outcome)
    else if (runs === undefined) this.#events.push({ kind: 'lack-decision', height: value.height })
  }

  #halt(height: number): void {
    this.#stopped = true
    this.#events.push({ kind: 'other-result', height })
  }

  #settle(certificate: Certificate, outcome: Outcome): void {
    this.#pending = undefined
    const certified = this.#council.commit(outcome, certificate)
    this.#onCommit?.(certified)
    this.#events.push({ kind: 'decided', certificate, outcome })
    this.#begin()
  }

  #collect(run: () => void): readonly RoundEvent[] {
    this.#events = []
    if (!this.#stopped) run()
    return this.#events
  }
}
