import { compareBytes, type EntryId, type Frontier, type Run, type Tip, type Vector } from '@jazzgrid/ledger'

/** What a round takes in, by account. */
export interface Cut {
  /** Every account's newest entry with the round included. */
  readonly frontier: Frontier
  /** The entries of the round: chains of ids on top of the frontier before, ascending by account. */
  readonly runs: readonly Run[]
}

/**
 * The cut that a quorum's vectors make. An account's chain is walked entry by entry, and goes on as long as at least
 * `support` vectors list the same id: then an honest peer held it before its cut time, so nobody can inject an entry
 * afterwards; and what all honest peers held in time has that support in every quorum, so nobody can leave it out.
 * Two ids at one place cannot both have it, for `support` is more than half of the vectors.
 * @param vectors of q validators, each on top of `certified` (see `standsOn`).
 * @param support t = floor(q/2) + 1.
 */
export function cutOf(vectors: readonly Vector[], certified: Frontier, support: number): Cut {
  const tips = new Map(certified.map((tip) => [tip.account, tip]))
  const byAccount = new Map<number, Run[]>()
  for (const vector of vectors) {
    for (const run of vector) {
      const runs = byAccount.get(run.account)
      if (runs === undefined) byAccount.set(run.account, [run])
      else runs.push(run)
    }
  }
  const runs: Run[] = []
  for (const [account, own] of byAccount) {
    const run = supportedRun(own, support)
    if (run === undefined) continue
    runs.push(run)
    tips.set(account, tipOf(run))
  }
  runs.sort((a, b) => a.account - b.account)
  return { frontier: [...tips.values()].sort((a, b) => a.account - b.account), runs }
}

const tipOf = ({ account, incarnation, from, ids }: Run): Tip => ({
  account,
  incarnation,
  seq: from + ids.length - 1,
  id: ids[ids.length - 1],
})

/** At most one incarnation can have the support. */
function supportedRun(runs: readonly Run[], support: number): Run | undefined {
  const { account } = runs[0]
  for (const incarnation of new Set(runs.map((run) => run.incarnation))) {
    let agreeing = runs.filter((run) => run.incarnation === incarnation)
    const { from } = agreeing[0]
    const ids: EntryId[] = []
    for (;;) {
      const next = mostListed(agreeing, ids.length)
      if (next.length < support) break
      ids.push(next[0].ids[ids.length])
      agreeing = next
    }
    if (ids.length > 0) return { account, incarnation, from, ids }
  }
  return undefined
}

/** The runs that list, at this place, the id that most of them list. */
function mostListed(runs: readonly Run[], at: number): Run[] {
  let best: Run[] = []
  for (const { ids } of runs) {
    if (at >= ids.length) continue
    const same = runs.filter((run) => at < run.ids.length && compareBytes(run.ids[at], ids[at]) === 0)
    if (same.length > best.length) best = same
  }
  return best
}

/**
 * Whether every run of a vector goes on from the certified frontier: the same incarnation from the next entry, or the next
 * incarnation from its first. An honest validator's vector does; one that does not is ignored with its close.
 */
export function standsOn(vector: Vector, certified: Frontier): boolean {
  const tips = new Map(certified.map((tip) => [tip.account, tip]))
  return vector.every(({ account, incarnation, from }) => {
    const { incarnation: now, seq } = tips.get(account) ?? { incarnation: 0, seq: 0 }
    return incarnation === now ? from === seq + 1 : incarnation === now + 1 && from === 1
  })
}
