import { type Multiaddr, multiaddr } from '@multiformats/multiaddr'
import type { PeerName } from '../transport.js'

/** The address with the peer's name at its end; undefined where it is none, or one of somebody else. */
export function peerAddress(peer: PeerName, text: string): Multiaddr | undefined {
  try {
    const address = multiaddr(text)
    const last = address.getComponents().findLast(({ name }) => name === 'p2p' || name === 'p2p-circuit')
    if (last?.name === 'p2p') return last.value === peer ? address : undefined
    return address.encapsulate(`/p2p/${peer}`)
  } catch {
    return undefined
  }
}
