import type { Slot } from '@jazzgrid/units'

/** Contracted energy by slot as plain data: `wh[i]` is the net purchase for slot `first + i`. Empty where first is -1. */
export interface SlotLedger {
  readonly first: Slot
  readonly wh: readonly number[]
}

export const EMPTY_LEDGER: SlotLedger = { first: -1, wh: [] }

export function positionIn(ledger: SlotLedger, slot: Slot): number {
  return ledger.wh[slot - ledger.first] ?? 0
}

/** The ledger with some energy added to a slot. */
export function withPosition(ledger: SlotLedger, slot: Slot, energy: number): SlotLedger {
  if (energy === 0) return ledger
  if (ledger.wh.length === 0) return { first: slot, wh: [energy] }
  if (slot < ledger.first) {
    const gap = new Array<number>(ledger.first - slot).fill(0)
    gap[0] = energy
    return { first: slot, wh: [...gap, ...ledger.wh] }
  }
  const wh = ledger.wh.slice()
  const index = slot - ledger.first
  while (wh.length <= index) wh.push(0)
  wh[index] += energy
  return { first: ledger.first, wh }
}

/** Forget the slots before this one: they are settled. */
export function pruned(ledger: SlotLedger, before: Slot): SlotLedger {
  if (ledger.wh.length === 0 || before <= ledger.first) return ledger
  const wh = ledger.wh.slice(before - ledger.first)
  return wh.length === 0 ? EMPTY_LEDGER : { first: before, wh }
}
