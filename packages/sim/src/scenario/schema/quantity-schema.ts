import { z } from 'zod'

/** Everything with a name: no dots, so that a path can address it; `{n}` and `{n/10}` number the copies of a template. */
export const nameSchema = (what: string) =>
  z
    .string()
    .regex(/^([A-Za-z0-9_-]|\{n(\/[1-9]\d*)?\})+$/, 'letters, digits, - and _')
    .describe(what)

export const kw = (what: string) => z.number().min(0).max(1e6).multipleOf(0.001).describe(`${what} [kW]`)
export const kwh = (what: string) => z.number().min(0).max(1e6).multipleOf(0.001).describe(`${what} [kWh]`)
export const share = (what: string) => z.number().min(0).max(1).describe(`${what} [0..1]`)
export const minutes = (what: string) => z.int().min(0).max(100_000).describe(`${what} [minutes]`)

/** Exact to a thousandth, which is what a price can hold. */
export const perKwhPrice = (what: string) =>
  z.number().min(-10_000).max(10_000).multipleOf(0.001).describe(`${what} [currency per kWh]`)

export const clockTime = (what: string) =>
  z
    .string()
    .regex(/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/, 'a time of day such as "07:30"')
    .describe(`${what} [local time, HH:MM]`)

export const weekDays = z
  .union([
    z.enum(['every-day', 'weekdays', 'weekend']),
    z.array(z.enum(['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'])).min(1),
  ])
  .describe('Days of the week, local')

export type WeekDays = z.output<typeof weekDays>

export const vary = <K extends string>(keys: readonly [K, ...K[]]) =>
  z
    .partialRecord(z.enum(keys), z.number().min(0).max(0.95))
    .describe(
      'Seeded diversity: each of these is multiplied by a number drawn evenly from 1 - x to 1 + x, from a chance stream named after the device, so that adding a site leaves the others as they were',
    )
    .optional()
