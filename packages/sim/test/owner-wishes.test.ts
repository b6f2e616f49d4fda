import { Exchange, type Request } from '@jazzgrid/market'
import { HOUR, wh } from '@jazzgrid/units'
import { beforeAll, describe, expect, it } from 'vitest'
import { resolveScenario, type Scenario, SiteLife } from '../src/index.js'

const SITE = 'h81'
let scenario: Scenario
let car: string
beforeAll(async () => {
  scenario = await resolveScenario('village', { set: ['time.warmUpDays=0', 'time.days=1'], seed: 1 })
  car = scenario.sites.find(({ name }) => name === SITE)!.devices.find(({ kind }) => kind === 'ev')!.name
})

/** A site that is alone on the market, as far as a time of its day [h]. */
class LoneLife {
  readonly life = new SiteLife(scenario, SITE)
  readonly asked: { readonly at: number; readonly request: Request }[] = []
  readonly #exchange: Exchange
  #now: number

  constructor() {
    const { market, sites } = scenario
    const { slotLength, tick, lot, band, openBefore, gateClosure } = market
    const rules = { mechanism: 'continuous', slotLength, tick, lot, band, openBefore, gateClosure } as const
    this.#exchange = new Exchange(rules)
    for (const account of sites.keys()) this.#exchange.register(account, { feeder: 0 })
    this.#now = this.life.starts
  }

  hour(hour: number): number {
    return this.life.starts + hour * HOUR
  }

  /** @param before what is done before the round of the last hour. */
  liveTo(hour: number): this {
    for (; this.#now < this.hour(hour); this.#now += scenario.market.roundLength) {
      this.life.meter(this.#now)
      const requests = this.life.decide(this.#now, this.#exchange.data)
      for (const request of requests) this.asked.push({ at: this.#now, request })
      this.life.hear(this.#exchange.round(this.#now, requests))
      this.life.act(this.#now)
    }
    return this
  }

  get decisions() {
    const { slotLength } = scenario.market
    const first = this.life.starts / slotLength
    return Array.from({ length: 48 }, (_, i) => this.life.memory.decisions(first + i)).flat()
  }
}

const trip = (life: LoneLife, from: number, to: number, energy = 3_000) => ({
  departure: life.hour(from),
  arrival: life.hour(to),
  energy: wh(energy),
  departureSoc: 0.5,
})

describe('what an owner wishes for while the site lives', () => {
  it('changes nothing where nothing is wished for, and takes effect at its time where it is', () => {
    const plain = new LoneLife().liveTo(20)
    const changed = new LoneLife().liveTo(6)
    changed.life.household.prefer('renewable', changed.hour(8))
    changed.liveTo(20)
    const until = (life: LoneLife, hour: number) => life.asked.filter(({ at }) => at < life.hour(hour))
    expect(until(changed, 8)).toEqual(until(plain, 8))
    const premiums = (life: LoneLife) =>
      life.asked.flatMap(({ at, request }) => ('premium' in request && request.premium?.renewable ? [at] : []))
    expect(premiums(plain)).toEqual([])
    expect(premiums(changed).length).toBeGreaterThan(0)
    expect(Math.min(...premiums(changed))).toBeGreaterThanOrEqual(changed.hour(8))
    const labels = changed.decisions.map((row) => `${Number(row.decided_ms) < changed.hour(8)} ${row.preference}`)
    expect([...new Set(labels)].sort()).toEqual(['false renewable', `true ${plain.life.household.preference}`])
  })

  it('is lived again after a restart as it was lived', () => {
    const first = new LoneLife().liveTo(5)
    first.life.household.plan(car, [trip(first, 9, 12)], first.hour(6))
    first.liveTo(11)
    first.life.household.prefer('profit', first.hour(12))
    // a new plan from a time at which the old one is gone
    first.life.household.plan(car, [trip(first, 15, 17)], first.hour(13))
    first.liveTo(22)
    const again = new LoneLife()
    again.life.household.prefer('profit', again.hour(12))
    again.life.household.plan(car, [trip(again, 9, 12)], again.hour(6))
    again.life.household.plan(car, [trip(again, 15, 17)], again.hour(13))
    again.liveTo(22)
    expect(again.asked).toEqual(first.asked)
    expect(again.decisions).toEqual(first.decisions)
    expect(again.life.charge).toEqual(first.life.charge)
  })

  it('sends the car where the owner says, and nowhere else', () => {
    const away = new LoneLife().liveTo(5)
    away.life.household.plan(car, [], away.hour(6))
    away.liveTo(10)
    const before = away.life.charge.get(car)!
    const home = new LoneLife().liveTo(5)
    home.life.household.plan(car, [trip(home, 7, 10, 6_000)], home.hour(6))
    home.liveTo(7)
    const loaded = home.life.charge.get(car)!
    home.liveTo(10.5)
    const { capacity } = scenario.sites.flatMap(({ devices }) => devices).find(({ name }) => name === car) as {
      capacity: number
    }
    expect(loaded - home.life.charge.get(car)!).toBeGreaterThan(5_000 / capacity)
    expect(before).toBeGreaterThan(0)
  })

  it.each([
    ['is not on slot borders', { departure: 9.1 }],
    ['ends before it begins', { arrival: 8 }],
    ['begins before', { departure: 5 }],
    ['is kept between', { departureSoc: 1.5 }],
    ['takes 500000 Wh', { energy: 500_000 }],
  ])('is refused where a trip %s, and changes nothing', (why, change) => {
    const { life, hour } = { life: new LoneLife(), hour: (at: number) => new LoneLife().hour(at) }
    const { departure = 9, arrival = 12, departureSoc = 0.5, energy = 3_000 } = change as Record<string, number>
    const wish = { departure: hour(departure), arrival: hour(arrival), departureSoc, energy: wh(energy) }
    expect(() => life.life.household.plan(car, [wish], hour(6))).toThrow(why)
    expect(() => life.life.household.plan(car, [trip(life, 9, 12), trip(life, 11, 13)], hour(6))).toThrow(
      'begins before',
    )
    expect(() => life.life.household.plan('tractor', [], hour(6))).toThrow('no car tractor')
    expect(life.liveTo(8).asked).toEqual(new LoneLife().liveTo(8).asked)
  })
})
