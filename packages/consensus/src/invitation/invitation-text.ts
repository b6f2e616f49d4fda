import { isSoundKey, type SignatureScheme, type Signer, sameBytes } from '@jazzgrid/ledger'
import { base64url, bytesOfBase64url } from './base64url.js'
import { decodeInvitation, encodeInvitation, type Invitation, invitationMessage } from './invitation.js'

const SCHEME = 'jazzgrid:'

/** Characters of an invitation at most. */
export const LONGEST_INVITATION = 8192

/**
 * Why a text invites nobody.
 *
 * | | |
 * |---|---|
 * | `no-invitation` | it does not begin with `jazzgrid:`, or is far too long |
 * | `malformed` | it was cut off or changed on the way, or is of a later version; `place` names what does not fit |
 * | `bad-signature` | what stands in it is not what the inviter signed |
 * | `expired` | its time is over |
 * | `other-community` | it invites to another one |
 * | `other-inviter` | the account that invites has another key in this community |
 */
export type InvitationFault =
  | 'no-invitation'
  | 'malformed'
  | 'bad-signature'
  | 'expired'
  | 'other-community'
  | 'other-inviter'

export type InvitationReading =
  | { readonly kind: 'invitation'; readonly invitation: Invitation }
  | { readonly kind: 'fault'; readonly fault: InvitationFault; readonly place?: string }

/** The invitation as one text, signed by the inviter. Throws RangeError where nobody could read it again. */
export function invitationText(invitation: Invitation, inviter: Signer): string {
  const encoded = encodeInvitation(invitation, inviter.sign(invitationMessage(invitation)))
  const read = decodeInvitation(encoded)
  if (typeof read === 'string') throw new RangeError(`nobody could read this invitation: ${read} does not fit`)
  return `${SCHEME}${base64url(encoded)}`
}

/** Read a text that claims to invite. White space around it, as a mail leaves it, does not matter. @param now UTC ms. */
export function readInvitation(text: string, scheme: SignatureScheme, now: number): InvitationReading {
  const trimmed = text.slice(0, LONGEST_INVITATION + 1).trim()
  if (trimmed.length > LONGEST_INVITATION || !trimmed.startsWith(SCHEME)) return fault('no-invitation')
  const encoded = bytesOfBase64url(trimmed.slice(SCHEME.length))
  if (encoded === undefined) return { kind: 'fault', fault: 'malformed', place: 'text' }
  const read = decodeInvitation(encoded)
  if (typeof read === 'string') return { kind: 'fault', fault: 'malformed', place: read }
  const { invitation, signature } = read
  const { key } = invitation.inviter
  if (!isSoundKey(key) || !scheme.verify(key, invitationMessage(invitation), signature)) return fault('bad-signature')
  if (invitation.expiresAt <= now) return fault('expired')
  return { kind: 'invitation', invitation }
}

/**
 * Whether an invitation that was read belongs to this community and its inviter.
 * @param keyOf the key of an account as far as the reader knows the members; undefined for one that it does not know.
 */
export function strangerFault(
  { community, inviter }: Invitation,
  own: Uint8Array,
  keyOf: (account: number) => Uint8Array | undefined,
): 'other-community' | 'other-inviter' | undefined {
  if (!sameBytes(community, own)) return 'other-community'
  const key = keyOf(inviter.account)
  return key === undefined || sameBytes(key, inviter.key) ? undefined : 'other-inviter'
}

const fault = (why: InvitationFault): InvitationReading => ({ kind: 'fault', fault: why })
