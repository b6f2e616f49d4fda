import { z } from 'zod'
import { clockTime, minutes, perKwhPrice, share, weekDays } from './quantity-schema.js'
import { seriesSchema } from './series-schema.js'

export const marketSchema = z.strictObject({
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/, 'three capital letters such as JPY')
    .default('JPY')
    .describe('ISO 4217 code; all prices are in it'),
  mechanism: z
    .enum(['continuous', 'call', 'pay-as-bid', 'trade-reduction'])
    .default('continuous')
    .describe('How orders meet: continuous double auction, or one auction a round'),
  pricing: z
    .strictObject({
      k: share('Where the price lies in its interval: 0 lowest, 1 highest').default(0.5),
      interval: z
        .enum(['marginal-pair', 'supporting'])
        .default('supporting')
        .describe(
          'supporting: all prices that support the allocation; marginal-pair: between the last bid and the last offer',
        ),
    })
    .prefault({})
    .describe('Auctions only'),
  slotMinutes: z
    .union([z.literal(5), z.literal(15), z.literal(30), z.literal(60)])
    .default(30)
    .describe('Length of a delivery period [minutes]'),
  roundMinutes: minutes('Between two rounds of the auction; divides the slot').min(1).default(5),
  openBeforeMinutes: minutes('How long before its slot a book opens').default(1440),
  gateClosureMinutes: z
    .int()
    .min(-100_000)
    .max(60)
    .default(-5)
    .describe('When a book closes, from the start of its slot; negative is before [minutes]'),
  quoteLeadsMinutes: z
    .array(minutes('Lead'))
    .min(1)
    .default([1380, 720, 360, 180, 120, 60, 40, 20, 10, 0])
    .describe('How long before gate closure agents quote a slot, longest first [minutes]'),
  tick: perKwhPrice('Step of prices').gt(0).default(0.1),
  lotWh: z.int().min(1).max(1e6).default(100).describe('Step of quantities [Wh]'),
  band: z
    .strictObject({ min: perKwhPrice('Lowest price').default(0), max: perKwhPrice('Highest price').default(50) })
    .prefault({})
    .describe('Prices outside are refused'),
})

const priceCurve = (what: string) =>
  z
    .union([
      perKwhPrice(what),
      z.strictObject({
        base: perKwhPrice('Outside the windows'),
        windows: z
          .array(
            z.strictObject({
              from: clockTime('Start of the window'),
              to: clockTime('Its end; earlier than the start means the next day'),
              days: weekDays.default('every-day'),
              price: perKwhPrice('Inside the window'),
            }),
          )
          .describe('Time of use; the first window that holds the start of a slot sets its price'),
      }),
      z.strictObject({ series: seriesSchema }),
    ])
    .describe(`${what}: a price, \`base\` with time-of-use \`windows\`, or a \`series\` [currency per kWh]`)

export const tariffSchema = z.strictObject({
  retail: priceCurve('What the supplier charges').default(26),
  feedIn: priceCurve('What the supplier pays').default(8.5),
  network: z
    .strictObject({
      sameFeeder: perKwhPrice('Within a feeder').min(0).default(0),
      other: perKwhPrice('Beyond the feeder').min(0).default(0),
    })
    .prefault({})
    .describe('Network charge, paid by the buyer'),
  suspendAbove: share('Missing share of its sold energy above which a seller is suspended').default(0.2),
})

export type MarketSpec = z.output<typeof marketSchema>
export type TariffSpec = z.output<typeof tariffSchema>
export type PriceCurveSpec = TariffSpec['retail']
