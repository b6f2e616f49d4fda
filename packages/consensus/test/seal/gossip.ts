import type { Chance, VirtualClock } from '@jazzgrid/units'

/** What travels between nodes. Messages and the names of vectors are gossiped, the rest is between two. */
export type Parcel =
  | { readonly kind: 'message'; readonly wire: Uint8Array }
  /** A message again, to somebody who seems to lack it; it is looked at though it was seen before. */
  | { readonly kind: 'answer'; readonly wire: Uint8Array }
  | { readonly kind: 'vector'; readonly root: string }
  | { readonly kind: 'summary'; readonly height: number; readonly summary: Uint8Array }
  | { readonly kind: 'ask'; readonly root: string }

export interface Node {
  readonly receive: (parcel: Parcel, from: number) => void
}

/** How a parcel fares from one node to another at this time: its delay in ms, or undefined where it is lost. */
export type Weather = (parcel: Parcel, from: number, to: number, now: number) => number | undefined

/** A network of nodes with the same few neighbours all the time. Whoever relays, relays to them. */
export class Gossip {
  readonly #clock: VirtualClock
  readonly #weather: Weather
  readonly #neighbours: readonly (readonly number[])[]
  readonly #nodes: Node[] = []

  constructor(clock: VirtualClock, weather: Weather, neighbours: readonly (readonly number[])[]) {
    this.#clock = clock
    this.#weather = weather
    this.#neighbours = neighbours
  }

  join(node: Node): number {
    return this.#nodes.push(node) - 1
  }

  get size(): number {
    return this.#nodes.length
  }

  neighbours(of: number): readonly number[] {
    return this.#neighbours[of]
  }

  spread(parcel: Parcel, from: number): void {
    for (const to of this.#neighbours[from]) this.send(parcel, from, to)
  }

  send(parcel: Parcel, from: number, to: number, extra = 0): void {
    const delay = this.#weather(parcel, from, to, this.#clock.now())
    if (delay === undefined) return
    this.#clock.setTimeout(() => this.#nodes[to].receive(parcel, from), delay + extra)
  }
}

/** The honest nodes stand in a ring with some chords, so that they reach each other; the others stand anywhere. */
export function links(honest: number, others: number, chance: Chance): number[][] {
  const all = honest + others
  const linked = Array.from({ length: all }, () => new Set<number>())
  const join = (a: number, b: number) => {
    if (a === b) return
    linked[a].add(b)
    linked[b].add(a)
  }
  for (let i = 0; i < honest; i++) join(i, (i + 1) % honest)
  for (let i = 0; i < honest / 2; i++) join(chance.integer(honest), chance.integer(honest))
  for (let i = honest; i < all; i++) for (let k = 0; k < 3; k++) join(i, chance.integer(honest))
  return linked.map((set) => [...set])
}
