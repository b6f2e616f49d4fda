import type { Entry } from '../../entry/entry.js'
import type { Range } from '../../replica/lack.js'
import type { Replica } from '../../replica/replica.js'
import type { EntryName } from '../message/sync-message.js'

/** What one answer gives: certified entries, which only the store has, and open ones. */
export interface Portion {
  readonly ranges: readonly Range[]
  readonly names: readonly EntryName[]
  readonly open: readonly Entry[]
}

type Held = Pick<Replica, 'certifiedUpTo' | 'open' | 'find'>

/**
 * What to give to a neighbour that asks for these ranges: at most so many positions. Each range has an equal share, and
 * what some do not need the others have, from the first on: one long chain does not keep the others waiting.
 */
export function portionOf(replica: Held, asked: readonly Range[], most: number): Portion {
  const ranges: Range[] = []
  const open: Entry[] = []
  for (const [i, length] of shares(
    asked.map(({ from, to }) => to - from + 1),
    most,
  ).entries()) {
    if (length === 0) continue
    const { account, incarnation, from } = asked[i]
    const to = from + length - 1
    const certified = Math.min(to, replica.certifiedUpTo(account, incarnation))
    if (certified >= from) ranges.push({ account, incarnation, from, to: certified })
    let last = 0
    let beside = 0
    for (const entry of replica.open(account, incarnation, Math.max(from, certified + 1), to)) {
      beside = entry.seq === last ? beside + 1 : 0
      last = entry.seq
      // two at a position prove that the author lied; more prove nothing more
      if (beside < 2) open.push(entry)
    }
  }
  return { ranges, names: [], open }
}

/** Entries by name: the open ones, and those that may be in the store. */
export function portionOfNames(replica: Held, asked: readonly EntryName[], most: number): Portion {
  const names: EntryName[] = []
  const open: Entry[] = []
  for (const name of asked.slice(0, most)) {
    const entry = replica.find(name, name.id)
    if (entry !== undefined) open.push(entry)
    else if (name.seq <= replica.certifiedUpTo(name.account, name.incarnation)) names.push(name)
  }
  return { ranges: [], names, open }
}

/** Shares out `most` among needs: to each the least of its need and an equal share, and the rest from the first on. */
export function shares(needs: readonly number[], most: number): number[] {
  const equal = Math.floor(most / Math.max(1, needs.length))
  const given = needs.map((need) => Math.min(need, equal))
  let left = most - given.reduce((sum, share) => sum + share, 0)
  return given.map((share, i) => {
    const more = Math.min(left, needs[i] - share)
    left -= more
    return share + more
  })
}

export const positions = (ranges: readonly Range[]): number =>
  ranges.reduce((sum, { from, to }) => sum + to - from + 1, 0)
