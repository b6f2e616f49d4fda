export { QUEUE_LIMIT } from './frame/queue-room.js'
export { between, type Delay, FAULTLESS, type LinkConditions, longTailed, steady } from './memory/link-conditions.js'
export type { Timings } from './memory/memory-connection.js'
export { MemoryNetwork, type MemoryOptions } from './memory/memory-network.js'
export { keyOf, peerNameOf } from './peer/peer-name.js'
export { HALF_LIFE, MALFORMED, REJECTED, STANDING } from './peer/peer-scores.js'
export { type ChannelCounters, type Counters, FRAMES } from './traffic.js'
export {
  type Admission,
  type FrameHandler,
  type Frames,
  type Gossip,
  type Handed,
  type HandRefusal,
  type HandRefusalReason,
  MAX_FRAME,
  MAX_MESSAGE,
  type MessageHandler,
  type Neighbours,
  type PeerEvent,
  type PeerName,
  type Release,
  SEEN_TTL,
  type Transport,
  type Verdict,
} from './transport.js'
export { whenHandedOn } from './when-handed-on.js'
