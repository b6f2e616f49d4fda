import { SiteRoom } from '@jazzgrid/agent'
import type { Fate, Request, RoundReport } from '@jazzgrid/market'
import { HOUR } from '@jazzgrid/units'
import type { Preference, Scenario } from '../scenario/scenario.js'
import type { Community, Site } from './community/community.js'
import type { Decided, Fleet, Opening } from './fleet/fleet.js'
import type { DecisionLog } from './recorder/decision-log.js'
import type { OrderLog } from './recorder/order-log.js'

const NONE_MADE = new Map<number, number>()

/**
 * One round: the gate opens, agents decide, and when the market has executed what they ask for, everybody hears the fate
 * of its orders. The devices of a site are asked one after the other, each seeing what the others left of the router leg.
 */
export class RoundDesk {
  readonly rooms: readonly SiteRoom[]
  readonly #community: Community
  readonly #fleet: Fleet
  readonly #decisions: DecisionLog
  readonly #orders: OrderLog
  /** First recorded slot. */
  readonly #from: number
  readonly #preference: (site: Site) => Preference
  readonly #heard: Fate[][]

  constructor(options: {
    readonly scenario: Scenario
    readonly community: Community
    readonly fleet: Fleet
    readonly decisions: DecisionLog
    readonly orders: OrderLog
    readonly from: number
    /** What the owner of a site wants now; what the scenario says if left out. */
    readonly preference?: (site: Site) => Preference
  }) {
    const { community, scenario } = options
    this.#community = community
    this.#fleet = options.fleet
    this.#decisions = options.decisions
    this.#orders = options.orders
    this.#from = options.from
    this.#preference = options.preference ?? (({ scenario }) => scenario.preference)
    const { slotLength } = scenario.market
    this.rooms = community.sites.map(({ scenario: { leg }, capPerSlot }) => {
      // the leg is part of the connection, whatever its own rating
      return new SiteRoom(Math.min(capPerSlot, Math.floor((leg * slotLength) / HOUR)))
    })
    this.#heard = community.members.map(() => [])
  }

  /** What the agents ask of the market. */
  decide(opening: Opening): Request[] {
    const requests: Request[] = []
    if (opening.due.length > 0) {
      const first = opening.due[0].slot
      const count = opening.due[opening.due.length - 1].slot - first + 1
      this.#fleet.decide(
        opening,
        (account) => this.rooms[account].signal(first, count),
        (decided) => this.#take(opening.now, decided, requests),
      )
    }
    return requests
  }

  #take(now: number, { agent, requests, decisions }: Decided, all: Request[]): void {
    const member = this.#community.members[agent]
    const room = this.rooms[member.site.account]
    const preference = this.#preference(member.site)
    // most agents say nothing new, and what they record belongs to no order
    const made = requests.length === 0 ? NONE_MADE : new Map<number, number>()
    for (const decision of decisions) {
      if (decision.slot < this.#from) continue
      const id = this.#decisions.add(now, member.device.name, preference, decision)
      if (requests.length > 0 && decision.tag >= 0) made.set(decision.tag, id)
    }
    for (const request of requests) {
      room.placed(request)
      if (request.kind === 'order') this.#orders.placed(now, request, made.get(request.tag) ?? Number.NaN)
      all.push(request)
    }
  }

  /** What became of it. */
  tell({ at, fates }: RoundReport): void {
    const touched: number[] = []
    for (const fate of fates) {
      this.#orders.heard(at, fate)
      this.rooms[fate.account].heard(fate)
      const heard = this.#heard[fate.device]
      if (heard.length === 0) touched.push(fate.device)
      heard.push(fate)
    }
    // in the order of agents, so that nothing depends on the order of accounts within the round
    touched.sort((a, b) => a - b)
    for (const agent of touched) {
      this.#fleet.hear(agent, this.#heard[agent])
      this.#heard[agent] = []
    }
  }
}
