import { networkInterfaces } from 'node:os'

/** An IPv4 address of this machine that others can use. */
export function machineAddresses(): string[] {
  return Object.values(networkInterfaces())
    .flatMap((addresses) => addresses ?? [])
    .filter(({ internal, family }) => !internal && family === 'IPv4')
    .map(({ address }) => address)
}

/** Where strangers find a door that listens here: at most four places. */
export function doorsOf(host: string, port: number, machine: readonly string[] = machineAddresses()): string[] {
  const everywhere = host === '0.0.0.0' || host === '::'
  const hosts = everywhere ? (machine.length === 0 ? ['127.0.0.1'] : machine) : [host]
  return hosts.slice(0, 4).map((each) => `http://${each.includes(':') ? `[${each}]` : each}:${port}`)
}
