import type { HeightProof, Question, SnapshotPart } from '@jazzgrid/ledger'
import type { Certificate } from '../certificate/certificate.js'
import type { Follower, TrustFault } from '../trust/follower.js'
import { decodeHandover, type Handover } from '../trust/handover.js'
import { isStateOf, type Snapshot } from './snapshot.js'

/** Parts of a snapshot of 16 MiB. A community of 100 accounts has states of some 200 kB. */
const MOST_PARTS = 256

/**
 * Why one neighbour could not bring a newcomer up to date. All but the first four, and `expired`, show that it lies.
 *
 * | | |
 * |---|---|
 * | `no-snapshot` | it has none, or none any more |
 * | `no-newer-snapshot` | it is not past what is trusted already: a later one will do |
 * | `no-trail` | it cannot show how its snapshot follows from what is trusted |
 * | `changed` | it has another snapshot by now |
 * | `too-large` | more parts than any community needs, or another number of them than before |
 * | `malformed` | bytes that are no certificate |
 * | `other-state` | the bytes are not those to which the certificate commits |
 */
export type TransferFault =
  | 'no-snapshot'
  | 'no-newer-snapshot'
  | 'no-trail'
  | 'changed'
  | 'too-large'
  | 'malformed'
  | 'other-state'
  | TrustFault

const HONEST: readonly TransferFault[] = ['no-snapshot', 'no-newer-snapshot', 'no-trail', 'changed', 'expired']

/** Whether an honest neighbour may come to this. */
export const isHonest = (fault: TransferFault): boolean => HONEST.includes(fault)

/** What follows from an answer. */
export type TransferStep =
  | { readonly kind: 'ask'; readonly question: Question }
  | { readonly kind: 'wait' }
  | { readonly kind: 'failed'; readonly fault: TransferFault }
  /** `trail`: the certificates that led to it, for those who ask this peer one day. */
  | { readonly kind: 'done'; readonly snapshot: Snapshot; readonly trail: readonly Handover[] }

/**
 * Fetches the newest snapshot of one neighbour: its first part, then the certificates that lead to it from what is
 * trusted, then the rest. Nothing is believed before the bytes have the hash to which a certificate of trusted
 * validators commits. One attempt; the next one, with another neighbour, begins with a follower of its own.
 */
export class StateTransfer {
  readonly #follower: Follower
  readonly #parts: Uint8Array[] = []
  readonly #trail: Handover[] = []
  #height = 0
  #count = 0
  /** Certificates of the answer under way. */
  #steps = 0
  #certificate: Certificate | undefined

  constructor(follower: Follower) {
    this.#follower = follower
  }

  /** The first question; every other one follows from an answer. */
  get opening(): Question {
    return { kind: 'want-snapshot', height: 0, part: 0 }
  }

  part({ height, part, parts, bytes }: SnapshotPart): TransferStep {
    if (parts === 0) return failed(this.#count === 0 ? 'no-snapshot' : 'changed')
    if (this.#count === 0) {
      if (parts > MOST_PARTS) return failed('too-large')
      if (height <= (this.#follower.trust?.height ?? 0) || height < this.#follower.next)
        return failed('no-newer-snapshot')
      this.#height = height
      this.#count = parts
    }
    if (height !== this.#height || part !== this.#parts.length) return failed('changed')
    if (parts !== this.#count) return failed('too-large')
    this.#parts.push(bytes)
    return this.#certificate === undefined ? this.#askTrail() : this.#goOn(this.#certificate)
  }

  /** @param more whether further certificates of the same answer follow. */
  trail(proofs: readonly HeightProof[], more: boolean, now: number): TransferStep {
    for (const { bytes } of proofs) {
      const step = decodeHandover(bytes, this.#follower.faultModel)
      if (step === undefined) return failed('malformed')
      if (step.certificate.value.height > this.#height) return failed('no-trail')
      const fault = this.#follower.take(step, now)
      if (fault !== undefined) return failed(fault)
      this.#trail.push(step)
      if (step.certificate.value.height === this.#height) this.#certificate = step.certificate
    }
    this.#steps += proofs.length
    if (more) return { kind: 'wait' }
    if (this.#certificate !== undefined) return this.#goOn(this.#certificate)
    const isFurther = this.#steps > 0
    this.#steps = 0
    return isFurther ? this.#askTrail() : failed('no-trail')
  }

  #askTrail(): TransferStep {
    const { next: from, trust } = this.#follower
    // the certificate of a checkpoint comes by itself, and then those after it
    const to = trust === undefined ? from : this.#height
    return { kind: 'ask', question: { kind: 'want-proof', of: 'trail', account: null, from, to } }
  }

  #goOn(certificate: Certificate): TransferStep {
    if (this.#parts.length < this.#count) {
      const part = this.#parts.length
      return { kind: 'ask', question: { kind: 'want-snapshot', height: this.#height, part } }
    }
    const bytes = joined(this.#parts)
    if (!isStateOf(certificate, bytes)) return failed('other-state')
    const deciders = this.#follower.validatorsAt(this.#height)
    return deciders === undefined
      ? failed('no-newer-snapshot')
      : { kind: 'done', snapshot: { certificate, deciders, bytes }, trail: this.#trail }
  }
}

const failed = (fault: TransferFault): TransferStep => ({ kind: 'failed', fault })

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(parts.reduce((length, part) => length + part.length, 0))
  let at = 0
  for (const part of parts) {
    bytes.set(part, at)
    at += part.length
  }
  return bytes
}
