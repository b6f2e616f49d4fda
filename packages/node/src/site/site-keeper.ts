import { type CommunityState, type Genesis, marketRules, type Outcome, stateAtGenesis } from '@jazzgrid/consensus'
import type { Body } from '@jazzgrid/ledger'
import { Exchange, type MarketData } from '@jazzgrid/market'
import type { Clock } from '@jazzgrid/units'
import type { PeerHost } from '../host/peer-host.js'
import type { LivedRounds } from './lived-rounds.js'
import type { SitePort, SlotReading } from './site-port.js'

/**
 * Takes a site through the rounds of its community: reads the meter, lets the agents decide, writes what they ask, and
 * lets the devices act on what was certified in time.
 */
export class SiteKeeper {
  readonly #genesis: Genesis
  readonly #site: SitePort
  readonly #host: PeerHost
  readonly #clock: Clock
  /** Readings that could not be written yet: each is wanted once. */
  readonly #readings: SlotReading[] = []
  readonly #onUndecided: ((at: number) => void) | undefined
  #timer: unknown
  #open: number | undefined
  #missed = 0
  /** The site has something in the open round, or would have if it might write. */
  #awaited = false

  constructor(options: {
    readonly genesis: Genesis
    readonly site: SitePort
    readonly host: PeerHost
    readonly clock: Clock
    /** A round was not certified until the next, or the peer might not write: the site is on its own and the supplier's. */
    readonly onUndecided?: (at: number) => void
  }) {
    this.#genesis = options.genesis
    this.#site = options.site
    this.#host = options.host
    this.#clock = options.clock
    this.#onUndecided = options.onUndecided
  }

  /** Rounds in which the agents could not decide, because the peer might not write, or was late. */
  get missed(): number {
    return this.#missed
  }

  /**
   * Begin with the next round. Where the site was there before its peer was started again, it first goes once more through
   * what it did: agents and devices come to where they were, and nothing is written twice.
   */
  start(lived?: LivedRounds): void {
    const { startsAt, roundLength } = this.#genesis
    let at = startsAt
    for (; at <= this.#clock.now(); at += roundLength) if (lived !== undefined) this.#relive(at, lived)
    this.#wake(at)
  }

  /** A round was certified, in time or late. */
  certified({ value, result }: Outcome): void {
    this.#site.hear(result.report)
    if (value.at === this.#open) this.#act()
  }

  stop(): void {
    this.#clock.clearTimeout(this.#timer)
  }

  #relive(at: number, lived: LivedRounds): void {
    this.#act()
    this.#open = at
    for (const reading of this.#site.meter(at)) if (!lived.hasReading(reading.slot)) this.#readings.push(reading)
    const height = lived.seen(at)
    if (height !== undefined) {
      const state = lived.state(height)?.state ?? stateAtGenesis(this.#genesis)
      this.#site.decide(at, dataOf(this.#genesis, state))
    }
    const outcome = lived.outcome(at)
    if (outcome !== undefined) this.certified(outcome)
  }

  #wake(at: number): void {
    this.#timer = this.#clock.setTimeout(() => this.#round(at), Math.max(0, at - this.#clock.now()))
  }

  #round(at: number): void {
    if (this.#open !== undefined && this.#awaited) this.#onUndecided?.(this.#open)
    this.#act() // the round before was not decided in time
    this.#open = at
    this.#awaited = false
    this.#readings.push(...this.#site.meter(at))
    const { peer } = this.#host
    // who wakes up late must not ask for what the others have cut already
    const isLate = this.#clock.now() > at + this.#genesis.collectTime
    // a round that cannot be decided would find yesterday's orders beside those that replaced them
    const mayTrade = peer.mayWrite && peer.reachesQuorum
    if (mayTrade && !isLate) {
      const bodies: Body[] = this.#readings.splice(0).map((reading) => ({ kind: 'reading', ...reading }))
      for (const { account: _, ...body } of this.#site.decide(at, dataOf(this.#genesis, peer.state))) {
        bodies.push(body as Body)
      }
      this.#awaited = bodies.length > 0 && this.#host.write(bodies)
    } else {
      this.#missed++
      this.#awaited = !mayTrade
    }
    this.#wake(at + this.#genesis.roundLength)
  }

  #act(): void {
    if (this.#open === undefined) return
    this.#site.act(this.#open)
    this.#open = undefined
  }
}

/** The open books as of a state. */
export const dataOf = (genesis: Genesis, state: CommunityState): MarketData =>
  Exchange.restore(marketRules(genesis), state.market).data
