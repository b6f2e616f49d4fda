import { peerIdFromString } from '@libp2p/peer-id'
import { type Multiaddr, multiaddr } from '@multiformats/multiaddr'
import type { PeerName } from '../transport.js'

/** The address with the peer's name at its end; undefined where it is none, leads nowhere, or is one of somebody else. */
export function peerAddress(peer: PeerName, text: string): Multiaddr | undefined {
  try {
    peerIdFromString(peer) // throws for a name that is none
    const address = multiaddr(text)
    const parts = address.getComponents()
    if (parts.length === 0 || parts[0].name === 'p2p') return undefined
    const last = parts.findLast(({ name }) => name === 'p2p' || name === 'p2p-circuit')
    if (last?.name === 'p2p') return last.value === peer ? address : undefined
    return address.encapsulate(`/p2p/${peer}`)
  } catch {
    return undefined
  }
}
