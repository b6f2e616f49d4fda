import { invariant, type Slot, type Wh, wh } from '@jazzgrid/units'
import type { Metered } from './reference.js'

/**
 * Cumulative registers of a metering point at a slot boundary. They only grow; `epoch` changes when the meter is
 * replaced or its registers start again.
 */
export interface Registers {
  readonly imported: Wh
  readonly exported: Wh
  readonly epoch?: number
}

/** Why a slot could not be settled against the meter. */
export type GapReason = 'missing-reading' | 'register-backward' | 'register-reset'

/** What is still to be settled on an account: everything since the boundary that was last read. */
export interface OpenSpan {
  /** First slot not settled against the meter yet. */
  readonly from: Slot
  /** At the start of `from`; absent until the first reading ever. */
  readonly registers?: Registers
  /** Bought minus sold since then. */
  readonly position: Wh
  readonly sold: Wh
}

/** A span that a reading closed, or the reason why it stays open. */
export type Measured = { readonly metered: Metered } | { readonly gap: GapReason; readonly rebase: boolean }

export function openSpan(from: Slot, registers?: Registers): OpenSpan {
  return { from, position: wh(0), sold: wh(0), ...(registers && { registers }) }
}

/**
 * Take a boundary reading. A missing one leaves the span open and its energy to the next reading: never zero, never
 * lost. One that runs backward is not believed and counts as missing. After a reset there is nothing to subtract from:
 * the span ends without a metered value, and the new registers are the base of the next.
 */
export function measure(open: OpenSpan, now: Registers | undefined): Measured {
  if (now === undefined) return { gap: 'missing-reading', rebase: false }
  const base = open.registers
  if (base === undefined || (base.epoch ?? 0) !== (now.epoch ?? 0)) return { gap: 'register-reset', rebase: true }
  const imported = now.imported - base.imported
  const exported = now.exported - base.exported
  invariant(Number.isSafeInteger(imported) && Number.isSafeInteger(exported), 'registers hold whole Wh')
  if (imported < 0 || exported < 0) return { gap: 'register-backward', rebase: false }
  return { metered: { imported: wh(imported), exported: wh(exported) } }
}
