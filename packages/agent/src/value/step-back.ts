import type { SlopeList } from './slope-list.js'
import { PIECES, type SlotMoves } from './slot-moves.js'
import type { StorageHorizon } from './storage-horizon.js'

/** The value of the energy left after the last slot, within its band. */
export function beginAtEnd(list: SlopeList, h: StorageHorizon, floor: number): void {
  list.staircase(h.terminalWorth, h.terminalWidth, floor, h.ceiling, h.slots * PIECES)
}

/**
 * From the value of the energy after slot k to the value of the energy before it.
 * @param trip driving of slot k [stored Wh].
 * @param floor least energy stored before it, where it is the end of a slot.
 */
export function stepBack(
  list: SlopeList,
  h: StorageHorizon,
  moves: SlotMoves,
  k: number,
  trip: number,
  floor: number,
): void {
  list.merge(moves, k)
  list.cut(floor * h.retention - trip, h.ceiling * h.retention - trip)
  list.rescale(trip, 1 / h.retention)
}
