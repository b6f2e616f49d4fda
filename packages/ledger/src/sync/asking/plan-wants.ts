import type { Tip } from '../../chain/frontier.js'
import type { Range } from '../../replica/lack.js'
import type { Replica } from '../../replica/replica.js'

/** Most ranges that are asked for at a time: more of them come with the next answer. */
export const MOST_RANGES = 512

/**
 * What to ask of a neighbour that holds these entries: one stretch a chain, from where this replica ends. What it would
 * not keep (strangers, liars, floods) is not asked for.
 */
export function planWants(replica: Pick<Replica, 'lacking'>, theirs: readonly Tip[], most = MOST_RANGES): Range[] {
  const ranges = new Map<string, Range>()
  for (const name of theirs) {
    if (ranges.size >= most) break
    const chain = `${name.account}/${name.incarnation}`
    const range = ranges.has(chain) ? undefined : replica.lacking(name)
    if (range !== undefined) ranges.set(chain, range)
  }
  return [...ranges.values()]
}
