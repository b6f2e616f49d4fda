import {
  bytes,
  type CborValue,
  encodeCanonical,
  ID_LENGTH,
  inDomain,
  LARGEST_ACCOUNT,
  type Layout,
  misfit,
  natural,
  orNull,
  PREFIX_LENGTH,
  SIGNATURE_LENGTH,
  type Signer,
} from '@jazzgrid/ledger'

/** The two votes of an attempt (arXiv 1807.04938): a quorum of prevotes locks a value, a quorum of precommits decides it. */
export type Stage = 'prevote' | 'precommit'

export const STAGES = ['prevote', 'precommit'] as const

/** Most attempts at one height that the format can number. */
export const LARGEST_ROUND = 2 ** 31 - 1

/** What a vote says. There is no time in it and no name: a certificate's signatures are all under one message. */
export interface Ballot {
  readonly network: Uint8Array
  readonly height: number
  /** Attempt at the height, from 0. */
  readonly round: number
  readonly stage: Stage
  /** null is a vote for no value in this attempt. */
  readonly valueId: Uint8Array | null
}

export interface Vote extends Ballot {
  readonly kind: 'vote'
  readonly account: number
  readonly signature: Uint8Array
}

const VOTE: Layout = [
  natural('account', LARGEST_ACCOUNT),
  bytes('network', PREFIX_LENGTH),
  natural('height'),
  natural('round', LARGEST_ROUND),
  natural('stage', STAGES.length - 1),
  orNull(bytes('valueId', ID_LENGTH)),
  bytes('signature', SIGNATURE_LENGTH),
]

type VoteItems = readonly [number, Uint8Array, number, number, number, Uint8Array | null, Uint8Array]

/** What a vote signs, before it is put into its domain. */
export const voteContent = ({ network, height, round, stage, valueId }: Ballot): Uint8Array =>
  encodeCanonical([network, height, round, STAGES.indexOf(stage), valueId])

export const voteMessage = (ballot: Ballot): Uint8Array => inDomain('vote', voteContent(ballot))

export function signVote(ballot: Ballot, account: number, signer: Signer): Vote {
  return { kind: 'vote', ...ballot, account, signature: signer.sign(voteMessage(ballot)) }
}

export const voteItems = ({ account, network, height, round, stage, valueId, signature }: Vote): CborValue => [
  account,
  network,
  height,
  round,
  STAGES.indexOf(stage),
  valueId,
  signature,
]

/** The name of the first place that does not fit where the items are no vote. */
export function readVote(items: CborValue): Vote | string {
  const wrong = misfit(items, VOTE)
  if (wrong !== undefined) return wrong
  const [account, network, height, round, stage, valueId, signature] = items as VoteItems
  return { kind: 'vote', account, network, height, round, stage: STAGES[stage], valueId, signature }
}
