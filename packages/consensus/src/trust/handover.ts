import { type CborValue, decodeCanonical, encodeCanonical } from '@jazzgrid/ledger'
import { type Certificate, certificateItems, readCertificate } from '../certificate/certificate.js'
import { readValidators, validatorItems } from '../validators/validator-list.js'
import type { FaultModel, ValidatorSet } from '../validators/validator-set.js'

/** A certificate with those who decide the height after it, to whom it commits by their hash. */
export interface Handover {
  readonly certificate: Certificate
  readonly validators: ValidatorSet
}

export const encodeHandover = ({ certificate, validators }: Handover): Uint8Array =>
  encodeCanonical([certificateItems(certificate), validatorItems(validators)])

/** undefined where the bytes are no handover. Neither signatures nor the hash of the validators are checked here. */
export function decodeHandover(from: Uint8Array, faultModel: FaultModel): Handover | undefined {
  const items = decodeCanonical(from)
  if (!Array.isArray(items) || items.length !== 2) return undefined
  const [first, second] = items as readonly CborValue[]
  const certificate = readCertificate(first)
  const validators = readValidators(second, faultModel)
  return typeof certificate === 'string' || validators === undefined ? undefined : { certificate, validators }
}
