import { compareBytes } from '../cbor/canonical-cbor.js'
import { type Frontier, frontierRoot, sameTip } from '../chain/frontier.js'
import { LARGEST_ACCOUNT } from '../entry/entry.js'
import type { Replica } from '../replica/replica.js'
import type { Ahead, FrontierPart } from './message/sync-message.js'

/** Tips in one part of a frontier: some 45 kB. */
const PART = 1024

/** Accounts `from` to `to`: the neighbour's tips where they differ from ours. In the others it has the same tip or none. */
export interface Compared {
  readonly from: number
  readonly to: number
  readonly tips: Frontier
}

/**
 * Finds out in which accounts two peers differ. Each says the root of its frontier; the k-th root that one says belongs to
 * the k-th of the other, so that both know the same two. Where they differ, the peer with the lower root sends its frontier
 * and the other answers with those of its own tips that differ: one frontier crosses, and what is missing.
 */
export class Comparison {
  readonly #replica: Pick<Replica, 'frontier'>
  /** Our root that the neighbour has not answered. */
  #said: Uint8Array | undefined
  /** First account of the part that the neighbour has to send next; undefined where it owes none. */
  #owed: number | undefined
  /** Parts of our frontier that it has not answered, oldest first. */
  readonly #offered: FrontierPart[] = []

  constructor(replica: Pick<Replica, 'frontier'>) {
    this.#replica = replica
  }

  /** Whether the neighbour has yet to answer our root. */
  get isPending(): boolean {
    return this.#said !== undefined
  }

  /** Our root: to be sent now. */
  root(): Uint8Array {
    this.#said = frontierRoot(this.#replica.frontier())
    return this.#said
  }

  /** The neighbour's root, after ours was sent. @returns what to send, or that nothing differs. */
  meet(theirs: Uint8Array): 'equal' | readonly FrontierPart[] {
    const order = compareBytes(this.#said ?? theirs, theirs)
    this.#said = undefined
    this.#owed = order > 0 ? 0 : undefined
    const parts = order < 0 ? partsOf(this.#replica.frontier()) : []
    // the neighbour may have begun anew before it got what we offered: it answers that all the same
    this.#offered.push(...parts)
    return order === 0 ? 'equal' : parts
  }

  /** @returns undefined where this part was not due. */
  frontier({ from, to, tips }: FrontierPart): { readonly answer: Ahead; readonly compared: Compared } | undefined {
    if (from !== this.#owed) return undefined
    this.#owed = to === LARGEST_ACCOUNT ? undefined : to + 1
    const own = this.#replica.frontier().filter(({ account }) => account >= from && account <= to)
    return {
      answer: { kind: 'ahead', tips: differing(own, tips) },
      compared: { from, to, tips: differing(tips, own) },
    }
  }

  /** @returns undefined where nothing was to be answered. */
  ahead({ tips }: Ahead): Compared | undefined {
    const part = this.#offered.shift()
    if (part === undefined) return undefined
    const { from, to } = part
    return { from, to, tips: tips.filter(({ account }) => account >= from && account <= to) }
  }
}

/** A frontier in parts that leave no account out. */
function partsOf(frontier: Frontier): FrontierPart[] {
  const parts: FrontierPart[] = []
  let from = 0
  for (let at = 0; at === 0 || at < frontier.length; at += PART) {
    const tips = frontier.slice(at, at + PART)
    const to = at + PART >= frontier.length ? LARGEST_ACCOUNT : tips[tips.length - 1].account
    parts.push({ kind: 'frontier', from, to, tips })
    from = to + 1
  }
  return parts
}

/** Those tips that the others do not have. */
function differing(tips: Frontier, others: Frontier): Frontier {
  const known = new Map(others.map((tip) => [tip.account, tip]))
  return tips.filter((tip) => {
    const other = known.get(tip.account)
    return other === undefined || !sameTip(tip, other)
  })
}
