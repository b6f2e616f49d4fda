import type { Statement } from '@jazzgrid/consensus'
import { readEntry, type SyncMessage } from '@jazzgrid/ledger'
import type { PeerName } from '@jazzgrid/network'
import type { Chance } from '@jazzgrid/units'
import type { SaltedSigner } from '../community/hash-signature.js'
import { inMoreBytes, otherEntry, otherwise, signedAnew, withWrongRoots } from './forgery.js'
import { type Edit, UNCHANGED } from './speech.js'

/** How a member lies. It runs an honest peer whose words are changed on their way, each listener hearing its own. */
export type LieKind = (typeof LIES)[number]

export const LIES = [
  /** Says nothing, though it listens. */
  'silent',
  /** Talks to some and never to the others. */
  'selective',
  /** Says one thing to some and another to the rest: entries, closes, proposals and votes. */
  'two-faced',
  /** Says one thing to some and another to the rest while rounds are decided, and keeps one honest chain of entries. */
  'double-voting',
  /** Two programs with one key, each honest for itself, that talk to different people. */
  'twins',
  /** Proposes values that do not follow from their closes. */
  'forging',
  /** Closes list entries and vectors that it gives to one neighbour only, or to nobody. */
  'withholding',
  /** Closes late, with what came after the cut. */
  'late',
  /** Does not hear one member's entries, and closes without them. */
  'censoring',
  /** Signs the same entries in many ways. */
  're-signing',
  /** Writes the same entries in more bytes than they need. */
  'wordy',
  /** Speaks at random: see `Scribbler`. */
  'scribbling',
] as const

export interface Liar {
  readonly kind: LieKind
  readonly account: number
  readonly signer: SaltedSigner
  /** Whom it treats in one way; the others it treats in another. */
  readonly friends: ReadonlySet<PeerName>
  readonly victim: number
  readonly chance: Chance
}

const authorOf = (wire: Uint8Array): number | undefined => {
  const entry = readEntry(wire)
  return 'reason' in entry ? undefined : entry.account
}

/** How what the liar says is changed on its way to a listener; undefined where nothing reaches it. */
export function tongue(liar: Liar, to: PeerName): Edit | undefined {
  const { kind, account, signer, friends, chance } = liar
  const isFriend = friends.has(to)
  const own = (change: (statement: Statement) => Statement) => (statement: Statement) => [
    statement.account === account ? change(statement) : statement,
  ]
  switch (kind) {
    case 'silent':
      return undefined
    case 'selective':
    case 'twins':
      return isFriend ? UNCHANGED : undefined
    case 'two-faced':
      if (isFriend) return UNCHANGED
      return {
        statement: own((statement) => otherwise(statement, signer, chance)),
        entry: (wire) => [authorOf(wire) === account ? otherEntry(wire, signer) : wire],
      }
    case 'double-voting':
      return isFriend ? {} : { statement: own((statement) => otherwise(statement, signer, chance)) }
    case 'forging':
      return {
        statement: own((statement) =>
          statement.kind === 'proposal' ? withWrongRoots(statement, signer, chance) : statement,
        ),
      }
    case 'withholding':
      return { entry: (wire) => (isFriend || authorOf(wire) !== account ? [wire] : []), message: withheld }
    case 're-signing':
      return { entry: (wire) => [authorOf(wire) === account ? signedAnew(wire, signer, chance) : wire] }
    case 'wordy':
      return { entry: (wire) => [!isFriend && authorOf(wire) === account ? inMoreBytes(wire) : wire] }
    default:
      return UNCHANGED
  }
}

/** What of others reaches the liar. */
export function ears({ kind, account, victim }: Liar): Edit {
  if (kind === 'censoring') return { entry: (wire) => (authorOf(wire) === victim ? [] : [wire]) }
  if (kind !== 'twins') return UNCHANGED
  // neither twin may hear of the other, or it would stop
  return {
    statement: (statement) => (statement.account === account ? [] : [statement]),
    entry: (wire) => (authorOf(wire) === account ? [] : [wire]),
    message: (message) => withoutTips(message, account),
  }
}

function withheld(message: SyncMessage): SyncMessage | undefined {
  return message.kind === 'vectors' ? { ...message, vectors: [] } : message
}

function withoutTips(message: SyncMessage, account: number): SyncMessage | undefined {
  if (message.kind !== 'frontier' && message.kind !== 'ahead') return message
  return { ...message, tips: message.tips.filter((tip) => tip.account !== account) }
}
