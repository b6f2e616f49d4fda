import { framesOf, readSync, type SyncMessage } from '@jazzgrid/ledger'
import type { PeerName, Transport } from '@jazzgrid/network'

/** What a liar makes of a message on its way; undefined: it says nothing. */
export type Bend = (message: SyncMessage, to: PeerName) => SyncMessage | undefined

/** A transport whose owner lies about some of what it is asked. Messages in several frames pass as they are. */
export const bentTransport =
  (bend: Bend) =>
  (honest: Transport): Transport => ({
    self: honest.self,
    counters: () => honest.counters(),
    close: () => honest.close(),
    publish: (topic, data) => honest.publish(topic, data),
    subscribe: (topic, handler) => honest.subscribe(topic, handler),
    subscribers: (topic) => honest.subscribers(topic),
    onFrame: (handler) => honest.onFrame(handler),
    peers: () => honest.peers(),
    onPeer: (handler) => honest.onPeer(handler),
    admit: (peers) => honest.admit(peers),
    addresses: () => honest.addresses(),
    reach: (peer, addresses) => honest.reach(peer, addresses),
    reconnect: (peer, reason) => honest.reconnect(peer, reason),
    penalise: (peer, points, reason) => honest.penalise(peer, points, reason),
    score: (peer) => honest.score(peer),
    send(to, frame) {
      const message = readSync(frame)
      if (typeof message === 'string' || message.kind === 'fragment') return honest.send(to, frame)
      const bent = bend(message, to)
      if (bent === undefined) return { ok: true }
      return framesOf(bent).map((each) => honest.send(to, each))[0]
    },
  })
