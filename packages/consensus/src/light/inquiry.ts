import { type HeightProof, MOST_PROOFS, type Question, type WantProof } from '@jazzgrid/ledger'
import type { PeerName } from '../peer/peer-effect.js'
import { decodeFrontierProof, isFrontierOf } from '../proof/frontier-proof.js'
import { concerns } from '../proof/result-leaf.js'
import { decodeResultProof, provenResults } from '../proof/result-proof.js'
import type { Follower, TrustFault } from '../trust/follower.js'
import { decodeHandover, type Handover } from '../trust/handover.js'
import type { AccountRecord, Gap } from './account-record.js'
import type { LightAuthor } from './light-author.js'
import type { LightEffect } from './light-effect.js'

/** What an answer came to: news, what to ask next of the same neighbour, or why to ask another one. */
export type Finding =
  | Extract<LightEffect, { kind: 'learned' | 'taken-in' }>
  | { readonly kind: 'passed'; readonly step: Handover }
  /** Of the heights from this one on the neighbour has no results. */
  | { readonly kind: 'blank'; readonly from: number; readonly to: number }
  | { readonly kind: 'fault'; readonly fault: InquiryFault; readonly step?: Handover }

/** `malformed`: no proof at all. `other-frontier`, `unproven`: not what the certificate says. `unasked`: of another height. */
export type InquiryFault = TrustFault | 'malformed' | 'other-frontier' | 'unproven' | 'unasked'

const NEWEST = Number.MAX_SAFE_INTEGER

/** What a light client wants to know, question by question, and what it makes of the answers. */
export class Inquiry {
  readonly #follower: Follower
  readonly #record: AccountRecord
  readonly #account: number
  readonly #author: LightAuthor | undefined
  /** The last height whose results are known; undefined before anything is trusted. */
  #learned: number | undefined
  #stage: 'trail' | 'frontier' | 'done' = 'done'
  /** The neighbour that is being asked has no further results. */
  #isBlank = false
  /** Heights for which a neighbour showed everything. */
  #whole = new Set<number>()

  constructor(options: {
    readonly follower: Follower
    readonly record: AccountRecord
    readonly account: number
    readonly author: LightAuthor | undefined
    readonly learned: number | undefined
  }) {
    this.#follower = options.follower
    this.#record = options.record
    this.#account = options.account
    this.#author = options.author
    this.#learned = options.learned ?? options.follower.trust?.height
  }

  /** Everything anew, of whom it may concern. */
  begin(): void {
    this.#stage = 'trail'
    this.#isBlank = false
  }

