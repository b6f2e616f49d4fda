import { type Fate, isFinal } from '@jazzgrid/market'
import type { AgentState } from './agent-state.js'
import { type RestingOrder, withAttributes } from './resting-order.js'
import { withPosition } from './slot-ledger.js'

/** What the market did with the agent's orders: handles become known, fills become positions, ended orders leave. */
export function hearFates(state: AgentState, fates: readonly Fate[]): AgentState {
  let positions = state.positions
  const resting = state.resting.slice()
  for (const fate of fates) {
    if (fate.lastQuantity !== 0) {
      positions = withPosition(positions, fate.slot, fate.side === 'buy' ? fate.lastQuantity : -fate.lastQuantity)
    }
    // a refused cancellation carries a tag of its own and changes nothing
    let at = resting.length - 1
    while (at >= 0 && resting[at].tag !== fate.tag) at--
    if (at < 0) continue
    if (isFinal(fate.kind)) resting.splice(at, 1)
    else resting[at] = stillResting(resting[at], fate)
  }
  return { ...state, positions, resting }
}

/** Written out: a spread of the order took half of the time in which an agent hears its fates. */
function stillResting({ slot, side, tag, price, minimum, premium, origin }: RestingOrder, fate: Fate): RestingOrder {
  const { handle, leaves } = fate
  const order: RestingOrder = { slot, side, tag, handle, price, leaves }
  return withAttributes(order, { minimum, premium, origin })
}
