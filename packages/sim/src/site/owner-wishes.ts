import type { OwnersTrip, SiteHousehold } from '@jazzgrid/node'
import { type Chance, CodedError, type Price, price } from '@jazzgrid/units'
import type { Member } from '../run/community/community.js'
import { profileOf } from '../run/community/profile.js'
import type { Preference, Scenario, ScenarioEv, ScenarioSite, Trip } from '../scenario/scenario.js'

/** What the owner of a simulated site wants, as it changes while the site lives. */
export class OwnerWishes implements SiteHousehold {
  readonly preference: Preference
  readonly cars: ReadonlyMap<string, readonly OwnersTrip[]>
  readonly #scenario: Scenario
  readonly #members: readonly Member[]
  readonly #chance: Chance
  readonly #retime: (id: number, trips: readonly Trip[]) => void
  readonly #pending: { readonly from: number; readonly make: (site: ScenarioSite) => ScenarioSite }[] = []
  #site: ScenarioSite
  #settings: unknown[]

  /**
   * @param scenario with the one site. @param chance of the site's life.
   * @param retime the car of this number drives otherwise from now on.
   */
  constructor(
    scenario: Scenario,
    members: readonly Member[],
    chance: Chance,
    retime: (id: number, trips: readonly Trip[]) => void,
  ) {
    this.#scenario = scenario
    this.#members = members
    this.#chance = chance
    this.#retime = retime
    this.#site = scenario.sites[0]
    this.#settings = members.map(({ profile }) => profile.settings)
    this.preference = this.#site.preference
    this.cars = new Map(this.#site.devices.filter(isCar).map(({ name, trips }) => [name, trips]))
  }

  /** What the owner prefers now. */
  get wanted(): Preference {
    return this.#site.preference
  }

  /** Of the agent of a device, as they are now. */
  settings(id: number): unknown {
    return this.#settings[id]
  }

  prefer(preference: Preference, from: number): void {
    this.#schedule(from, (site) => ({ ...site, preference, premium: this.#premium(site, preference) }))
  }

  check(car: string, trips: readonly OwnersTrip[], from: number): void {
    const device = this.#at(from).devices.find((each) => each.name === car)
    if (device === undefined || !isCar(device)) throw bad(`this site has no car ${car}`)
    const { slotLength } = this.#scenario.market
    const underWay = device.trips.filter(({ departure }) => departure < from)
    let free = Math.max(from, ...underWay.map(({ arrival }) => arrival))
    for (const trip of inOrder(trips)) {
      const { departure, arrival, energy, departureSoc } = trip
      const when = `the trip of ${new Date(departure).toISOString()}`
      if (departure % slotLength !== 0 || arrival % slotLength !== 0) throw bad(`${when} is not on slot borders`)
      if (arrival <= departure) throw bad(`${when} ends before it begins`)
      if (departure < free) throw bad(`${when} begins before ${new Date(free).toISOString()}, when the car may leave`)
      if (departureSoc < device.minimumSoc || departureSoc > device.maximumSoc) {
        throw bad(
          `${when} leaves at ${departureSoc}, and the car is kept between ${device.minimumSoc} and ${device.maximumSoc}`,
        )
      }
      // in whole Wh, so that binary fractions of a share do not decide
      const room = Math.round((departureSoc - device.minimumSoc) * device.capacity)
      if (energy > room) throw bad(`${when} takes ${energy} Wh, and a car that leaves so has ${room} Wh to drive with`)
      free = arrival
    }
  }

  plan(car: string, trips: readonly OwnersTrip[], from: number): void {
    this.check(car, trips, from)
    const fresh = inOrder(trips).map((trip): Trip => ({ ...trip, plugged: true }))
    this.#schedule(from, (site) => ({
      ...site,
      devices: site.devices.map((device) => {
        if (device.name !== car || !isCar(device)) return device
        return { ...device, trips: [...device.trips.filter(({ departure }) => departure < from), ...fresh] }
      }),
    }))
  }

  /** What was wished for by now holds from now on. */
  advance(now: number): void {
    while (this.#pending.length > 0 && this.#pending[0].from <= now) {
      this.#site = this.#pending.shift()!.make(this.#site)
      this.#members.forEach(({ id, profile }, i) => {
        const device = this.#site.devices[i]
        const next = profileOf(this.#scenario, this.#site, device, id, profile.account, this.#chance)
        this.#settings[id] = next.settings
        if (isCar(device)) this.#retime(id, device.trips)
      })
    }
  }

  /** The site as it will be, by what was wished for until now. */
  #at(time: number): ScenarioSite {
    return this.#pending.filter(({ from }) => from <= time).reduce((site, { make }) => make(site), this.#site)
  }

  /** Of two with one time the one that was wished for later comes last. */
  #schedule(from: number, make: (site: ScenarioSite) => ScenarioSite): void {
    const later = this.#pending.findIndex((other) => other.from > from)
    this.#pending.splice(later < 0 ? this.#pending.length : later, 0, { from, make })
  }

  /** What is paid for an attribute goes over to the one that is preferred now; who paid for none pays what is usual. */
  #premium({ premium }: ScenarioSite, preference: Preference): ScenarioSite['premium'] {
    const { market, tariff } = this.#scenario
    if (premium.renewable > 0 && premium.local > 0) return premium // it was set for each
    const span = Math.max(0, (tariff.retail[0] ?? 0) - (tariff.feedIn[0] ?? 0))
    const usual = Math.round(span / 10 / market.tick) * market.tick
    const amount = price(Math.max(premium.renewable, premium.local) || usual)
    const of = (attribute: Preference): Price => (preference === attribute ? amount : price(0))
    return { renewable: of('renewable'), local: of('local') }
  }
}

const isCar = (device: ScenarioSite['devices'][number]): device is ScenarioEv => device.kind === 'ev'

const inOrder = (trips: readonly OwnersTrip[]): OwnersTrip[] => [...trips].sort((a, b) => a.departure - b.departure)

const bad = (message: string): CodedError => new CodedError('bad-trips', `${message}. Change it`)
