import { createServer } from 'node:net'

/** Where the peers of a test live. */
export interface Neighbourhood {
  readonly size: number
  /** Multiaddr of a home, as all of them know it. */
  address(home: number): string
  /** The words before the command that a home runs. */
  command(home: number): readonly string[]
}

/** All on this machine, each at a port that nobody listens on now. */
export async function loopback(size: number): Promise<Neighbourhood> {
  const servers = Array.from({ length: size }, () => createServer().listen(0, '127.0.0.1'))
  await Promise.all(servers.map((server) => new Promise((resolve) => server.once('listening', resolve))))
  const ports = servers.map((server) => (server.address() as { port: number }).port)
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))))
  return { size, address: (home) => `/ip4/127.0.0.1/tcp/${ports[home]}`, command: () => [] }
}
