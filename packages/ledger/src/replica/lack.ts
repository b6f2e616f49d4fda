import type { Chain } from '../chain/chain.js'
import type { Tip } from '../chain/frontier.js'
import { Lane } from '../chain/lane.js'
import type { Parking } from './parking.js'

/** Consecutive positions of a chain, both ends included. */
export interface Range {
  readonly account: number
  readonly incarnation: number
  readonly from: number
  readonly to: number
}

/** Positions asked for at a time where an author's branches are followed down to where they part. */
const STEP = 64

/**
 * What to ask for in order to hold an entry with everything below it; undefined where it is held, or would not be kept.
 * A gap is asked for as a whole. Where another entry is held at the position, the author equivocated at some place below:
 * the last positions are asked for, and then, as their first one is parked, those before it.
 * @param room entries of the account that would still be kept.
 */
export function lackOf(chain: Chain, name: Tip, room: number, parking: Parking): Range | undefined {
  const { account, incarnation } = name
  let { seq, id } = name
  // from what waits down to what it waits for
  for (let entry = parking.find(name, id); entry; entry = parking.find({ account, incarnation, seq }, id)) {
    seq = entry.seq - 1
    id = entry.prev
  }
  const known = chain.isHistoric({ account, incarnation, seq }) || chain.find({ account, incarnation, seq }, id)
  if (incarnation > chain.incarnation + 1 || known || room <= 0) return undefined
  const lane = chain.lane(incarnation) ?? new Lane(incarnation)
  // what is behind a fork is not kept: both branches have come far enough to convict
  if (lane.forkedAt !== undefined && lane.forkedAt <= seq) return undefined
  return seq > lane.top
    ? { account, incarnation, from: lane.top + 1, to: Math.min(seq, lane.top + room) }
    : { account, incarnation, from: Math.max(lane.base + 1, seq - STEP + 1), to: seq }
}
