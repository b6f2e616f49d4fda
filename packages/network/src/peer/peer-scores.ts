import type { Clock } from '@jazzgrid/units'
import type { PeerName } from '../transport.js'

/**
 * What follows from a score: from `gossip` down a peer is in no mesh and asked for nothing, below `publish` it gets none of ours, below
 * `listen` nothing it brings is heard, and at `banned` it is hung up and refused until it has recovered to `forgiven`.
 * The steps keep the proportions of gossipsub v1.1's defaults (-10, -50, -80), with room for a few mistakes before the first.
 */
export const STANDING = { gossip: -20, publish: -50, listen: -80, banned: -100, forgiven: -50 } as const

/** Points for a message with the verdict `reject`: the tenth bans, the second is not yet noticed. */
export const REJECTED = 10

/** Points for bytes that are no frame: an honest program never sends them, so one strike nearly bans. */
export const MALFORMED = 60

/** Milliseconds in which a mark fades to a half: ten rejected messages are forgiven after ten minutes, forgotten in an hour. */
export const HALF_LIFE = 600_000

/** Marks against peers; a peer without one costs no memory. */
export class PeerScores {
  readonly #clock: Clock
  readonly #marks = new Map<PeerName, { points: number; at: number; banned: boolean }>()

  constructor(clock: Clock) {
    this.#clock = clock
  }

  /** @returns whether the peer is banned by this mark, and was not before. */
  penalise(peer: PeerName, points: number): boolean {
    if (!(points > 0 && points < Number.POSITIVE_INFINITY)) throw new RangeError(`a penalty of ${points} points`)
    const before = this.banned(peer)
    const total = points - this.score(peer)
    this.#marks.set(peer, { points: total, at: this.#clock.now(), banned: before || -total <= STANDING.banned })
    return !before && -total <= STANDING.banned
  }

  /** 0 for a peer without a mark, negative else. */
  score(peer: PeerName): number {
    const mark = this.#marks.get(peer)
    if (mark === undefined) return 0
    const points = mark.points * 2 ** ((mark.at - this.#clock.now()) / HALF_LIFE)
    if (points >= 0.01) return -points
    this.#marks.delete(peer)
    return 0
  }

  /** Milliseconds until a banned peer is forgiven, if nothing is added. */
  forgivenIn(peer: PeerName): number {
    return this.banned(peer) ? Math.ceil(HALF_LIFE * Math.log2(this.score(peer) / STANDING.forgiven)) : 0
  }

  /** Banned until the score has recovered to `forgiven`, so that nobody swings about the limit. */
  banned(peer: PeerName): boolean {
    const mark = this.#marks.get(peer)
    if (mark === undefined || !mark.banned) return false
    if (this.score(peer) >= STANDING.forgiven) mark.banned = false
    return mark.banned
  }
}
