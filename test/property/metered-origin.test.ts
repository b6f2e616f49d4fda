import {
  type BatterySpec,
  batteryAt,
  countWh,
  energyOver,
  JOULES_PER_WH,
  joulesOf,
  METER_AT_ZERO,
  readMeter,
  stepBattery,
  stepMeter,
} from '@jazzgrid/devices'
import {
  deliveredOf,
  mixTotal,
  openSettlement,
  type StoreContent,
  type StoreFlow,
  settle,
  type Trade,
  trackSlot,
} from '@jazzgrid/market'
import { Chance, perKwh, price, watt, wh } from '@jazzgrid/units'
import { describe, expect, it } from 'vitest'

const SPEC: BatterySpec = {
  capacity: wh(10_000),
  minSoc: 0,
  maxSoc: 1,
  charge: watt(3_000),
  discharge: watt(3_000),
  chargeEfficiency: 0.93,
  dischargeEfficiency: 0.93,
  selfDischarge: 0.01,
}
const FEEDERS = [0, 0, 1]
const TERMS = { network: { feeders: FEEDERS, sameFeeder: price(0), other: perKwh(7.45) } }
const REFERENCE = { retail: perKwh(26), feedIn: perKwh(8.5) }

/** One home: a physical battery behind whole-Wh counters of what went in, came out and was lost. */
class Home {
  battery
  meter = METER_AT_ZERO
  #counted

  constructor(soc: number) {
    this.battery = batteryAt(SPEC, soc)
    // what is in it counts as charged, so that the counters agree with it from the first joule
    this.#counted = { charge: this.battery.stored % JOULES_PER_WH, discharge: 0, loss: 0 }
  }

  /** Six steps of five minutes at random power. */
  flow(store: number, chance: Chance): StoreFlow {
    const joules = { ...this.#counted }
    for (let step = 0; step < 6; step++) {
      const { state, moved, chargeLoss, dischargeLoss, selfDischarge } = stepBattery(
        SPEC,
        this.battery,
        energyOver(chance.integer(8_000) - 4_000, 300),
        300,
      )
      this.battery = state
      joules.charge += Math.max(0, moved)
      joules.discharge += Math.max(0, -moved)
      joules.loss += chargeLoss + dischargeLoss + selfDischarge
    }
    const [charge, discharge, loss] = [joules.charge, joules.discharge, joules.loss].map((sum) => countWh(0, sum))
    this.#counted = { charge: charge.remainder, discharge: discharge.remainder, loss: loss.remainder }
    return { store, site: store, charge: charge.energy, discharge: discharge.energy, loss: loss.energy }
  }
}

describe('from physics to meter, money and origin', () => {
  it('tracks what batteries hold to 3 Wh over weeks, and draws from the supplier what is settled as imbalance', () => {
    for (const seed of [1, 2, 3]) {
      const chance = new Chance(seed)
      const homes = FEEDERS.map(() => new Home(chance.uniform()))
      let stores: readonly StoreContent[] = homes.map(({ battery }) => ({
        kind: 'battery',
        pv: wh(0),
        grid: wh(Math.floor(battery.stored / JOULES_PER_WH)),
      }))
      let state = openSettlement(
        0,
        homes.map(({ meter }) => readMeter(meter)),
      )
      for (let slot = 0; slot < 1_000; slot++) {
        const sites = homes.map(() => ({ pv: wh(chance.integer(1_500)), load: wh(chance.integer(1_500)) }))
        const flows = homes.map((home, i) => home.flow(i, chance))
        homes.forEach((home, i) => {
          const net = sites[i].load - sites[i].pv + flows[i].charge - flows[i].discharge
          home.meter = stepMeter(home.meter, joulesOf(wh(net)))
        })
        const trades = [0, 1].map((): Trade => {
          const [seller, buyer] = [chance.integer(3), chance.integer(3)]
          const terms = { price: perKwh(20), quantity: wh(1 + chance.integer(800)), origin: 'pv' as const }
          return { slot, seller, buyer, ...terms, sellerDevice: 0, buyerDevice: 0, buy: 0, sell: 0, at: 0 }
        })
        const registers = homes.map(({ meter }) => readMeter(meter))
        const step = settle(state, { slot, trades, registers, reference: REFERENCE }, TERMS)
        state = step.state
        const { lines } = step.settled
        const delivered = deliveredOf(
          trades,
          lines.map(({ shortfall }) => shortfall),
        )
        const tracked = trackSlot(
          stores,
          sites,
          flows,
          trades.map((trade, i) => ({ ...trade, quantity: delivered[i] })),
        )
        stores = tracked.stores

        expect(tracked.uses.map(({ unexplained }) => unexplained)).toEqual([0, 0, 0])
        const fromSupplier = tracked.sites.reduce((sum, { drawn, exported }) => sum + drawn - mixTotal(exported), 0)
        expect(fromSupplier).toBe(lines.reduce((sum, { imbalance }) => sum + imbalance, 0))
        stores.forEach(({ pv, grid }, i) => {
          const beyond = (pv + grid) * JOULES_PER_WH - homes[i].battery.stored
          expect(beyond).toBeGreaterThan(-JOULES_PER_WH)
          expect(beyond).toBeLessThan(3 * JOULES_PER_WH)
        })
      }
    }
  })
})
