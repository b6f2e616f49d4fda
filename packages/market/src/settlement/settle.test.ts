import { perKwh, wh } from '@jazzgrid/units'
import { describe, expect, it } from 'vitest'
import { journal, sale } from '../../test/settlement/ledger.js'
import type { Trade } from '../order.js'
import { COMMUNITY, NETWORK, SUPPLIER } from './account.js'
import type { Registers } from './metering.js'
import { openSettlement, type SettledSlot, type SettlementTerms, settle } from './settle.js'
import { closeBooks, statementOf, statementsOf } from './statement.js'

const RETAIL = 26_000
const FEED_IN = 8_500
const reference = { retail: perKwh(26), feedIn: perKwh(8.5) }
/** Accounts 0 and 1 share a feeder, account 2 is elsewhere. */
const terms: SettlementTerms = { network: { feeders: [1, 1, 2], sameFeeder: perKwh(3.7), other: perKwh(7.45) } }

const at = (imported: number, exported: number): Registers => ({ imported: wh(imported), exported: wh(exported) })
const ZERO = [at(0, 0), at(0, 0), at(0, 0)]

/** Settle slots 0, 1, 2... from meters at zero. */
function settleAll(
  slots: readonly { trades?: readonly Trade[]; registers: readonly (Registers | undefined)[] }[],
  under: SettlementTerms = terms,
): SettledSlot[] {
  let state = openSettlement(0, ZERO)
  return slots.map(({ trades = [], registers }, slot) => {
    const delivered = { slot, registers, reference, trades: trades.map((trade) => ({ ...trade, slot })) }
    const step = settle(state, delivered, under)
    state = step.state
    return step.settled
  })
}

