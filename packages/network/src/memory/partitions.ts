import type { PeerName, Release } from '../transport.js'

/** Which directions between peers are cut. Several partitions and cuts may stand at a time; a link works where none cuts it. */
export class Partitions {
  readonly #partitions = new Set<ReadonlyMap<PeerName, number>>()
  readonly #cuts = new Set<{ readonly from: PeerName; readonly to: PeerName }>()

  /** Peers of different groups cannot talk. Who is in no group is in one more group with all such peers. */
  partition(groups: readonly (readonly PeerName[])[]): Release {
    const groupOf = new Map(groups.flatMap((group, number) => group.map((peer) => [peer, number + 1] as const)))
    this.#partitions.add(groupOf)
    return () => this.#partitions.delete(groupOf)
  }

  /** Nothing gets from one to the other; the way back is open. */
  cut(from: PeerName, to: PeerName): Release {
    const cut = { from, to }
    this.#cuts.add(cut)
    return () => this.#cuts.delete(cut)
  }

  heal(): void {
    this.#partitions.clear()
    this.#cuts.clear()
  }

  isCut(from: PeerName, to: PeerName): boolean {
    for (const groupOf of this.#partitions) if ((groupOf.get(from) ?? 0) !== (groupOf.get(to) ?? 0)) return true
    for (const cut of this.#cuts) if (cut.from === from && cut.to === to) return true
    return false
  }
}
