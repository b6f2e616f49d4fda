import type { Chance, Clock } from '@jazzgrid/units'
import type { PeerName } from '../transport.js'

export interface RedialOptions {
  /** Between two looks at who is missing, in milliseconds; drawn anew each time, so that peers do not dial in step. */
  readonly interval: { readonly min: number; readonly max: number }
  /** For so long the peer with the higher name lets the lower one dial, in milliseconds. */
  readonly grace: number
  /** Connections that it seeks; more may come from others. */
  readonly hold: number
}

/** What the supervisor sees and does; the transport's side of it. */
export interface Dialler {
  readonly self: PeerName
  connected(): readonly PeerName[]
  mayDial(peer: PeerName): boolean
  /** Settles when it is over, however it ended; never rejects. */
  dial(peer: PeerName, addresses: readonly string[]): Promise<void>
  /** At every look. */
  onLook(): void
}

/** Addresses remembered of one peer: the newest. */
const MOST_ADDRESSES = 8

/** Peers whose addresses are remembered. A community has at most some 500 accounts. */
const MOST_PEERS = 1_000

/**
 * Keeps connections to the peers that can be reached: dials whoever is missing, for ever. Of two peers that know each
 * other's addresses the one with the lower name dials, because two that dial at once get two connections.
 */
export class RedialSupervisor {
  readonly #clock: Clock
  readonly #chance: Chance
  readonly #options: RedialOptions
  readonly #dialler: Dialler
  readonly #addresses = new Map<PeerName, readonly string[]>()
  readonly #dialling = new Set<PeerName>()
  /** When a peer was dialled last. */
  readonly #dialled = new Map<PeerName, number>()
  /** Since when a peer that should be connected is not. */
  readonly #missing = new Map<PeerName, number>()
  #timer: { readonly handle: unknown; readonly at: number } | undefined
  #running = false

  constructor(clock: Clock, chance: Chance, options: RedialOptions, dialler: Dialler) {
    this.#clock = clock
    this.#chance = chance
    this.#options = options
    this.#dialler = dialler
  }

  start(): void {
    this.#running = true
    this.#lookWithin(0)
  }

  stop(): void {
    this.#running = false
    if (this.#timer !== undefined) this.#clock.clearTimeout(this.#timer.handle)
    this.#timer = undefined
  }

  reach(peer: PeerName, addresses: readonly string[]): void {
    if (peer === this.#dialler.self || addresses.length === 0) return
    const known = this.#addresses.get(peer) ?? []
    this.#addresses.delete(peer) // what is used stays, what is oldest goes
    this.#addresses.set(peer, [...new Set([...addresses, ...known])].slice(0, MOST_ADDRESSES))
    if (this.#addresses.size > MOST_PEERS) {
      const [oldest] = this.#addresses.keys()
      this.#addresses.delete(oldest)
      this.#dialled.delete(oldest)
    }
    this.#lookWithin(0)
  }

  /** A connection has ended, or somebody was admitted: look soon, and not with all the others in the same moment. */
  stir(): void {
    const { min } = this.#options.interval
    this.#lookWithin(min / 20 + this.#chance.uniform() * (min / 5))
  }

  #lookWithin(delay: number): void {
    if (!this.#running) return
    const at = this.#clock.now() + delay
    if (this.#timer !== undefined) {
      if (this.#timer.at <= at) return
      this.#clock.clearTimeout(this.#timer.handle)
    }
    this.#timer = { handle: this.#clock.setTimeout(() => this.#look(), delay), at }
  }

  #look(): void {
    this.#timer = undefined
    this.#dialler.onLook()
    const { interval, grace, hold } = this.#options
    const connected = new Set(this.#dialler.connected())
    const missing = [...this.#addresses.keys()].filter((peer) => !connected.has(peer) && this.#dialler.mayDial(peer))
    for (const peer of this.#missing.keys()) if (!missing.includes(peer)) this.#missing.delete(peer)
    let next = interval.min + this.#chance.uniform() * (interval.max - interval.min)
    let room = hold - connected.size - this.#dialling.size
    for (const peer of this.#chance.shuffled(missing)) {
      const patience = this.#patience(peer, grace)
      if (patience > 0) next = Math.min(next, patience)
      else if (room > 0 && this.#rested(peer)) {
        room--
        this.#dial(peer)
      }
    }
    this.#lookWithin(next)
  }

  /** How long to wait still for the other to dial. */
  #patience(peer: PeerName, grace: number): number {
    const now = this.#clock.now()
    const since = this.#missing.get(peer) ?? now
    this.#missing.set(peer, since)
    return this.#dialler.self < peer ? 0 : Math.max(0, since + grace - now)
  }

  /** A look on somebody else's account must not wear out a peer that has just failed. */
  #rested(peer: PeerName): boolean {
    const last = this.#dialled.get(peer) ?? Number.NEGATIVE_INFINITY
    return !this.#dialling.has(peer) && this.#clock.now() - last >= this.#options.interval.min / 4
  }

  #dial(peer: PeerName): void {
    this.#dialled.set(peer, this.#clock.now())
    this.#dialling.add(peer)
    void this.#dialler.dial(peer, this.#addresses.get(peer) ?? []).finally(() => this.#dialling.delete(peer))
  }
}
