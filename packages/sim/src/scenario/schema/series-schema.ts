import { z } from 'zod'

export const seriesSchema = z
  .strictObject({
    file: z.string().min(1).describe('CSV file, relative to the data root (--data) or else to the scenario file'),
    column: z
      .union([z.string().min(1), z.int().min(1)])
      .describe('Header of the column with the values; its number from 1 where `header: false`'),
    unit: z
      .string()
      .regex(/^(W|kW|MW|Wh|kWh|MWh|[A-Z]{3}\/(kWh|MWh))$/, 'W, kW, MW, Wh, kWh, MWh, or a price such as JPY/kWh')
      .describe(
        'Unit of the values: W, kW, MW (mean power), Wh, kWh, MWh (energy of the interval), or JPY/kWh, EUR/MWh',
      ),
    kind: z
      .enum(['power', 'energy', 'price'])
      .optional()
      .describe('What the values are; follows from the unit, and must agree'),
    label: z.enum(['start', 'end']).default('start').describe('Which end of its interval a time stamp names'),
    scale: z.number().default(1).describe('Factor on every value, e.g. 12 for W per kW of PV on a roof of 12 kW'),
    time: z
      .strictObject({
        column: z.union([z.string().min(1), z.int().min(1)]).describe('Column with the time stamps'),
        format: z
          .string()
          .min(1)
          .default('iso')
          .describe('iso, epoch-s, epoch-ms, or a pattern of yyyy MM dd HH mm ss such as dd.MM.yyyy HH:mm'),
      })
      .optional()
      .describe('Where the time stamps are; without it give `start` and `stepMinutes`'),
    start: z
      .string()
      .regex(/^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d)?(Z|[+-]\d\d:\d\d)?)?$/, 'a time such as 2024-08-01T00:00')
      .optional()
      .describe('Start of the first interval of a file without time stamps, local to `zone` unless it has an offset'),
    stepMinutes: z
      .number()
      .positive()
      .max(1440)
      .optional()
      .describe('Length of an interval; found in the time stamps by default'),
    zone: z
      .string()
      .optional()
      .describe('IANA zone (or UTC, +09:00) of stamps without an offset; default: that of the scenario'),
    key: z
      .strictObject({ column: z.union([z.string().min(1), z.int().min(1)]), value: z.union([z.string(), z.number()]) })
      .optional()
      .describe('For a long file: only the rows that have this value in this column'),
    fill: z
      .enum(['error', 'hold', 'zero', 'interpolate'])
      .default('error')
      .describe('What a missing interval or an empty cell becomes; how many were filled is always said'),
    order: z.enum(['file', 'any']).default('file').describe('any: sort the rows by time first'),
    header: z.boolean().default(true).describe('Whether the first row names the columns'),
    skipLines: z.int().min(0).default(0).describe('Lines before the header'),
    delimiter: z.enum([',', ';', '\t', '|']).optional().describe('Found in the first line by default'),
    decimal: z.enum(['.', ',']).default('.').describe('Decimal mark'),
    encoding: z
      .string()
      .optional()
      .describe('Such as shift_jis or latin1; by default UTF-8, or UTF-16 with a byte order mark'),
  })
  .describe('A column of a CSV file')

export type SeriesSpec = z.output<typeof seriesSchema>