  /** What to ask this neighbour now; undefined where everything was asked. */
  next(name: PeerName): Question | undefined {
    const { trust, next } = this.#follower
    if (this.#stage === 'trail' || trust === undefined) {
      return want('trail', null, next, trust === undefined ? next : NEWEST)
    }
    this.#learned ??= trust.height
    const learned = this.#learned
    if (learned < trust.height && !this.#isBlank) {
      return want('results', this.#account, learned + 1, Math.min(trust.height, learned + MOST_PROOFS))
    }
    const isOfUse = this.#author !== undefined && (this.#author.open.length > 0 || this.#author.isUnheard(name))
    if (this.#stage === 'frontier' && isOfUse) return want('frontier', this.#account, trust.height, trust.height)
    this.#stage = 'done'
    return undefined
  }

  /** Everything that happened in these heights, to whomever. */
  wholeOf({ from, to }: Gap): Extract<Question, { kind: 'want-proof' }> {
    let first = from
    while (first < to && this.#whole.has(first)) first++
    return want('results', null, first, Math.min(to, first + MOST_PROOFS - 1))
  }

  /** Whether a neighbour showed everything of these heights. */
  isWhole({ from, to }: Gap): boolean {
    for (let height = from; height <= to; height++) if (!this.#whole.has(height)) return false
    return true
  }

  /** Nobody has the results up to this height. */
  skip(to: number): void {
    this.#learned = to
  }

  hear(asked: WantProof, proofs: readonly HeightProof[], more: boolean, by: PeerName, now: number): Finding[] {
    const findings: Finding[] = []
    for (const proof of proofs) {
      const found = this.#read(asked, proof, by, now)
      findings.push(...found)
      if (found.some(({ kind }) => kind === 'fault')) return findings
    }
    const last = proofs[proofs.length - 1]?.height
    if (asked.of === 'results' && asked.account !== null && last !== undefined) this.#learned = last
    if (!more) findings.push(...this.#conclude(asked, last))
    return findings
  }

  /** The neighbour has, or gives, no more on this. */
  #conclude({ of, account, from, to }: WantProof, last: number | undefined): Finding[] {
    // the certificate of a checkpoint comes alone, and what follows it next
    if (of === 'trail' && (last === undefined || to === NEWEST)) this.#stage = 'frontier'
    if (of === 'frontier') this.#stage = 'done'
    if (of !== 'results' || account === null || (this.#learned ?? 0) >= from) return []
    this.#isBlank = true
    return [{ kind: 'blank', from, to }]
  }

  #read(asked: WantProof, { height, bytes }: HeightProof, by: PeerName, now: number): Finding[] {
    switch (asked.of) {
      case 'trail':
        return this.#readStep(bytes, now)
      case 'results':
        return this.#readResults(asked, height, bytes, now)
      case 'frontier':
        return this.#readFrontier(bytes, by, now)
    }
  }

  #readStep(bytes: Uint8Array, now: number): Finding[] {
    const step = decodeHandover(bytes, this.#follower.faultModel)
    if (step === undefined) return fault('malformed')
    const why = this.#follower.take(step, now)
    return why === undefined ? [{ kind: 'passed', step }] : [{ kind: 'fault', fault: why, step }]
  }

  #readResults({ from, to, account }: WantProof, height: number, bytes: Uint8Array, now: number): Finding[] {
    const proof = decodeResultProof(bytes)
    if (proof === undefined) return fault('malformed')
    if (proof.certificate.value.height !== height || height < from || height > to) return fault('unasked')
    const why = this.#follower.faultOf(proof.certificate, now)
    if (why !== undefined) return fault(why)
    const leaves = provenResults(proof)
    if (leaves === undefined || (account === null && proof.places !== undefined)) return fault('unproven')
    if (proof.places === undefined) this.#whole.add(height)
    const news = this.#record.take(
      height,
      leaves.filter((leaf) => concerns(leaf, this.#account)),
    )
    return news.length === 0 ? [] : [{ kind: 'learned', height, leaves: news }]
  }

  #readFrontier(bytes: Uint8Array, by: PeerName, now: number): Finding[] {
    const proof = decodeFrontierProof(bytes)
    if (proof === undefined) return fault('malformed')
    const { certificate } = proof
    const height = certificate?.value.height ?? 0
    // it has gone on since it was asked for the trail: the next time
    if (height > (this.#follower.trust?.height ?? 0)) return []
    const why = certificate && this.#follower.faultOf(certificate, now)
    if (why !== undefined) return fault(why)
    if (!isFrontierOf(proof)) return fault('other-frontier')
    const entries = this.#author?.certified(proof.frontier) ?? []
    this.#record.expect(entries, height)
    const held = proof.held?.account === this.#account ? proof.held : undefined
    this.#author?.claimed(by, held ?? proof.frontier.find(({ account }) => account === this.#account))
    return entries.length === 0 ? [] : [{ kind: 'taken-in', height, entries }]
  }
}

const want = (of: WantProof['of'], account: number | null, from: number, to: number) => ({
  kind: 'want-proof' as const,
  of,
  account,
  from,
  to,
})

const fault = (why: InquiryFault): Finding[] => [{ kind: 'fault', fault: why }]
