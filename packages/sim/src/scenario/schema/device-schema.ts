import { z } from 'zod'
import { clockTime, kw, kwh, nameSchema, perKwhPrice, share, vary, weekDays } from './quantity-schema.js'
import { seriesSchema } from './series-schema.js'

const deviceName = nameSchema('Unique in the scenario; default: the site and the kind, such as h1-battery').optional()

const pvSchema = z
  .strictObject({
    kind: z.literal('pv'),
    name: deviceName,
    peakKw: kw('Power of the modules at standard conditions').default(5),
    tiltDegrees: z.number().min(0).max(90).default(30).describe('From horizontal [degrees]'),
    azimuthDegrees: z.number().min(-180).max(180).default(0).describe('From south, west positive [degrees]'),
    series: seriesSchema.optional().describe('Measured generation; default: computed from the weather'),
    vary: vary(['peakKw', 'tiltDegrees']),
  })
  .describe('Photovoltaics')

const storage = {
  minimumSoc: share('Lowest state of charge').default(0.1),
  maximumSoc: share('Highest state of charge').default(1),
  initialSoc: share('State of charge at the start').default(0.5),
  chargeEfficiency: z.number().gt(0).max(1).default(0.93).describe('One way, terminals to store [0..1]'),
  dischargeEfficiency: z.number().gt(0).max(1).default(0.93).describe('One way, store to terminals [0..1]'),
  wear: perKwhPrice('Wear of each kWh through the terminals').min(0).default(0),
  vary: vary(['capacityKwh', 'chargeKw', 'dischargeKw', 'initialSoc']),
}

const batterySchema = z
  .strictObject({
    kind: z.literal('battery'),
    name: deviceName,
    capacityKwh: kwh('Energy between SOC 0 and 1').default(10),
    chargeKw: kw('Most power into the battery').default(3),
    dischargeKw: kw('Most power out of it').default(3),
    ...storage,
    strategy: z
      .enum(['value', 'table'])
      .default('value')
      .describe('value: marginal value of stored energy over the horizon; table: prices by state of charge'),
  })
  .describe('Stationary battery')

export const tripSchema = z
  .strictObject({
    departure: z
      .string()
      .regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d$/, 'local time such as 2018-05-15T08:00')
      .describe('Local time, on a slot border'),
    arrival: z
      .string()
      .regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d$/, 'local time such as 2018-05-15T18:00')
      .describe('Local time, on a slot border'),
    energyKwh: kwh('Taken from the battery on the way'),
    departureSoc: share('State of charge that must be there at departure').default(0.8),
    plugged: z.boolean().default(true).describe('Whether it is plugged in on return; its agent finds out then'),
  })
  .describe('One absence')

export const drivingSchema = z
  .strictObject({
    days: weekDays.default('weekdays'),
    leaves: clockTime('Departure'),
    returns: clockTime('Arrival; earlier than the departure means the next day'),
    energyKwh: kwh('Taken from the battery on the way'),
    departureSoc: share('State of charge that must be there at departure').default(0.8),
    plugProbability: share(
      'Chance that it is plugged in on return, drawn anew each day; its agent finds out then',
    ).default(1),
    jitterMinutes: z
      .int()
      .min(0)
      .max(720)
      .default(0)
      .describe(
        'Departure and arrival are moved by up to this much either way, in whole slots, drawn anew each day [minutes]',
      ),
  })
  .describe('A trip that repeats')

const evSchema = z
  .strictObject({
    kind: z.literal('ev'),
    name: deviceName,
    capacityKwh: kwh('Energy between SOC 0 and 1').default(40),
    chargeKw: kw('Most power into the car').default(3),
    dischargeKw: kw('Most power out of it; only with v2g').default(3),
    ...storage,
    minimumSoc: share('Lowest state of charge').default(0.2),
    strategy: z
      .enum(['value', 'price-cap'])
      .default('value')
      .describe('value: ready by departure at least cost; price-cap: charge when the price is under priceCap'),
    priceCap: perKwhPrice('For strategy price-cap: charge below this').default(10),
    v2g: z.boolean().default(false).describe('Whether the car may sell'),
    driving: z.array(drivingSchema).default([]),
    trips: z.array(tripSchema).default([]),
  })
  .describe('Electric vehicle')

const householdSchema = z
  .strictObject({
    kind: z.literal('household'),
    name: deviceName,
    profile: z
      .enum(['detached', 'store', 'mall', 'office', 'flat'])
      .optional()
      .describe('Shape of the day; default: by the kind of the site'),
    dailyKwh: kwh('Mean energy of a day; ignored with a series').default(11.1),
    tradable: share('Share of the load that is bought on the market').default(1),
    series: seriesSchema.optional().describe('Measured load; default: generated from the profile'),
    vary: vary(['dailyKwh']),
  })
  .describe('Load of a home, shop or office')

export const deviceSchema = z.discriminatedUnion('kind', [pvSchema, batterySchema, evSchema, householdSchema])

export type DeviceSpec = z.output<typeof deviceSchema>
export type PvSpec = z.output<typeof pvSchema>
export type BatterySpec = z.output<typeof batterySchema>
export type EvSpec = z.output<typeof evSchema>
export type HouseholdSpec = z.output<typeof householdSchema>
export type DrivingSpec = z.output<typeof drivingSchema>
