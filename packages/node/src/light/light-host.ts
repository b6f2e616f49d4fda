import type { LightClient, LightEffect, LightReport, ResultLeaf, Trust } from '@jazzgrid/consensus'
import type { Body, Entry, LedgerStore } from '@jazzgrid/ledger'
import type { Release, Transport } from '@jazzgrid/network'
import type { Clock } from '@jazzgrid/units'
import { topicName } from '../host/topic-name.js'

/** Who is told what a light client learned. None of them may throw. */
export interface LightWatch {
  /** A later certificate is trusted. */
  readonly onFollowed?: (trust: Trust) => void
  /** Proven: a round did this to the account. */
  readonly onLearned?: (height: number, leaves: readonly ResultLeaf[]) => void
  /** Proven: own entries stand below a certificate. */
  readonly onTakenIn?: (height: number, entries: readonly Entry[]) => void
  readonly onReport?: (report: LightReport) => void
  /** The store refuses to write; the client waits and tries again. `undefined`: it writes again. */
  readonly onStoreFault?: (fault: unknown) => void
}

/** Until a batch that the store refused is written again [ms]. */
const STORE_PATIENCE = 1_000

/**
 * Runs a light client over network, clock and a small store, as `PeerHost` runs a peer: what it signed is on the disk before
 * anybody sees it. It listens to no topic; it asks.
 */
export class LightHost {
  readonly client: LightClient
  readonly #store: LedgerStore
  readonly #transport: Transport
  readonly #clock: Clock
  readonly #network: Uint8Array
  readonly #watch: LightWatch
  readonly #effects: LightEffect[] = []
  readonly #releases: Release[] = []
  #timer: unknown
  #running: Promise<void> | undefined
  #open = true

  constructor(options: {
    readonly client: LightClient
    readonly store: LedgerStore
    readonly transport: Transport
    readonly clock: Clock
    /** First 8 bytes of the id of the genesis. */
    readonly network: Uint8Array
    readonly watch?: LightWatch
  }) {
    this.client = options.client
    this.#store = options.store
    this.#transport = options.transport
    this.#clock = options.clock
    this.#network = options.network
    this.#watch = options.watch ?? {}
  }

  start(): void {
    const { client } = this
    const now = () => this.#clock.now()
    this.#releases.push(
      this.#transport.onFrame((from, frame) => this.#queue(client.frame(from, frame, now()))),
      this.#transport.onPeer(({ kind, peer }) => {
        if (kind === 'connected') this.#queue(client.connected(peer, now()))
        if (kind === 'disconnected') this.#queue(client.disconnected(peer, now()))
      }),
    )
    this.#queue(client.start(now()))
    for (const peer of this.#transport.peers()) this.#queue(client.connected(peer, now()))
  }

  /** Sign and hand in. @returns false while it may not sign: see `LightClient.mayWrite`. */
  write(bodies: readonly Body[]): boolean {
    const effects = this.client.write(bodies, this.#clock.now())
    if (effects === undefined) return false
    this.#queue(effects)
    return true
  }

  /** Finish what is under way and stop. The store stays open. */
  async stop(): Promise<void> {
    for (const release of this.#releases.splice(0)) release()
    this.#clock.clearTimeout(this.#timer)
    while (this.#running !== undefined) await this.#running
    this.#open = false
  }

  #queue(effects: readonly LightEffect[]): void {
    if (!this.#open) return
    for (const effect of effects) this.#effects.push(effect)
    if (this.#running === undefined) this.#advance()
  }

  #advance(): void {
    while (this.#open && this.#effects.length > 0) {
      const effect = this.#effects.shift()!
      if (effect.kind === 'store') {
        this.#running = this.#persist(effect).then(() => {
          this.#running = undefined
          this.#advance()
        })
        return
      }
      this.#carry(effect)
    }
  }

  #carry(effect: Exclude<LightEffect, { kind: 'store' }>): void {
    switch (effect.kind) {
      case 'publish':
        this.#transport.publish(topicName(this.#network, 'entry'), effect.data)
        return
      case 'send':
        this.#transport.send(effect.to, effect.frame)
        return
      case 'timer':
        this.#clock.clearTimeout(this.#timer)
        this.#timer = this.#clock.setTimeout(() => this.#queue(this.client.timer(this.#clock.now())), effect.delay)
        return
      case 'penalise':
        this.#transport.penalise(effect.peer, effect.points, effect.reason)
        return
      case 'followed':
        this.#watch.onFollowed?.(effect.trust)
        return
      case 'learned':
        this.#watch.onLearned?.(effect.height, effect.leaves)
        return
      case 'taken-in':
        this.#watch.onTakenIn?.(effect.height, effect.entries)
        return
      case 'report':
        this.#watch.onReport?.(effect.report)
    }
  }

  /** The same batch again until the disk takes it: another one in its place could contradict it. */
  async #persist({ batch, durability }: Extract<LightEffect, { kind: 'store' }>): Promise<void> {
    for (let failed = false; this.#open; failed = true) {
      try {
        await this.#store.write(batch, durability)
        if (failed) this.#watch.onStoreFault?.(undefined)
        return
      } catch (fault) {
        this.#watch.onStoreFault?.(fault)
        await new Promise((resolve) => this.#clock.setTimeout(resolve, STORE_PATIENCE))
      }
    }
  }
}
