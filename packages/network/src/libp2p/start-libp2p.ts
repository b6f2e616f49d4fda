import { CodedError } from '@jazzgrid/units'
import { multiaddr } from '@multiformats/multiaddr'
import { AllowList } from '../peer/allow-list.js'
import { PeerScores } from '../peer/peer-scores.js'
import type { Transport } from '../transport.js'
import type { Libp2pSettings } from './libp2p-settings.js'
import { Libp2pTransport } from './libp2p-transport.js'
import { createNode } from './node/libp2p-node.js'
import { SYSTEM_CLOCK } from './node/system-clock.js'

/**
 * A peer on the network: listening, and dialling whoever it is told to reach. Throws CodedError `bad-key`, `bad-address`
 * or `cannot-listen` (an address in use, an interface that is not there).
 */
export async function startLibp2p(settings: Libp2pSettings): Promise<Transport> {
  const { clock = SYSTEM_CLOCK, admitted, listen = [], announce = [] } = settings
  for (const address of [...listen, ...announce]) check(address)
  const allowed = new AllowList(admitted)
  const scores = new PeerScores(clock)
  const node = await createNode(settings, {
    admits: (peer) => allowed.has(peer) && !scores.banned(peer),
    score: (peer) => scores.score(peer),
  })
  const transport = new Libp2pTransport(settings, node, { allowed, scores, clock })
  try {
    await transport.start()
  } catch (cause) {
    await transport.close()
    const message = `cannot listen on ${listen.join(', ')}: is the address in use, or of another machine?`
    throw new CodedError('cannot-listen', message, { details: { listen }, recovery: 'wait', cause })
  }
  return transport
}

function check(address: string): void {
  try {
    multiaddr(address)
  } catch (cause) {
    const message = `${address} is not a multiaddr such as /ip4/0.0.0.0/tcp/4001`
    throw new CodedError('bad-address', message, { details: { address }, cause })
  }
}
