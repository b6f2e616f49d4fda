import type { Handed, PeerName, Transport } from './transport.js'

/**
 * `send` for whoever would rather wait than be refused: resolves when the frame is queued, after as many `drained` as it
 * takes, or with the refusal when waiting cannot help. Frames that wait at the same time come in no particular order.
 */
export function whenHandedOn(
  transport: Pick<Transport, 'send' | 'onPeer'>,
  peer: PeerName,
  frame: Uint8Array,
): Promise<Handed> {
  const first = transport.send(peer, frame)
  if (first.ok || first.reason !== 'queue-full') return Promise.resolve(first)
  return new Promise((resolve) => {
    const release = transport.onPeer((event) => {
      if (event.peer !== peer) return
      // after `disconnected` this gives `not-connected`, which is the answer
      const again = transport.send(peer, frame)
      if (!again.ok && again.reason === 'queue-full') return
      release()
      resolve(again)
    })
  })
}
