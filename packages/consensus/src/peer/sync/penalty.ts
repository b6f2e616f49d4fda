import type { SyncFault } from '@jazzgrid/ledger'
import type { TransferFault } from '../../snapshot/state-transfer.js'

/** What an honest neighbour never says: a broken rule of the exchange, or something unsound in what it gave. */
export type NeighbourFault =
  | SyncFault
  | 'bad-decision'
  | 'bad-certificate'
  | 'bad-vector'
  | 'bad-seal-message'
  | TransferFault

/** A peer of another community, or with a program that cannot be spoken with, is of no use for a while. */
const USELESS = 60
/** Ten of these and the neighbour is hung up. */
const FAULTY = 10

/** Points of the network's score: see `STANDING` there. */
export const penaltyFor = (fault: NeighbourFault): number =>
  fault === 'other-network' || fault === 'other-version' ? USELESS : FAULTY
