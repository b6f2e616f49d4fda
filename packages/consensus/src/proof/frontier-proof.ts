import {
  type CborValue,
  decodeCanonical,
  encodeCanonical,
  type Frontier,
  frontierItems,
  frontierRoot,
  readFrontier,
  sameBytes,
  type Tip,
} from '@jazzgrid/ledger'
import { type Certificate, certificateItems, readCertificate } from '../certificate/certificate.js'

/** Where every account stands by a certificate, and what the sender holds beyond it. */
export interface FrontierProof {
  /** undefined before the first: then nobody has written anything that is certified. */
  readonly certificate: Certificate | undefined
  readonly frontier: Frontier
  /** The newest entry that the sender holds of the account that asked. Nothing proves that. */
  readonly held: Tip | undefined
}

/** Whether the certificate commits to the frontier. */
export const isFrontierOf = ({ certificate, frontier }: FrontierProof): boolean =>
  certificate === undefined ? frontier.length === 0 : sameBytes(frontierRoot(frontier), certificate.value.frontierRoot)

export const encodeFrontierProof = ({ certificate, frontier, held }: FrontierProof): Uint8Array =>
  encodeCanonical([
    certificate === undefined ? null : certificateItems(certificate),
    frontierItems(frontier),
    frontierItems(held ? [held] : []),
  ])

/** undefined where the bytes are no such proof. */
export function decodeFrontierProof(from: Uint8Array): FrontierProof | undefined {
  const items = decodeCanonical(from)
  if (!Array.isArray(items) || items.length !== 3) return undefined
  const [first, second, third] = items as readonly CborValue[]
  const certificate = first === null ? undefined : readCertificate(first)
  const frontier = readFrontier(second)
  const held = readFrontier(third)
  if (typeof certificate === 'string' || frontier === undefined || held === undefined) return undefined
  return { certificate, frontier, held: held[0] }
}
