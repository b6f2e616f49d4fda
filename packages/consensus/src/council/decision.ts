import {
  type CborValue,
  decodeCanonical,
  encodeCanonical,
  type Run,
  readVector,
  type Vector,
  vectorItems,
} from '@jazzgrid/ledger'
import { type Certificate, certificateItems, readCertificate } from '../certificate/certificate.js'

/** What a peer keeps and passes on of a height: the certificate, and which entries the round took in. */
export interface Decision {
  readonly certificate: Certificate
  /**
   * The cut, on top of the frontier before. The certificate commits to it by the root of the frontier. undefined where its
   * entries have been dropped: certificates are kept for ever, and who comes later needs a snapshot.
   */
  readonly runs: readonly Run[] | undefined
}

export const encodeDecision = ({ certificate, runs }: Decision): Uint8Array =>
  encodeCanonical([certificateItems(certificate), runs === undefined ? null : vectorItems(runs)])

/** undefined where the bytes are no decision. Neither signatures nor the frontier's root are checked here. */
export function decodeDecision(from: Uint8Array): Decision | undefined {
  const items = decodeCanonical(from)
  if (!Array.isArray(items) || items.length !== 2) return undefined
  const [first, second] = items as unknown as readonly [CborValue, CborValue]
  const certificate = readCertificate(first)
  if (typeof certificate === 'string') return undefined
  if (second === null) return { certificate, runs: undefined }
  const runs: Vector | undefined = readVector(second)
  return runs && { certificate, runs }
}
