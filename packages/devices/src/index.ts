export { type Clamped, clampPower, type Limit, type LimitReason } from './limit/clamp.js'
export { clampExchange, type LegClamped, legCapacity } from './limit/router-leg.js'
export { clampSite, type SiteClamped, type SiteContract } from './limit/site-contract.js'
export {
  type BatteryLimit,
  type BatterySpec,
  type BatteryState,
  type BatteryStep,
  batteryAt,
  batteryReach,
  ceilingOf,
  floorOf,
  fullCycles,
  socOf,
  stepBattery,
} from './model/battery.js'
export { countWh, energyOver, type J, JOULES_PER_WH, joulesOf, secondsBetween, type WholeWh } from './model/energy.js'
export { type LoadSpec, loadBetween } from './model/load.js'
export { METER_AT_ZERO, type MeterReading, type MeterState, readMeter, stepMeter } from './model/meter.js'
export {
  cellTemperature,
  dcPower,
  type PhotovoltaicSpec,
  type PhotovoltaicStep,
  stepPhotovoltaic,
} from './model/photovoltaic.js'
export { type EnergySeries, endOf, energyBetween } from './model/series.js'
export { nextTrip, type Trip, type TripOutcome, type Whereabouts, whereabouts } from './model/trip.js'
export {
  type ChargerExchange,
  nextDeparture,
  pluggedAt,
  stepVehicle,
  type VehicleSpec,
  type VehicleState,
  type VehicleStep,
  vehicleAt,
} from './model/vehicle.js'
export type { DeviceKind, Rating } from './rating.js'
export type { Quality, Reading } from './reading.js'
export type { Setpoint, SetpointTarget } from './setpoint.js'
export { clearSkyGlobal, extraterrestrial } from './solar/clear-sky.js'
export { diffuseShare, planeIrradiance, type SkyLight } from './solar/plane-irradiance.js'
export { type SunPosition, sunPosition } from './solar/sun-position.js'
