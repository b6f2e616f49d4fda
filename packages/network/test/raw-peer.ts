import { type Identify, identify } from '@libp2p/identify'
import type { Libp2p } from '@libp2p/interface'
import { noise } from '@libp2p/noise'
import { tcp } from '@libp2p/tcp'
import { yamux } from '@libp2p/yamux'
import { multiaddr } from '@multiformats/multiaddr'
import { createLibp2p } from 'libp2p'
import { FRAMES_PROTOCOL } from '../src/libp2p/options.js'
import type { Transport } from '../src/transport.js'

/** A libp2p node that is not ours: it does what a test tells it, and gossips with nobody. */
export function rawPeer(): Promise<Libp2p<{ identify: Identify }>> {
  return createLibp2p({
    addresses: { listen: ['/ip4/127.0.0.1/tcp/0'] },
    transports: [tcp()],
    connectionEncrypters: [noise()],
    streamMuxers: [yamux()],
    services: { identify: identify() },
  })
}

/** Opens the stream of frames to one of our peers and writes these bytes to it. */
export async function writeTo(peer: Transport, raw: Libp2p, bytes: Uint8Array) {
  const stream = await raw.dialProtocol(multiaddr(peer.addresses()[0]), FRAMES_PROTOCOL)
  stream.send(bytes)
  return stream
}
