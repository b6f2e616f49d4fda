import {
  genesisFaults,
  genesisId,
  type Invitation,
  type MemberAddresses,
  networkOf,
  type SignedGenesis,
  strangerFault,
} from '@jazzgrid/consensus'
import { possessionMessage, type SignatureScheme, type Signer } from '@jazzgrid/ledger'
import { CodedError } from '@jazzgrid/units'
import type { JoinAnswer, JoinRefusal, LaboratoryPace } from './door/join-message.js'
import { knock } from './door/knock.js'

/** What a newcomer learns at the door, checked. */
export interface JoinedCommunity {
  readonly genesis: SignedGenesis
  readonly members: readonly MemberAddresses[]
  readonly pace?: LaboratoryPace
}

/** How far an admission has come. `silent`: nobody answered this time. */
export type AdmissionProgress =
  | Extract<JoinAnswer, { kind: 'waiting' | 'scheduled' | 'admitted' }>
  | { readonly kind: 'silent'; readonly why: string }

/**
 * Fetch the genesis. It is believed because it is the one that the invitation names and all of its founders signed, not
 * because of who sent it. Throws CodedError `foreign-genesis`, and what `knock` throws.
 */
export async function learnCommunity(
  invitation: Invitation,
  scheme: SignatureScheme,
  signal?: AbortSignal,
): Promise<JoinedCommunity> {
  const answer = await knock(invitation, { kind: 'genesis' }, signal)
  if (answer.kind !== 'genesis') throw foreign('the door answered something else')
  const { kind: _, ...community } = answer
  const fault = genesisFault(community.genesis, invitation, scheme)
  if (fault !== undefined) throw foreign(fault)
  return community
}

function genesisFault(signed: SignedGenesis, invitation: Invitation, scheme: SignatureScheme): string | undefined {
  try {
    const [fault] = genesisFaults(signed, scheme)
    if (fault !== undefined) return fault
    const { members } = signed.genesis
    const keyOf = (account: number) => (members[account] === undefined ? undefined : bytesOf(members[account].key))
    const strange = strangerFault(invitation, genesisId(signed.genesis), keyOf)
    if (strange === 'other-community') return 'it is not the one that the invitation names'
    return strange && 'the inviter has another key in it'
  } catch {
    return 'it is none' // a text of another shape
  }
}

/**
 * Ask to be admitted, again and again, until it is decided. Yields what is new. Throws CodedError `not-admitted` where the
 * community does not take this key, and what `knock` throws where asking again is in vain.
 * @param pause between two asks.
 */
export async function* askAdmission(
  invitation: Invitation,
  { genesis }: SignedGenesis,
  signer: Signer,
  pause: () => Promise<void>,
  signal?: AbortSignal,
): AsyncGenerator<AdmissionProgress> {
  const network = networkOf(genesis)
  const { key } = signer
  let account = genesis.members.length
  let told = ''
  for (;;) {
    const proof = signer.sign(possessionMessage(network, account, key))
    const answer = await knock(invitation, { kind: 'admit', key, account, proof }, signal).catch(silence)
    if (answer.kind === 'refused') throw notAdmitted(answer.reason)
    if (answer.kind === 'genesis') throw foreign('the door answered something else')
    if (answer.kind === 'sign') account = answer.account
    else {
      const news = JSON.stringify(answer)
      if (news !== told) yield answer
      told = news
      if (answer.kind === 'admitted') return
    }
    await pause()
    signal?.throwIfAborted()
  }
}

function silence(failure: unknown): AdmissionProgress {
  if (failure instanceof CodedError && failure.recovery === 'retry') return { kind: 'silent', why: failure.message }
  throw failure
}

const REFUSED: Readonly<Record<JoinRefusal, string>> = {
  used: 'Somebody else has used this invitation. Ask for another.',
  'unsound-key': 'The key of this folder is none that can be admitted. Make the folder anew.',
  'bad-proof': 'The proof that this folder holds its key was not believed. Make the folder anew.',
  'no-vote': 'Whoever invited has no vote in the community any more. Ask another member.',
  left: 'The key of this folder belonged to a member that was evicted. Make a new folder.',
}

const notAdmitted = (reason: JoinRefusal) => new CodedError('not-admitted', REFUSED[reason], { details: { reason } })

const foreign = (why: string) =>
  new CodedError('foreign-genesis', `What was served as the genesis cannot be used: ${why}. Ask the inviter.`)

const bytesOf = (hex: string): Uint8Array => new Uint8Array(Buffer.from(hex, 'hex'))
