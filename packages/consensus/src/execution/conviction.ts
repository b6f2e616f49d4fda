import { type Body, convicted, type SignatureScheme } from '@jazzgrid/ledger'
import { isDoubleSigning } from '../seal/double-signing.js'

/** The kinds of entry that accuse somebody. */
export type Accusation = Extract<Body, { kind: 'evidence' | 'double-signing' }>

export const isAccusation = (body: Body): body is Accusation =>
  body.kind === 'evidence' || body.kind === 'double-signing'

/**
 * Whom an accusation convicts: who signed two entries for one position, or two statements for one place of a height;
 * undefined where it proves nothing.
 * @param keyOf the key of an account that may be convicted.
 */
export function convictedBy(
  body: Body,
  network: Uint8Array,
  keyOf: (account: number) => Uint8Array | undefined,
  scheme: SignatureScheme,
): number | undefined {
  if (body.kind === 'evidence') return convicted(body, network, keyOf, scheme)
  if (body.kind !== 'double-signing') return undefined
  const key = keyOf(body.account)
  return key !== undefined && isDoubleSigning(body, network, key, scheme) ? body.account : undefined
}
