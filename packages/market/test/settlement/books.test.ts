import { price, wh } from '@jazzgrid/units'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { supplierOnlyCost } from '../../src/settlement/line.js'
import { balancesOf } from '../../src/settlement/posting.js'
import { openSettlement, type SettledSlot, settle } from '../../src/settlement/settle.js'
import { closeBooks, type Statement, statementsOf } from '../../src/settlement/statement.js'
import { type NaiveSlot, naiveGains, sale } from './ledger.js'

const ACCOUNTS = 5
const FEEDERS = [0, 0, 1, 1, 2]
const CHARGE = { sameFeeder: 3_700, other: 7_450 }
const PENALTY = 2_000

const anyAccount = fc.integer({ min: 0, max: ACCOUNTS - 1 })
const anyTrade = fc
  .tuple(anyAccount, anyAccount, fc.integer({ min: 1, max: 3_000 }), fc.integer({ min: -5_000, max: 50_000 }))
  .chain(([seller, buyer, quantity, at]) =>
    fc
      .option(fc.integer({ min: 0, max: 3_000 }), { nil: undefined })
      .map((cut) => sale(seller, buyer, quantity, at, cut === undefined ? {} : { sellerPrice: price(at - cut) })),
  )
const anySlot: fc.Arbitrary<NaiveSlot> = fc.record({
  trades: fc.array(anyTrade, { maxLength: 8 }),
  net: fc.array(fc.integer({ min: -6_000, max: 6_000 }), { minLength: ACCOUNTS, maxLength: ACCOUNTS }),
  retail: fc.integer({ min: 0, max: 40_000 }),
  feedIn: fc.integer({ min: -2_000, max: 20_000 }),
})
const anyDay = fc.array(anySlot, { minLength: 1, maxLength: 12 })

/** Settle a period from true nets, seen through registers of this resolution and with these readings missing. */
function settleDay(day: readonly NaiveSlot[], resolution: number, missing: (slot: number, account: number) => boolean) {
  const imported = new Array<number>(ACCOUNTS).fill(0)
  const exported = new Array<number>(ACCOUNTS).fill(0)
  const shown = (value: number) => wh(Math.floor(value / resolution) * resolution)
  const read = (account: number) => ({ imported: shown(imported[account]), exported: shown(exported[account]) })
  let state = openSettlement(
    0,
    FEEDERS.map((_, account) => read(account)),
  )
  const period: SettledSlot[] = day.map(({ trades, net, retail, feedIn }, slot) => {
    net.forEach((energy, account) => {
      if (energy > 0) imported[account] += energy
      else exported[account] -= energy
    })
    const registers = FEEDERS.map((_, account) => (missing(slot, account) ? undefined : read(account)))
    const reference = { retail: price(retail), feedIn: price(feedIn) }
    const step = settle(
      state,
      { slot, registers, reference, trades: trades.map((trade) => ({ ...trade, slot })) },
      {
        network: { feeders: FEEDERS, sameFeeder: price(CHARGE.sameFeeder), other: price(CHARGE.other) },
        penalty: price(PENALTY),
      },
    )
    state = JSON.parse(JSON.stringify(step.state)) // what is carried is plain data
    return step.settled
  })
  return { period, imported, exported }
}

const always = () => false

describe('settled books', () => {
  it('agree with settlement written the long way', () => {
    fc.assert(
      fc.property(anyDay, (day) => {
        const { period } = settleDay(day, 1, always)
        period.forEach((settled, slot) => {
          const gains = balancesOf(settled.postings, ACCOUNTS).accounts
          expect(gains.map(BigInt)).toEqual(naiveGains(day[slot], FEEDERS, CHARGE, PENALTY))
        })
      }),
      { seed: 21, numRuns: 200 },
    )
  })

  it('sum to zero with supplier, network and community, whatever readings are missing', () => {
    fc.assert(
      fc.property(anyDay, fc.array(fc.boolean(), { minLength: 7, maxLength: 7 }), (day, holes) => {
        const { period } = settleDay(day, 100, (slot, account) => holes[(3 * slot + account) % 7])
        const statements = statementsOf(period)
        const { balances, discrepancies } = closeBooks(statements, period)
        expect(discrepancies).toEqual([])
        const held = [...balances.accounts, balances.supplier, balances.network, balances.community]
        expect(held.reduce((sum, gain) => sum + BigInt(gain), 0n)).toBe(0n)
        for (const settled of period) {
          const { accounts, supplier, network, community } = balancesOf(settled.postings, ACCOUNTS)
          expect([...accounts, supplier, network, community].reduce((a, b) => a + b, 0)).toBe(0)
        }
      }),
      { seed: 22, numRuns: 150 },
    )
  })

  it('bring every Wh of a carried gap to the next reading', () => {
    fc.assert(
      fc.property(anyDay, fc.array(fc.boolean(), { minLength: 7, maxLength: 7 }), (day, holes) => {
        const last = day.length - 1
        const { period, imported, exported } = settleDay(
          day,
          1,
          (slot, account) => slot !== last && holes[(3 * slot + account) % 7],
        )
        for (const { account, totals } of statementsOf(period)) {
          expect(totals.open).toBe(0)
          expect([totals.imported, totals.exported]).toEqual([imported[account], exported[account]])
          const position = totals.bought - totals.sold
          expect(totals.imbalanceImport - totals.imbalanceExport).toBe(imported[account] - exported[account] - position)
        }
      }),
      { seed: 23, numRuns: 150 },
    )
  })

  it('are off by less than one register step per register, over a day as over a slot', () => {
    fc.assert(
      fc.property(anyDay, (day) => {
        const coarse = settleDay(day, 100, always)
        for (const { account, lines } of statementsOf(coarse.period)) {
          let seen = 0
          let net = 0
          lines.forEach((line, slot) => {
            seen += (line.metered?.imported ?? 0) - (line.metered?.exported ?? 0)
            net += day[slot].net[account]
            expect(Math.abs(seen - net)).toBeLessThan(100)
          })
        }
      }),
      { seed: 24, numRuns: 100 },
    )
  })

  it('save nothing for who does not trade, and show the baseline at the stored reference prices', () => {
    fc.assert(
      fc.property(anyDay, (day) => {
        const { period } = settleDay(
          day.map((slot) => ({ ...slot, trades: [] })),
          1,
          always,
        )
        for (const { account, lines, totals } of statementsOf(period)) {
          expect(totals.saved).toBe(0)
          lines.forEach((line, slot) => {
            const net = day[slot].net[account]
            expect(supplierOnlyCost(line)).toBe(net * (net > 0 ? day[slot].retail : day[slot].feedIn) + 0)
          })
        }
      }),
      { seed: 25, numRuns: 100 },
    )
  })

  it('name the account whose statement was tampered with', () => {
    const day: NaiveSlot[] = [
      { trades: [sale(0, 1, 500, 20_000)], net: [-500, 500, 0, 0, 0], retail: 26_000, feedIn: 8_500 },
    ]
    const { period } = settleDay(day, 1, always)
    const forged = statementsOf(period).map((statement): Statement => {
      if (statement.account !== 1) return statement
      return { ...statement, totals: { ...statement.totals, cost: price(0) as number as typeof statement.totals.cost } }
    })
    expect(closeBooks(forged, period).discrepancies).toEqual([
      { reason: 'statement-differs-from-postings', account: 1, by: -500 * (20_000 + CHARGE.sameFeeder) },
      { reason: 'sum-not-zero', by: 500 * (20_000 + CHARGE.sameFeeder) },
    ])
  })
})
