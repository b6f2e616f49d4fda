import { z } from 'zod'
import { REPLICA_LIMIT } from '../file/replicate.js'
import { deviceSchema } from './device-schema.js'
import { kw, nameSchema, perKwhPrice } from './quantity-schema.js'

const preference = z.enum(['cheapest', 'renewable', 'local', 'profit'])

export const siteSchema = z
  .strictObject({
    name: nameSchema('Unique in the scenario'),
    kind: z.enum(['house', 'store', 'mall', 'office', 'other']).default('house'),
    feeder: z.string().min(1).default('f1').describe('Sites of one feeder count as near each other'),
    preference: preference.default('cheapest').describe('What the owner wants; the devices trade accordingly'),
    trader: z
      .enum(['concession', 'zi-c', 'zip'])
      .default('concession')
      .describe(
        'How its devices name their prices. concession: from an opening price towards what the energy is worth; for research, traders of the literature: zi-c (zero intelligence) and zip. Battery tables and price caps stay as they are',
      ),
    hedge: z
      .boolean()
      .default(false)
      .describe(
        'Contract more or less than the forecast where being wrong one way costs more than the other; without effect where a battery or car makes up for errors',
      ),
    contractKw: kw('Most power the connection may carry either way').default(10),
    legKw: kw('Most power the router leg may exchange with the others').default(5),
    premium: z
      .union([
        perKwhPrice('For the preferred attribute').min(0),
        z.strictObject({
          renewable: perKwhPrice('For renewable energy').min(0).default(0),
          local: perKwhPrice('For energy of the same feeder').min(0).default(0),
        }),
      ])
      .optional()
      .describe(
        'What the owner pays beyond its limit for a unit with the attribute it prefers; default: a tenth of the span between feed-in and retail for sites that prefer renewable or local, else 0 [currency per kWh]',
      ),
    devices: z.array(deviceSchema).default([]),
    replicate: z
      .strictObject({
        count: z.int().min(1).max(REPLICA_LIMIT).describe('Number of copies'),
        from: z.int().min(0).default(1).describe('Number of the first'),
        preferences: z.array(preference).min(1).optional().describe('Taken in turn by the copies'),
      })
      .optional()
      .describe('Many sites from this one: write {n} for the number of the copy in names, {n/10} for its group of ten'),
  })
  .describe('A metering point with its devices')

export type SiteSpec = z.output<typeof siteSchema>
