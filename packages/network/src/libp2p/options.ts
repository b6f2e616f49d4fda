import { createHash } from 'node:crypto'
import type { GossipsubOpts } from '@chainsafe/libp2p-gossipsub'
import type { YamuxMuxerInit } from '@libp2p/yamux'
import type { ConnectionManagerInit, ConnectionMonitorInit, Libp2pInit } from 'libp2p'
import { STANDING } from '../peer/peer-scores.js'
import type { RedialOptions } from '../redial/redial-supervisor.js'
import { MAX_MESSAGE, type PeerName, SEEN_TTL } from '../transport.js'

// Every number that is handed to libp2p stands here, with its reason.

/** The protocol of the one long stream that each pair of peers keeps: opening one costs 4 ms of CPU, a frame does not. */
export const FRAMES_PROTOCOL = '/jazzgrid/frames/1'

/** Time for both hellos [ms]. A refused stranger's dial resolves all the same, so only a hello says that one is connected. */
export const HELLO_TIMEOUT = 10_000

/** A peer whose connection is older [ms] and that gossip does not know has lost its gossip stream: libp2p never renews it. */
export const GOSSIP_MISSING = 15_000

export const REDIAL: RedialOptions = {
  // without a keep-alive tag libp2p never redials, with one it gives up for good after a minute
  interval: { min: 10_000, max: 30_000 },
  // longer than a dial takes, shorter than anybody would like to wait
  grace: 2_000,
  // a random graph of 100 peers is connected from about 5 edges each (ln 100): 24 bear the loss of most of them
  hold: 24,
}

/** One address may take this long [ms]: a peer behind a dead line must not hold up a look at the others. */
export const DIAL_TIMEOUT = 8_000

/**
 * The id is a hash of the topic and the WHOLE data: with less, junk that shares the hashed part would block the real
 * entry for `SEEN_TTL`. Offers of what was missed repeat it up to 24 times, so it has 16 bytes: with 32 a round cost a
 * fifth more. Two messages of one id would take 2^64 tries, and harm only who made both.
 */
const messageId = (topic: string, data: Uint8Array): Buffer =>
  createHash('sha256').update(`${topic.length}:${topic}`).update(data).digest().subarray(0, 16)

/** @param score our own evidence: 0 or less. */
export function gossipOptions(topics: Iterable<string>, score: (peer: PeerName) => number): Partial<GossipsubOpts> {
  return {
    // entries and votes are signed already; a second signature costs the same CPU again and p99
    globalSignaturePolicy: 'StrictNoSign',
    msgIdFn: ({ topic, data }) => messageId(topic, data),
    // without it each of the four to six copies of a message is verified before it is dropped
    fastMsgIdFn: ({ topic, data }) => messageId(topic ?? '', data ?? new Uint8Array(0)).toString('base64'),
    // a stranger's topics would fill the memory (subscription flood, CVE-2026-46679)
    allowedTopics: [...topics],
    // floodsub would deliver without scores or meshes
    fallbackToFloodsub: false,
    // a fifth less CPU than 6, 4, 12, 6 at the same delivery, up to 200 peers
    D: 4,
    Dlo: 3,
    Dhi: 8,
    Dlazy: 4,
    // must be below Dlo and at most D / 2; the default of 2 would be the limit, 1 leaves the mesh free to choose
    Dout: 1,
    // a heartbeat repairs the mesh and offers what was missed: 0.7 s is what a decision within a second can bear
    heartbeatInterval: 700,
    // messages can be asked for during 8.4 s and are offered during 4.2 s; the rest is the work of anti-entropy
    mcacheLength: 12,
    mcacheGossip: 6,
    seenTTL: SEEN_TTL,
    // a lone peer publishes too: those who come later are told by anti-entropy
    allowPublishToZeroTopicPeers: true,
    ignoreDuplicatePublishError: true,
    scoreParams: {
      // no topic scores: they punish quiet topics, and ours are quiet between rounds
      topics: {},
      // gossipsub expels whoever is below 0 from the mesh at once; two mistakes are forgiven
      appSpecificScore: (peer) => (score(peer) > STANDING.gossip ? 0 : score(peer)),
      // our points are on the scale of the thresholds
      appSpecificWeight: 1,
      // more than ten peers behind one address (one building, or loopback) would be left without a mesh
      IPColocationFactorWeight: 0,
    },
    scoreThresholds: {
      gossipThreshold: STANDING.gossip,
      publishThreshold: STANDING.publish,
      graylistThreshold: STANDING.listen,
    },
    // maxInboundDataLength stays at its default (4 MiB): one packet beyond it ends the gossip stream silently and for
    // good. Our messages are far smaller.
  }
}

/** A packet of gossip carries several messages; the cap on one keeps any honest packet below libp2p's limit of 4 MiB. */
export const LARGEST_MESSAGE = MAX_MESSAGE

export const CONNECTION_MANAGER: ConnectionManagerInit = {
  // per second and address; the default of 5 fails 15 of 20 peers of one building that start together, with an error
  // that says something else
  inboundConnectionThreshold: 100,
  // connections that are still being upgraded; the default of 10 is fewer than the neighbours of a hub that restarts
  maxIncomingPendingConnections: 50,
  dialTimeout: DIAL_TIMEOUT,
  // redialling is the supervisor's; two of them would dial twice
  reconnectRetries: 0,
}

/** A cut line is noticed after 5 to 14 s: pings every 10 s, each with an adaptive timeout. */
export const CONNECTION_MONITOR: ConnectionMonitorInit = { pingInterval: 10_000, abortConnectionOnPingFailure: true }

export const MUXER: YamuxMuxerInit = {
  streamOptions: {
    // a paused stream buffers up to one window, and a stream that buffers more than 4 MiB is reset: the default window
    // grows to 16 MiB, so back-pressure would kill the connection that it is to slow down
    maxStreamWindowSize: 1024 * 1024,
  },
}

const DAY = 86_400_000

/** By default the addresses of a peer that sleeps are forgotten after an hour, and the peer after six. */
export const PEER_STORE: NonNullable<Libp2pInit['peerStore']> = { maxAddressAge: 30 * DAY, maxPeerAge: 30 * DAY }

/** A relayed connection is limited to 2 minutes and 128 kB by default: less than one sync. Members are trusted with more. */
export const RELAY_RESERVATIONS = { applyDefaultLimit: false, maxReservations: 64 } as const
