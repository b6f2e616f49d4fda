import { type GossipSub, gossipsub } from '@chainsafe/libp2p-gossipsub'
import { CodedError } from '@jazzgrid/units'
import { generateKeyPairFromSeed } from '@libp2p/crypto/keys'
import { type Identify, identify } from '@libp2p/identify'
import type { Libp2p } from '@libp2p/interface'
import { noise } from '@libp2p/noise'
import { type Ping, ping } from '@libp2p/ping'
import { tcp } from '@libp2p/tcp'
import { webSockets } from '@libp2p/websockets'
import { yamux } from '@libp2p/yamux'
import { createLibp2p, type Libp2pOptions } from 'libp2p'
import type { PeerName } from '../../transport.js'
import type { Libp2pSettings } from '../libp2p-settings.js'
import {
  CONNECTION_MANAGER,
  CONNECTION_MONITOR,
  gossipOptions,
  MUXER,
  PEER_STORE,
  RELAY_RESERVATIONS,
} from '../options.js'
import { memberGater } from './member-gater.js'
import { provideGlobals } from './node-globals.js'

export interface Services extends Record<string, unknown> {
  readonly gossip: GossipSub
  readonly identify: Identify
  readonly ping: Ping
}

/** What the node must ask its transport about each peer. */
export interface Judgement {
  admits(peer: PeerName): boolean
  score(peer: PeerName): number
}

/** A libp2p node that is not started yet; throws CodedError `bad-key` where the seed is none. */
export async function createNode(settings: Libp2pSettings, judgement: Judgement): Promise<Libp2p<Services>> {
  const { seed, topics, listen = [], announce = [], mdns, relay, datastore } = settings
  if (seed.length !== 32) throw new CodedError('bad-key', `an Ed25519 seed has 32 bytes, not ${seed.length}`)
  provideGlobals()
  const privateKey = await generateKeyPairFromSeed('Ed25519', seed)
  // only who wants them loads them
  const circuit = relay === undefined ? undefined : await import('@libp2p/circuit-relay-v2')
  const relaying =
    circuit === undefined || relay !== 'serve'
      ? {}
      : { relay: circuit.circuitRelayServer({ reservations: RELAY_RESERVATIONS }) }
  const discovery = mdns ? [(await import('@libp2p/mdns')).mdns()] : []
  const options: Libp2pOptions<Services> = {
    start: false,
    privateKey,
    addresses: { listen: [...listen], announce: [...announce] },
    transports: [tcp(), webSockets(), ...(circuit === undefined ? [] : [circuit.circuitRelayTransport()])],
    connectionEncrypters: [noise()],
    streamMuxers: [yamux(MUXER)],
    connectionGater: memberGater((peer) => judgement.admits(peer)),
    connectionManager: CONNECTION_MANAGER,
    connectionMonitor: CONNECTION_MONITOR,
    peerStore: PEER_STORE,
    peerDiscovery: discovery,
    services: {
      gossip: gossipsub(gossipOptions(topics, (peer) => judgement.score(peer))),
      identify: identify(),
      ping: ping(),
      ...relaying,
    },
    ...(datastore === undefined ? {} : { datastore }),
  }
  return createLibp2p<Services>(options)
}
