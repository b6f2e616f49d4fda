import { FRAME_RULES } from './frame-rules.js'
import { GOSSIP_RULES } from './gossip-rules.js'
import { NEIGHBOUR_RULES } from './neighbour-rules.js'
import type { TransportRule } from './transport-rule.js'

/** What every transport must do. */
export const TRANSPORT_RULES: readonly TransportRule[] = [...GOSSIP_RULES, ...FRAME_RULES, ...NEIGHBOUR_RULES]
