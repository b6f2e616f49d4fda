import { z } from 'zod'
import { marketSchema, tariffSchema } from './market-schema.js'
import { siteSchema } from './site-schema.js'

const caseSchema = z
  .looseObject({
    description: z.string().optional(),
    extends: z
      .union([z.string(), z.array(z.string())])
      .optional()
      .describe('Cases laid over the file before this one, in this order'),
  })
  .describe(
    'What differs from the file: maps merge, null removes, a map over a list addresses its members by name, by kind or with *, a list of named members adds to it, any other list replaces',
  )

/** The scenario file, in the units people write. Everything but `name` and `sites` has a default. */
export const scenarioSchema = z
  .strictObject({
    name: z
      .string()
      .regex(/^[a-z0-9][a-z0-9-]*$/, 'small letters, digits and -')
      .describe('Name of the scenario'),
    description: z.string().optional(),
    seed: z
      .union([z.string(), z.int()])
      .default('1')
      .describe('Where all chance comes from; the same seed gives the same run'),
    time: z
      .strictObject({
        zone: z.string().default('Asia/Tokyo').describe('IANA time zone of the community'),
        start: z
          .string()
          .regex(/^\d{4}-\d\d-\d\d$/, 'a date such as 2018-05-15')
          .default('2018-05-15')
          .describe('First recorded day, from local midnight'),
        days: z.int().min(1).max(3660).default(1).describe('Recorded days of 24 hours'),
        warmUpDays: z
          .int()
          .min(0)
          .max(366)
          .default(1)
          .describe('Days simulated before, to fill forecasts, stores and prices; not in the results'),
      })
      .prefault({}),
    market: marketSchema.prefault({}),
    tariff: tariffSchema.prefault({}).describe('The supplier, who sells and buys what the community does not'),
    weather: z
      .strictObject({
        latitude: z.number().min(-90).max(90).default(35.9).describe('North positive [degrees]'),
        longitude: z.number().min(-180).max(180).default(139.73).describe('East positive [degrees]'),
        clearness: z
          .number()
          .min(0)
          .max(1.2)
          .default(1)
          .describe('Mean clear-sky index: 1 a clear day, 0.3 an overcast one'),
        variability: z.number().min(0).max(1).default(0).describe('Standard deviation of its change from slot to slot'),
        temperature: z
          .strictObject({
            meanDegC: z.number().min(-60).max(60).default(20).describe('Daily mean of the air [degC]'),
            swingDegC: z.number().min(0).max(30).default(5).describe('Half of its daily swing [degC]'),
          })
          .prefault({}),
      })
      .prefault({}),
    forecast: z
      .discriminatedUnion('kind', [
        z.strictObject({
          kind: z.literal('noisy'),
          sd: z.number().min(0).max(2).default(0.1).describe('Standard deviation of the relative error'),
        }),
        z.strictObject({ kind: z.literal('models') }),
      ])
      .default({ kind: 'noisy', sd: 0.1 })
      .describe('noisy: the truth with an error; models: learnt from own readings'),
    sites: z.array(siteSchema).min(1).describe('Homes, shops and others that trade'),
    cases: z.record(z.string(), caseSchema).optional().describe('Variants, run with --case'),
  })
  .describe('A community that trades electricity')

export type ScenarioFile = z.output<typeof scenarioSchema>
