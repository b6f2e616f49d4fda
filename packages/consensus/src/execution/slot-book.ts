import {
  judge,
  type Reliability,
  type ReliabilityRule,
  type SettledSlot,
  type SettlementState,
  settle,
  type Trade,
} from '@jazzgrid/market'
import { DAY, type Slot, wh } from '@jazzgrid/units'
import type { Genesis } from '../genesis/genesis.js'
import { type Terms, termsAtGenesis } from '../membership/parameter.js'
import type { Member, UnsettledSlot } from '../state/community-state.js'
import type { DropReason } from './drop.js'

type Reading = UnsettledSlot['readings'][number]

/** What the settlement of a round came to. */
export interface SettledRound {
  readonly settled: readonly SettledSlot[]
  /** Accounts whose offers are suspended, and until when [UTC ms]. */
  readonly suspended: readonly (readonly [account: number, until: number])[]
}

/** Keeps trades and readings of each slot until the slot can be settled. */
export class SlotBook {
  readonly #genesis: Genesis
  #members: readonly Member[] = []
  #terms: Terms
  #settlement: SettlementState
  #reliability: Reliability[]
  readonly #slots: Map<Slot, { trades: Trade[]; readings: Reading[] }>

  constructor(
    genesis: Genesis,
    settlement: SettlementState,
    unsettled: readonly UnsettledSlot[],
    reliability: readonly Reliability[],
  ) {
    this.#genesis = genesis
    this.#terms = termsAtGenesis(genesis)
    this.#settlement = settlement
    this.#reliability = [...reliability]
    this.#slots = new Map(
      unsettled.map(({ slot, trades, readings }) => [slot, { trades: [...trades], readings: [...readings] }]),
    )
  }

  /** Who reads a meter in this round, and what it is settled by. */
  begin(members: readonly Member[], terms: Terms): void {
    this.#members = members
    this.#terms = terms
  }

  get settlement(): SettlementState {
    return this.#settlement
  }

  get reliability(): readonly Reliability[] {
    return this.#reliability
  }

  get unsettled(): UnsettledSlot[] {
    return [...this.#slots].sort(([a], [b]) => a - b).map(([slot, kept]) => ({ slot, ...kept }))
  }

  traded(trade: Trade): void {
    this.#at(trade.slot).trades.push(trade)
  }

  /** @param reading registers at the end of the slot. @param at the round's time. */
  read(slot: Slot, reading: Reading, at: number): DropReason | undefined {
    const { next, spans } = this.#settlement
    const [account, registers] = reading
    if ((slot + 1) * this.#genesis.market.slotLength > at) return 'early-reading'
    // the slot before the first gives the registers that a new account begins with
    if (slot === next - 1 && spans[account].registers === undefined) {
      const opened = spans.map((span, i) => (i === account ? { ...span, registers } : span))
      this.#settlement = { next, spans: opened }
      return undefined
    }
    if (slot < next) return 'late-reading'
    const { readings } = this.#at(slot)
    if (readings.some(([other]) => other === account)) return 'second-reading'
    readings.push(reading)
    return undefined
  }

  /** Settle every slot whose readings are all there, or have been waited for long enough. */
  close(at: number): SettledRound {
    const { market } = this.#genesis
    const settled: SettledSlot[] = []
    const suspended: (readonly [number, number])[] = []
    for (;;) {
      const slot = this.#settlement.next
      const end = (slot + 1) * market.slotLength
      if (end > at || (end + this.#terms.readingGrace > at && !this.#isRead(slot))) break
      const outcome = this.#settle(slot)
      settled.push(outcome)
      for (const account of this.#judge(outcome)) suspended.push([account, Math.max(end, at) + market.slotLength])
    }
    return { settled, suspended }
  }

  /** A new account settles from the slot under way. */
  admit(): void {
    const { next, spans } = this.#settlement
    this.#settlement = { next, spans: [...spans, { from: next, position: wh(0), sold: wh(0) }] }
    this.#reliability.push({ sales: [], suspended: false })
  }

  #isRead(slot: Slot): boolean {
    const readings = this.#slots.get(slot)?.readings ?? []
    return this.#members.every(
      ({ account, standing }) => standing !== 'active' || readings.some(([other]) => other === account),
    )
  }

  #settle(slot: Slot): SettledSlot {
    const { trades, readings } = this.#slots.get(slot) ?? { trades: [], readings: [] }
    const { retail, feedIn } = this.#genesis.settlement
    const { sameFeeder, other } = this.#terms
    const feeders = this.#members.map(({ feeder }) => feeder)
    const byAccount = new Map(readings)
    const k = slot % retail.length
    const { state, settled } = settle(
      this.#settlement,
      {
        slot,
        trades,
        registers: this.#settlement.spans.map((_, account) => byAccount.get(account)),
        reference: { retail: retail[k], feedIn: feedIn[k] },
      },
      { network: { feeders, sameFeeder, other } },
    )
    this.#settlement = state
    this.#slots.delete(slot)
    return settled
  }

  #judge({ slot, lines }: SettledSlot): number[] {
    const { market } = this.#genesis
    const { suspendAbove } = this.#terms
    const rule: ReliabilityRule = {
      window: DAY / market.slotLength,
      suspendAbove,
      recoverAt: Math.floor(suspendAbove / 2),
      tolerance: market.lot,
      least: wh(10 * market.lot),
    }
    return lines.flatMap(({ account, sold, shortfall }) => {
      this.#reliability[account] = judge(this.#reliability[account], { slot, sold, shortfall }, rule)
      return this.#reliability[account].suspended ? [account] : []
    })
  }

  #at(slot: Slot): { trades: Trade[]; readings: Reading[] } {
    let kept = this.#slots.get(slot)
    if (kept === undefined) {
      kept = { trades: [], readings: [] }
      this.#slots.set(slot, kept)
    }
    return kept
  }
}
