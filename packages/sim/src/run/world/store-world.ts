import {
  type BatterySpec,
  batteryAt,
  batteryReach,
  countWh,
  JOULES_PER_WH,
  socOf,
  stepVehicle,
  type Trip,
  type VehicleSpec,
  type VehicleState,
  whereabouts,
} from '@jazzgrid/devices'
import { watt, wh } from '@jazzgrid/units'
import type { ScenarioBattery, ScenarioEv } from '../../scenario/scenario.js'

/** What a store did in one slot. */
export interface StoreStep {
  /** Whole Wh at the terminal, positive into the store. */
  readonly moved: number
  readonly soc: number
  readonly plugged: boolean
  /** Lost inside the store, and taken by driving: differences of running counts [whole Wh]. */
  readonly loss: number
  readonly driven: number
  /** Driving that the store could not supply, of trips that arrived in this slot [Wh]. */
  readonly stranded: number
}

/** The charger at home; the account numbers of a run do not matter to the model. */
const HOME = 0

/** A battery or a car battery of the world: a physical model that moves whole Wh, so that every meter is exact. */
export class StoreWorld {
  readonly kind: 'battery' | 'ev'
  #spec: VehicleSpec
  #state: VehicleState
  #lossRest = 0
  #drivenRest = 0

  constructor(device: ScenarioBattery | ScenarioEv) {
    const battery: BatterySpec = {
      capacity: device.capacity,
      minSoc: device.minimumSoc,
      maxSoc: device.maximumSoc,
      charge: device.charge,
      discharge: device.kind === 'ev' && !device.v2g ? watt(0) : device.discharge,
      chargeEfficiency: device.chargeEfficiency,
      dischargeEfficiency: device.dischargeEfficiency,
    }
    const trips = device.kind === 'ev' ? device.trips.map(drive) : []
    this.kind = device.kind
    this.#spec = { ...battery, trips, plugAt: HOME }
    this.#state = { battery: batteryAt(battery, device.initialSoc), missing: 0 }
  }

  get spec(): VehicleSpec {
    return this.#spec
  }

  /** The car drives otherwise from now on. @param trips all of them; those that have begun are as they were. */
  retime(trips: ScenarioEv['trips']): void {
    this.#spec = { ...this.#spec, trips: trips.map(drive) }
  }

  get soc(): number {
    return socOf(this.#spec, this.#state.battery)
  }

  /** Energy in store [Wh, not rounded]. */
  get stored(): number {
    return this.#state.battery.stored / JOULES_PER_WH
  }

  pluggedAt(time: number): boolean {
    const where = whereabouts(this.#spec.trips, time, HOME)
    return where.driving === undefined && where.plugAt === HOME
  }

  /** What of the energy asked for it can move in the slot [whole Wh, positive into the store]. */
  reachable(from: number, to: number, wanted: number): number {
    if (!this.pluggedAt(from)) return 0
    const { into, outOf } = batteryReach(this.#spec, this.#state.battery, (to - from) / 1000)
    const most = Math.floor(into / JOULES_PER_WH)
    const least = -Math.floor(outOf / JOULES_PER_WH)
    return Math.max(least, Math.min(most, Math.round(wanted)))
  }

  /** Let one slot pass with this much energy asked for [Wh, positive into the store]. */
  step(from: number, to: number, wanted: number): StoreStep {
    const seconds = (to - from) / 1000
    const plugged = this.pluggedAt(from)
    const asked = this.reachable(from, to, wanted)
    const step = stepVehicle(this.#spec, this.#state, (asked * JOULES_PER_WH) / seconds, from, to)
    this.#state = step.state
    const stranded = step.arrived.reduce((sum, { missing }) => sum + missing, 0)
    const loss = countWh(this.#lossRest, step.chargeLoss + step.dischargeLoss + step.selfDischarge)
    const driven = countWh(this.#drivenRest, step.driven)
    this.#lossRest = loss.remainder
    this.#drivenRest = driven.remainder
    return {
      moved: wh(Math.round(step.moved / JOULES_PER_WH)),
      soc: this.soc,
      plugged,
      loss: loss.energy,
      driven: driven.energy,
      stranded: stranded / JOULES_PER_WH,
    }
  }
}

const drive = ({ departure, arrival, energy, plugged }: ScenarioEv['trips'][number]): Trip => {
  return { departure, arrival, energy, ...(plugged ? { plugAt: HOME } : undefined) }
}
