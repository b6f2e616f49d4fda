import { type CommunityState, type Genesis, marketRules, type Outcome, stateAtGenesis } from '@jazzgrid/consensus'
import type { Body } from '@jazzgrid/ledger'
import { Exchange, type MarketData, type OrderRequest } from '@jazzgrid/market'
import type { Clock } from '@jazzgrid/units'
import type { Mode } from '../api/contract/condition.js'
import type { PeerHost } from '../host/peer-host.js'
import type { LivedRounds } from './lived-rounds.js'
import { OwnerTags } from './owner-tag.js'
import type { SitePort, SlotReading } from './site-port.js'

export interface SiteKeeperOptions {
  readonly genesis: Genesis
  readonly account: number
  readonly site: SitePort
  readonly host: PeerHost
  readonly clock: Clock
  /** What the agents may do in the round of a time; they trade if it is left out. */
  readonly mode?: (at: number) => Mode
  /** A round was not certified until the next, or the peer might not write: the site is on its own and the supplier's. */
  readonly onUndecided?: (at: number) => void
  /** The agents had no say in a round that they should have had one in. */
  readonly onMissed?: (at: number) => void
}

/** What the owner orders past the agents. */
export type OwnersOrder = Omit<OrderRequest, 'kind' | 'tag' | 'account'>

/**
 * Takes a site through the rounds of its community: reads the meter, lets the agents decide, writes what they ask, and
 * lets the devices act on what was certified in time. Every time of the round grid comes once, whatever the clock does: where
 * it jumps ahead the rounds it skips are counted as missed, where it falls back the next round waits.
 */
export class SiteKeeper {
  readonly #options: SiteKeeperOptions
  /** Readings that could not be written yet: each is wanted once. */
  readonly #readings: SlotReading[] = []
  readonly #tags = new OwnerTags()
  #timer: unknown
  #open: number | undefined
  #missed = 0
  /** The site has something in the open round, or would have if it might write. */
  #awaited = false

  constructor(options: SiteKeeperOptions) {
    this.#options = options
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
    const { genesis, clock } = this.#options
    let at = genesis.startsAt
    for (; at <= clock.now(); at += genesis.roundLength) if (lived !== undefined) this.#relive(at, lived)
    this.#wake(at)
  }

  /** A round was certified, in time or late. */
  certified({ value, result }: Outcome): void {
    this.#options.site.hear(result.report)
    if (value.at === this.#open) this.#act()
  }

  /** The round that what is written now comes into. */
  get nextRound(): number {
    const { startsAt, roundLength, collectTime } = this.#options.genesis
    const begun = startsAt + Math.ceil((this.#options.clock.now() - collectTime - startsAt) / roundLength) * roundLength
    return Math.max(startsAt, begun)
  }

  /** Place an order past the agents. @returns its tag; undefined while the peer may not write. */
  order(order: OwnersOrder): number | undefined {
    const { account, clock, host, site } = this.#options
    const body = { kind: 'order', tag: this.#tags.next(clock.now()), ...order } as const
    if (!host.write([body])) return undefined
    site.placed?.({ account, ...body })
    return body.tag
  }

  /** Cancel a resting order past the agents. @returns the tag of the cancellation; undefined while the peer may not write. */
  cancel(handle: number, device: number): number | undefined {
    const tag = this.#tags.next(this.#options.clock.now())
    return this.#options.host.write([{ kind: 'cancel', tag, device, handle }]) ? tag : undefined
  }

  stop(): void {
    this.#options.clock.clearTimeout(this.#timer)
  }

  #relive(at: number, lived: LivedRounds): void {
    const { genesis, site } = this.#options
    this.#act()
    this.#open = at
    for (const reading of site.meter(at)) if (!lived.hasReading(reading.slot)) this.#readings.push(reading)
    const height = lived.seen(at)
    if (height !== undefined) {
      const data = dataOf(genesis, lived.state(height)?.state ?? stateAtGenesis(genesis))
      if (this.#mode(at) === 'run') site.decide(at, data)
      else site.look?.(at, data)
    }
    for (const order of lived.placed(at)) site.placed?.(order)
    const outcome = lived.outcome(at)
    if (outcome !== undefined) this.certified(outcome)
  }

  #wake(at: number): void {
    const { clock } = this.#options
    this.#timer = clock.setTimeout(() => this.#round(at), Math.max(0, at - clock.now()))
  }

  #round(at: number): void {
    const { genesis, site, clock, host } = this.#options
    if (clock.now() < at) {
      this.#wake(at) // the clock was set back meanwhile
      return
    }
    if (this.#open !== undefined && this.#awaited) this.#options.onUndecided?.(this.#open)
    this.#act() // the round before was not decided in time
    this.#open = at
    this.#awaited = false
    this.#readings.push(...site.meter(at))
    // who wakes up late must not ask for what the others have cut already
    const isLate = clock.now() > at + genesis.collectTime
    // a round that cannot be decided would find yesterday's orders beside those that replaced them
    const mayTrade = host.peer.mayWrite && host.peer.reachesQuorum
    if (mayTrade && !isLate) {
      const readings = this.#readings.splice(0)
      const bodies: Body[] = readings.map((reading) => ({ kind: 'reading', ...reading }))
      bodies.push(...this.#wishes(at))
      this.#awaited = bodies.length > 0 && host.write(bodies)
      if (!this.#awaited) this.#readings.push(...readings)
    } else {
      this.#missed++
      this.#options.onMissed?.(at)
      this.#awaited = !mayTrade
    }
    this.#wake(at + genesis.roundLength)
  }

  /** What the site asks of the round, by its mode. */
  #wishes(at: number): Body[] {
    const { genesis, site, host, clock, account } = this.#options
    const { state } = host.peer
    const data = dataOf(genesis, state)
    const mode = this.#mode(at)
    if (mode === 'run') return site.decide(at, data).map(({ account: _, ...body }) => body as Body)
    site.look?.(at, data)
    if (mode !== 'stop') return []
    return ordersOf(state, account).map(({ handle, terms: { device } }): Body => {
      return { kind: 'cancel', tag: this.#tags.next(clock.now()), device, handle }
    })
  }

  #mode(at: number): Mode {
    return this.#options.mode?.(at) ?? 'run'
  }

  #act(): void {
    if (this.#open === undefined) return
    this.#options.site.act(this.#open)
    this.#open = undefined
  }
}

/** The orders of an account that rest in the books. */
export const ordersOf = ({ market }: CommunityState, account: number): CommunityState['market']['orders'] =>
  market.orders.filter(({ terms }) => terms.account === account)

/** The open books as of a state. */
export const dataOf = (genesis: Genesis, state: CommunityState): MarketData =>
  Exchange.restore(marketRules(genesis), state.market).data
