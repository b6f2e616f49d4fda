import {
  compareProgress,
  type EntryName,
  type Frontier,
  type Range,
  type Replica,
  sameBytes,
  type Tip,
} from '@jazzgrid/ledger'

/** What to ask of a neighbour that has these tips. */
export interface Wish {
  readonly ranges: readonly Range[]
  /** Tips of which this peer holds another branch. */
  readonly entries: readonly EntryName[]
}

export const isEmpty = ({ ranges, entries }: Wish): boolean => ranges.length === 0 && entries.length === 0

/** What the tips of a neighbour show to be missing here. */
export function wishFor(theirs: Frontier, replica: Replica): Wish {
  const ranges: Range[] = []
  const entries: EntryName[] = []
  for (const tip of theirs) {
    const own = replica.tip(tip.account)
    if (own === undefined || tip.incarnation > own.incarnation) {
      ranges.push({ account: tip.account, incarnation: tip.incarnation, from: 1, to: tip.seq })
    } else if (tip.incarnation === own.incarnation && tip.seq > own.seq) {
      ranges.push({ account: tip.account, incarnation: tip.incarnation, from: own.seq + 1, to: tip.seq })
    } else if (
      compareProgress(tip, own) === 0 &&
      !sameBytes(tip.id, own.id) &&
      replica.find(tip, tip.id) === undefined
    ) {
      entries.push(tip)
    }
  }
  return { ranges, entries }
}

/** Own tips that another frontier does not have. */
export function aheadOf(theirs: Frontier, own: Frontier): Frontier {
  const known = new Map(theirs.map((tip) => [tip.account, tip]))
  return own.filter((tip) => !isSame(known.get(tip.account), tip))
}

const isSame = (one: Tip | undefined, other: Tip): boolean => one !== undefined && sameBytes(one.id, other.id)
