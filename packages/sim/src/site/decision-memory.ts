import type { SiteMemory } from '@jazzgrid/node'
import type { TableBuilder } from '../record/table-builder.js'
import { rowsWithNumber } from '../record/table-rows.js'

/** What the agents of one site decided, as rows of the table that a run records. */
export function decisionMemory(options: {
  readonly name: string
  /** By the number of the device in the community. */
  readonly agents: ReadonlyMap<number, string>
  readonly decisions: TableBuilder
  readonly slotLength: number
}): SiteMemory {
  const { name, agents, decisions, slotLength } = options
  return {
    name,
    agents,
    decisions: (slot) => rowsWithNumber(decisions.build(), 'slot_ms', new Set([slot * slotLength])),
  }
}
