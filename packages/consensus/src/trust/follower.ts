import { type SignatureScheme, sameBytes } from '@jazzgrid/ledger'
import { DAY, MINUTE } from '@jazzgrid/units'
import { type Certificate, certificateId, verifyCertificate } from '../certificate/certificate.js'
import { type Genesis, networkOf } from '../genesis/genesis.js'
import type { FaultModel } from '../validators/validator-set.js'
import type { Handover } from './handover.js'
import { Succession } from './succession.js'
import { type Trust, type TrustedPoint, trustInGenesis } from './trusted-point.js'

/**
 * For how long [ms] a set of validators is believed after it decided: it may have handed over since, and nobody knows who has
 * its old keys. Longer than that away, one must be told a newer checkpoint.
 */
export const TRUSTING_PERIOD = 30 * DAY

/** Clocks may differ by so much [ms]. */
const DRIFT = 10 * MINUTE

/**
 * Why a certificate is not believed.
 *
 * | | |
 * |---|---|
 * | `other-network` | of another community |
 * | `not-later` | nothing new |
 * | `expired` | those who could vouch for it decided too long ago: a newer checkpoint is needed |
 * | `from-the-future` | its time has not come, or does not follow that of the one before |
 * | `too-few-signatures` | no quorum of those who are known to decide then signed it |
 * | `other-history` | it does not stand on the certificate that is trusted |
 * | `other-validators` | those who are to follow are not the ones to whom it commits |
 * | `split` | a quorum signed it and another one in its place: more than f of them lied |
 */
export type TrustFault =
  | 'other-network'
  | 'not-later'
  | 'expired'
  | 'from-the-future'
  | 'too-few-signatures'
  | 'other-history'
  | 'other-validators'
  | 'split'

/**
 * Comes to trust one certificate after another without executing anything. Heights may be left out as long as the
 * validators stay the same; where they change, the certificate that hands over to others is needed.
 */
export class Follower {
  readonly faultModel: FaultModel
  readonly #network: Uint8Array
  readonly #scheme: SignatureScheme
  readonly #period: number
  readonly #point: TrustedPoint
  #trust: Trust | undefined
  #succession: Succession | undefined

  constructor(options: {
    readonly genesis: Genesis
    readonly scheme: SignatureScheme
    /** Where it begins, or where it stood when it was stopped. */
    readonly point: TrustedPoint | Trust
    /** ms */
    readonly trustingPeriod?: number
  }) {
    this.faultModel = options.genesis.faultModel
    this.#network = networkOf(options.genesis)
    this.#scheme = options.scheme
    this.#period = options.trustingPeriod ?? TRUSTING_PERIOD
    this.#point = options.point
    if (options.point === 'genesis') this.#settle(trustInGenesis(options.genesis))
    else if ('validators' in options.point) this.#settle(options.point)
  }

  /** undefined until the certificate of the checkpoint has been shown. */
  get trust(): Trust | undefined {
    return this.#trust
  }

  /** The first height of which a trail is to be asked. */
  get next(): number {
    if (this.#trust !== undefined) return this.#trust.height + 1
    return this.#point === 'genesis' ? 1 : this.#point.height
  }

  /** Who decided that height; undefined where it lies before the beginning or beyond what is trusted. */
  validatorsAt(height: number): ReturnType<Succession['at']> {
    return height <= (this.#trust?.height ?? 0) + 1 ? this.#succession?.at(height) : undefined
  }

  /** One certificate further. @returns why not; then nothing has changed. */
  take(step: Handover, now: number): TrustFault | undefined {
    const fault = this.#trust === undefined ? this.#faultOfFirst(step) : this.#faultOfNext(step, this.#trust, now)
    if (fault !== undefined) return fault
    const { certificate, validators } = step
    const { height, at } = certificate.value
    this.#settle({ height, certificate: certificateId(certificate), at, validators })
    return undefined
  }

  /** Whether the certificate of a height that was passed holds. @returns why not. */
  faultOf(certificate: Certificate, now: number): TrustFault | undefined {
    const { network, height, at } = certificate.value
    const trust = this.#trust
    const validators = this.validatorsAt(height)
    if (!sameBytes(network, this.#network)) return 'other-network'
    if (height === trust?.height && sameBytes(certificateId(certificate), trust.certificate)) return undefined
    if (trust === undefined || validators === undefined || height > trust.height) return 'too-few-signatures'
    if (now - at > this.#period) return 'expired'
    if (!verifyCertificate(certificate, validators, this.#scheme)) return 'too-few-signatures'
    return height === trust.height ? 'split' : undefined
  }

  #settle(trust: Trust): void {
    this.#succession ??= new Succession(trust.height, trust.validators)
    this.#succession.handOver(trust.height, trust.validators)
    this.#trust = trust
  }

  /** The checkpoint names its certificate, so nobody need have signed it. */
  #faultOfFirst({ certificate, validators }: Handover): TrustFault | undefined {
    if (this.#point === 'genesis' || !sameBytes(certificateId(certificate), this.#point.certificate))
      return 'other-history'
    return sameBytes(validators.hash, certificate.value.validatorsHash) ? undefined : 'other-validators'
  }

  #faultOfNext({ certificate, validators }: Handover, trust: Trust, now: number): TrustFault | undefined {
    const { network, height, at, previous, validatorsHash } = certificate.value
    if (!sameBytes(network, this.#network)) return 'other-network'
    if (height <= trust.height) return this.faultOf(certificate, now) === 'split' ? 'split' : 'not-later'
    if (now - trust.at > this.#period) return 'expired'
    if (at > now + DRIFT || at < trust.at) return 'from-the-future'
    if (!verifyCertificate(certificate, trust.validators, this.#scheme)) return 'too-few-signatures'
    if (height === trust.height + 1 && !sameBytes(previous, trust.certificate)) return 'split'
    return sameBytes(validators.hash, validatorsHash) ? undefined : 'other-validators'
  }
}
