import type { View } from '../strategy/signal.js'
import type { AgentState } from './agent-state.js'

/**
 * The view without the slots in which an order is still on its way. Nobody can cancel an order that has no handle yet, so
 * a second one beside it would promise the same energy twice; to the strategy it counts as an order that stands.
 */
export function decidable(state: AgentState, view: View): View {
  if (!someAwaited(state)) return view
  return { ...view, due: view.due.filter(({ slot }) => !isAwaited(state, slot)) }
}

function someAwaited({ resting }: AgentState): boolean {
  for (const { handle } of resting) if (handle === 0) return true
  return false
}

/** Whether the fate of an order for this slot is not known yet. */
export function isAwaited(state: AgentState, slot: number): boolean {
  return state.resting.some((order) => order.handle === 0 && order.slot === slot)
}
