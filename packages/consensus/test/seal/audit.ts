import type { DoubleSigningBody, SignatureScheme } from '@jazzgrid/ledger'
import { bytesToHex } from '@noble/hashes/utils.js'
import { type Certificate, certificateId, verifyCertificate } from '../../src/certificate/certificate.js'
import { valueId } from '../../src/certificate/value.js'
import { type Close, closesRoot } from '../../src/seal/close.js'
import { isDoubleSigning } from '../../src/seal/double-signing.js'
import { contentOf, readMessage, type Statement } from '../../src/seal/message.js'
import type { SealEffect } from '../../src/seal/seal-step.js'
import type { ValidatorSet } from '../../src/validators/validator-set.js'
import { valueFrom } from './hash-chamber.js'
import { GENESIS, NETWORK } from './host.js'

/** Watches a run from outside, knowing who is honest, and writes down everything that must not happen. */
export class Audit {
  readonly faults: string[] = []
  readonly splits: (readonly Certificate[])[] = []
  readonly accused = new Set<number>()
  readonly rounds: number[] = []
  readonly #validators: ValidatorSet
  readonly #honest: ReadonlySet<number>
  readonly #scheme: SignatureScheme
  readonly #said = new Map<string, string>()
  readonly #closes = new Map<string, readonly Close[]>()

  constructor(validators: ValidatorSet, honest: ReadonlySet<number>, scheme: SignatureScheme) {
    this.#scheme = scheme
    this.#validators = validators
    this.#honest = honest
  }

  watch(account: number, effect: SealEffect): void {
    if (effect.kind === 'send') this.#watchMessage(effect.wire)
    if (effect.kind === 'split') this.splits.push(effect.certificates)
    if (effect.kind === 'accuse') this.#watchProof(effect.proof)
    if (effect.kind === 'heard' && effect.verdict === 'invalid') {
      // honest hosts relay only what they found sound, and liars here sign all they say: nothing invalid may come up
      // but proposals out of turn
      if (effect.reason !== 'not-the-proposer') this.faults.push(`${account} heard something invalid: ${effect.reason}`)
    }
    if (effect.kind === 'decided') {
      this.rounds.push(effect.certificate.round)
      if (effect.closes) this.#closes.set(bytesToHex(certificateId(effect.certificate)), effect.closes)
    }
  }

  /** Whatever an honest validator says at one place it says for ever. */
  #watchMessage(wire: Uint8Array): void {
    const message = readMessage(wire)
    if (typeof message === 'string') {
      this.faults.push(`sent what cannot be read: ${message}`)
      return
    }
    if (message.kind === 'certificate') return
    const place = placeOf(message)
    const content = bytesToHex(contentOf(message))
    const before = this.#said.get(place)
    if (before !== undefined && before !== content) this.faults.push(`an honest validator said two things at ${place}`)
    this.#said.set(place, content)
  }

  #watchProof(proof: DoubleSigningBody): void {
    this.accused.add(proof.account)
    if (this.#honest.has(proof.account)) this.faults.push(`honest validator ${proof.account} was accused`)
    const key = this.#validators.key(proof.account) as Uint8Array
    if (!isDoubleSigning(proof, NETWORK, key, this.#scheme))
      this.faults.push(`the proof against ${proof.account} proves nothing`)
  }

  /** Agreement and validity of all that was decided. */
  close(decisions: readonly (readonly (Certificate | undefined)[])[]): void {
    let previous: Uint8Array = GENESIS
    decisions.forEach((certificates, i) => {
      const height = i + 1
      const ids = new Set(certificates.flatMap((one) => (one === undefined ? [] : [bytesToHex(certificateId(one))])))
      if (ids.size > 1) this.faults.push(`split at height ${height}`)
      for (const certificate of certificates) {
        if (certificate === undefined) continue
        if (!verifyCertificate(certificate, this.#validators, this.#scheme)) {
          this.faults.push(`a certificate of height ${height} has no quorum`)
        }
      }
      const [first] = certificates.filter((one) => one !== undefined)
      if (first === undefined) return
      this.#closeValue(height, first, previous)
      previous = certificateId(first)
    })
  }

  /** The value is what a quorum's closes make, and the honest ones among them are the ones that were sent. */
  #closeValue(height: number, { value }: Certificate, previous: Uint8Array): void {
    const closes = this.#closes.get(bytesToHex(valueId(value)))
    if (closes === undefined) {
      this.faults.push(`nobody knows the closes of height ${height}`)
      return
    }
    const around = { network: NETWORK, validators: this.#validators, previous: () => previous }
    const again = valueFrom(height, closes, value.firstSlot, around)
    if (bytesToHex(valueId(again)) !== bytesToHex(valueId(value)))
      this.faults.push(`the value of height ${height} is not what its closes make`)
    if (closes.length !== this.#validators.quorum)
      this.faults.push(`height ${height} stands on ${closes.length} closes`)
    if (bytesToHex(closesRoot(closes)) !== bytesToHex(value.closesRoot)) this.faults.push('other closes')
    for (const close of closes) {
      if (!this.#honest.has(close.account)) continue
      if (this.#said.get(placeOf(close)) !== bytesToHex(contentOf(close))) {
        this.faults.push(`a close of ${close.account} at height ${height} was never sent`)
      }
    }
  }
}

function placeOf(statement: Statement): string {
  const { kind, account, height } = statement
  if (kind === 'close') return `${account} close ${height}`
  const stage = kind === 'vote' ? statement.stage : kind
  return `${account} ${stage} ${height}/${statement.round}`
}
