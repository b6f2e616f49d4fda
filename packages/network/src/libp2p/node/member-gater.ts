import type { ConnectionGater, PeerId } from '@libp2p/interface'
import type { PeerName } from '../../transport.js'

/**
 * Lets members in and nobody else: asked before each dial, and again when the handshake has proved who the other is.
 * Before that an inbound connection has no name; until then only libp2p's limits on pending connections hold.
 */
export function memberGater(admits: (peer: PeerName) => boolean): ConnectionGater {
  const stranger = (peer: PeerId): boolean => !admits(peer.toString())
  return {
    denyDialPeer: stranger,
    denyInboundEncryptedConnection: stranger,
    denyOutboundEncryptedConnection: stranger,
    denyInboundRelayReservation: stranger,
    denyOutboundRelayedConnection: (source, destination) => stranger(source) || stranger(destination),
    denyInboundRelayedConnection: (_relay, remote) => stranger(remote),
    // true keeps the address: a stranger's would fill the peer store
    filterMultiaddrForPeer: (peer) => !stranger(peer),
  }
}