describe('settlement', () => {
  it('posts a trade, its network charge once, and what each is off its position', () => {
    const period = settleAll([
      { trades: [sale(0, 1, 500, 20_000), sale(0, 2, 300, 21_000)], registers: [at(0, 900), at(600, 0), at(300, 0)] },
    ])
    expect(journal(period)).toEqual([
      // kind, payer, payee, micro, Wh
      ['trade', 1, 0, 500 * 20_000, 500],
      ['network-charge', 1, NETWORK, 500 * 3_700, 500],
      ['trade', 2, 0, 300 * 21_000, 300],
      ['network-charge', 2, NETWORK, 300 * 7_450, 300],
      ['imbalance-export', SUPPLIER, 0, 100 * FEED_IN, 100],
      ['imbalance-import', 1, SUPPLIER, 100 * RETAIL, 100],
    ])
    const { balances, discrepancies } = closeBooks(statementsOf(period), period)
    expect(discrepancies).toEqual([])
    expect(balances.network).toBe(500 * 3_700 + 300 * 7_450)
    expect(balances.supplier).toBe(100 * RETAIL - 100 * FEED_IN)
    expect(balances.community).toBe(0)
  })

  it('makes a seller that did not deliver buy the difference at retail', () => {
    const [settled] = settleAll([{ trades: [sale(0, 1, 500, 20_000)], registers: [at(0, 200), at(500, 0), at(0, 0)] }])
    expect(settled.lines[0]).toMatchObject({ sold: 500, imbalance: 300, supplier: 300 * RETAIL, shortfall: 300 })
    expect(settled.lines[1]).toMatchObject({ bought: 500, imbalance: 0, supplier: 0, shortfall: 0 })
  })

  it('calls no more undelivered than was sold, whatever else the house drew', () => {
    const [settled] = settleAll([{ trades: [sale(0, 1, 500, 20_000)], registers: [at(800, 0), at(500, 0), at(0, 0)] }])
    expect(settled.lines[0]).toMatchObject({ imbalance: 1_300, shortfall: 500 })
  })

  it('charges a penalty to the community where one is configured', () => {
    const period = settleAll([{ trades: [sale(0, 1, 500, 20_000)], registers: [at(0, 200), at(500, 0), at(0, 0)] }], {
      ...terms,
      penalty: perKwh(2),
    })
    expect(journal(period)).toContainEqual(['penalty', 0, COMMUNITY, 300 * 2_000, 300])
    expect(statementOf(0, period).totals.penalty).toBe(600_000)
    expect(closeBooks(statementsOf(period), period).discrepancies).toEqual([])
  })

  it('gives the community what a truthful auction takes from buyers and does not pay to sellers', () => {
    const truthful = sale(0, 1, 500, 20_000, { sellerPrice: perKwh(19) })
    const period = settleAll([{ trades: [truthful], registers: [at(0, 500), at(500, 0), at(0, 0)] }])
    expect(journal(period).slice(0, 2)).toEqual([
      ['trade', 1, 0, 500 * 19_000, 500],
      ['surplus', 1, COMMUNITY, 500 * 1_000, 500],
    ])
    expect(statementOf(1, period).totals.purchases).toBe(500 * 20_000)
    expect(statementOf(0, period).totals.sales).toBe(500 * 19_000)
  })

  it('moves no money for self-supply and charges no wires for it', () => {
    const period = settleAll([{ trades: [sale(0, 0, 400, 15_000)], registers: ZERO }])
    expect(journal(period)).toEqual([])
    expect(period[0].lines[0]).toMatchObject({ bought: 0, sold: 0, imbalance: 0 })
  })

  it('lets a negative price flow from the seller to the buyer', () => {
    const period = settleAll([{ trades: [sale(0, 1, 500, -1_000)], registers: [at(0, 500), at(500, 0), at(0, 0)] }])
    expect(statementOf(0, period).totals.sales).toBe(-500_000)
    expect(closeBooks(statementsOf(period), period).discrepancies).toEqual([])
  })

  it('settles every account at its own reference prices where tariffs differ', () => {
    const own = [
      reference,
      { retail: perKwh(19.88), feedIn: perKwh(7) },
      { retail: perKwh(30.57), feedIn: perKwh(8.5) },
    ]
    const registers = [at(100, 0), at(100, 0), at(0, 100)]
    const { settled } = settle(openSettlement(0, ZERO), { slot: 0, trades: [], registers, reference: own }, terms)
    expect(settled.lines.map((line) => line.supplier)).toEqual([2_600_000, 1_988_000, -850_000])
    expect(settled.lines.map((line) => line.reference)).toEqual(own)
  })

  it('leaves a slot without reading open, and settles its energy and position with the next reading', () => {
    const period = settleAll([
      { trades: [sale(0, 1, 500, 20_000)], registers: [at(0, 500), undefined, at(0, 0)] },
      { trades: [sale(0, 1, 200, 20_000)], registers: [at(0, 700), at(1_000, 0), at(0, 0)] },
    ])
    expect(period[0].lines[1]).toMatchObject({ gap: 'missing-reading', imbalance: 0, supplier: 0, bought: 500 })
    expect(period[0].lines[1].metered).toBeUndefined()
    expect(period[1].lines[1]).toMatchObject({ from: 0, metered: at(1_000, 0), imbalance: 300, supplier: 300 * RETAIL })
    expect(statementOf(1, period.slice(0, 1)).totals.open).toBe(1)
    expect(statementOf(1, period).totals.open).toBe(0)
  })

  it('finds what a seller lacked over a gap when the next reading comes', () => {
    const period = settleAll([
      { trades: [sale(0, 1, 500, 20_000)], registers: [undefined, at(500, 0), at(0, 0)] },
      { trades: [sale(0, 1, 200, 20_000)], registers: [at(0, 100), at(700, 0), at(0, 0)] },
    ])
    expect(period.map((settled) => settled.lines[0].shortfall)).toEqual([0, 600])
  })

  it('does not believe a register that runs backward, and counts nothing twice after it', () => {
    const period = settleAll([
      { registers: [at(500, 0), at(0, 0), at(0, 0)] },
      { registers: [at(400, 0), at(0, 0), at(0, 0)] },
      { registers: [at(900, 0), at(0, 0), at(0, 0)] },
    ])
    expect(period.map((settled) => settled.lines[0].gap)).toEqual([undefined, 'register-backward', undefined])
    expect(statementOf(0, period).totals.imported).toBe(900)
  })

  it('starts again from a replaced meter and keeps the slot open that nobody measured', () => {
    const period = settleAll([
      { registers: [at(500, 0), at(0, 0), at(0, 0)] },
      { registers: [{ ...at(20, 0), epoch: 1 }, at(0, 0), at(0, 0)] },
      { registers: [{ ...at(120, 0), epoch: 1 }, at(0, 0), at(0, 0)] },
    ])
    expect(period.map((settled) => settled.lines[0].gap)).toEqual([undefined, 'register-reset', undefined])
    expect(period[2].lines[0]).toMatchObject({ from: 2, metered: at(100, 0) })
    expect(statementOf(0, period).totals.open).toBe(1)
  })

  it('settles slots in order, each once', () => {
    const state = openSettlement(5, ZERO)
    const skipped = { slot: 6, trades: [], registers: ZERO, reference }
    expect(() => settle(state, skipped, terms)).toThrow(/slot 6 is settled after 4/)
    const foreign = { slot: 5, trades: [sale(0, 1, 100, 20_000)], registers: ZERO, reference }
    expect(() => settle(state, foreign, terms)).toThrow(/slot 0 is settled in slot 5/)
    expect(() => settle(state, { ...skipped, slot: 5, registers: [] }, terms)).toThrow(/0 readings for 3 accounts/)
  })
})
