import { type Row, type RunTable, rowsWithNumber, rowsWithText } from '@jazzgrid/sim'

/** Which stores, and when. */
export interface StoreQuestion {
  /** Agents; undefined for everybody. */
  readonly names: ReadonlySet<string> | undefined
  /** UTC ms of a slot's start; undefined for all slots. */
  readonly slot: number | undefined
}

/**
 * What batteries and cars did: their rows of the table `agents` in the order of the record, each with `soc_before`, the
 * state of charge at the end of the slot before; null in the first slot of the record.
 * @param starts the starts of the recorded slots [UTC ms], ascending
 */
export function storeSlots({ names, slot }: StoreQuestion, agents: RunTable, starts: readonly number[]): Row[] {
  const found =
    names !== undefined
      ? rowsWithText(agents, 'agent', names)
      : slot === undefined
        ? []
        : rowsWithNumber(agents, 'slot_ms', new Set([slot, starts[starts.indexOf(slot) - 1]]))
  const before = new Map<Row[string], Row[string]>()
  return found.flatMap((row) => {
    if (row.kind !== 'battery' && row.kind !== 'ev') return []
    const soc = before.get(row.agent) ?? null
    before.set(row.agent, row.soc)
    return slot === undefined || row.slot_ms === slot ? [{ ...row, soc_before: soc }] : []
  })
}
