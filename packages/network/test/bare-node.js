// What libp2p takes by itself, to compare a peer with: TCP, noise, yamux, identify, ping and gossipsub on one topic, with the
// settings that they have by default, but for the connections that one machine may begin in a second; none of our code.
// Prints its address, dials those on its input, runs until the
// input ends.
import { createInterface } from 'node:readline'

// Node 20 lacks it, and libp2p 3 takes it for granted
Promise.withResolvers ??= () => {
  let resolve
  let reject
  const promise = new Promise((yes, no) => {
    resolve = yes
    reject = no
  })
  return { promise, resolve, reject }
}
const [{ createLibp2p }, { gossipsub }, { tcp }, { noise }, { yamux }, { identify }, { ping }, { multiaddr }] =
  await Promise.all([
    import('libp2p'),
    import('@chainsafe/libp2p-gossipsub'),
    import('@libp2p/tcp'),
    import('@libp2p/noise'),
    import('@libp2p/yamux'),
    import('@libp2p/identify'),
    import('@libp2p/ping'),
    import('@multiformats/multiaddr'),
  ])
const node = await createLibp2p({
  addresses: { listen: ['/ip4/127.0.0.1/tcp/0'] },
  transports: [tcp()],
  connectionEncrypters: [noise()],
  streamMuxers: [yamux()],
  connectionManager: { inboundConnectionThreshold: 100 },
  services: { gossip: gossipsub(), identify: identify(), ping: ping() },
})
node.services.gossip.subscribe('bare')
process.stdout.write(`${node.getMultiaddrs()[0]}\n`)
for await (const line of createInterface({ input: process.stdin })) {
  await node.dial(multiaddr(line)).catch((error) => process.stderr.write(`${error.message}\n`))
}
await node.stop()
process.exit(0)
