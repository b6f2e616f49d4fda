import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import type { Neighbourhood } from './neighbourhood.js'

/** What this machine can do with networks of its own. */
export interface Abilities {
  /** Why it cannot make any; undefined where it can. */
  readonly obstacle?: string
  /** Whether its kernel holds packets back; not every one has netem. */
  readonly delays: boolean
}

/** Remove what a run of this test left behind that was killed: its namespaces bear the number of a process that is gone. */
function sweep(): void {
  const { stdout } = spawnSync('ip', ['netns', 'list'], { encoding: 'utf8' })
  for (const [name, pid] of (stdout ?? '').matchAll(/^jazzgrid-(\d+)-\S+/gm)) {
    if (!existsSync(`/proc/${pid}`)) spawnSync('ip', ['netns', 'del', name])
  }
}

/** Find out on a network that is removed again. */
export function abilities(): Abilities {
  const none = (obstacle: string): Abilities => ({ obstacle, delays: false })
  if (process.platform !== 'linux') return none(`${process.platform} has no network namespaces`)
  if (process.getuid?.() !== 0) return none('only root may make network namespaces')
  for (const program of ['ip', 'nft']) {
    if (spawnSync(program, ['-V']).error !== undefined) return none(`there is no ${program} on this machine`)
  }
  sweep()
  const trial = new NetworkNamespaces(1, 'trial')
  try {
    trial.make()
    trial.lose(1)
    return { delays: trial.delay(1) }
  } catch (error) {
    return none(`this machine makes no networks of its own: ${(error as Error).message}`)
  } finally {
    trial.remove()
  }
}

/**
 * Homes in network namespaces of their own, each with an Ethernet cable to a bridge in one more namespace: nothing of it is
 * seen from outside, and deleting the namespaces deletes all of it.
 */
export class NetworkNamespaces implements Neighbourhood {
  readonly homes: readonly string[]
  readonly #hub: string

  /** @param name tells these namespaces from others of this process. */
  constructor(count: number, name = 'village') {
    const namespace = (what: string) => `jazzgrid-${process.pid}-${name}-${what}`
    this.#hub = namespace('hub')
    this.homes = Array.from({ length: count }, (_, home) => namespace(`h${home + 1}`))
  }

  get size(): number {
    return this.homes.length
  }

  address(home: number): string {
    return `/ip4/${ip(home)}/tcp/4001`
  }

  /** `ip netns exec` becomes the program that it starts, so the process is the peer. */
  command(home: number): readonly string[] {
    return ['ip', 'netns', 'exec', this.homes[home]]
  }

  make(): void {
    const hub = ['-n', this.#hub]
    run('ip', 'netns', 'add', this.#hub)
    run('ip', ...hub, 'link', 'add', 'bridge0', 'type', 'bridge')
    run('ip', ...hub, 'link', 'set', 'bridge0', 'up')
    for (const [home, name] of this.homes.entries()) {
      run('ip', 'netns', 'add', name)
      run('ip', ...hub, 'link', 'add', port(home), 'type', 'veth', 'peer', 'name', 'eth0', 'netns', name)
      run('ip', ...hub, 'link', 'set', port(home), 'master', 'bridge0', 'up')
      run('ip', '-n', name, 'address', 'add', `${ip(home)}/24`, 'dev', 'eth0')
      run('ip', '-n', name, 'link', 'set', 'lo', 'up')
      run('ip', '-n', name, 'link', 'set', 'eth0', 'up')
    }
  }

  /** From now on every home loses packets, so many of a hundred in each direction. */
  lose(percent: number): void {
    for (const name of this.homes) nft(name, losses(percent))
  }

  /** Hold every packet back on its way out. @returns false where the kernel cannot. */
  delay(milliseconds: number): boolean {
    return this.homes.every((name) => {
      const line = ['-n', name, 'qdisc', 'replace', 'dev', 'eth0', 'root', 'netem', 'delay', `${milliseconds}ms`]
      return spawnSync('tc', line).status === 0
    })
  }

  /** These homes hear nothing of the others, nor the others of them. */
  partition(some: readonly number[]): void {
    const others = this.homes.map((_, home) => home).filter((home) => !some.includes(home))
    const set = (homes: readonly number[]) => `{ ${homes.map(port).join(', ')} }`
    const [here, there] = [set(some), set(others)]
    nft(
      this.#hub,
      `table bridge parted {
        chain forward {
          type filter hook forward priority 0;
          iifname ${here} oifname ${there} drop
          iifname ${there} oifname ${here} drop
        }
      }`,
    )
  }

  heal(): void {
    nft(this.#hub, 'delete table bridge parted')
  }

  /** Whatever was made; processes in it should have ended. */
  remove(): void {
    for (const name of [...this.homes, this.#hub]) spawnSync('ip', ['netns', 'del', name])
  }
}

const ip = (home: number): string => `10.77.0.${home + 1}`

const port = (home: number): string => `cable${home + 1}`

/** Rules that replace those before them. */
const losses = (percent: number): string => `
  table inet losses {}
  delete table inet losses
  table inet losses {
    chain in { type filter hook input priority 0; iifname eth0 numgen random mod 100 < ${percent} drop; }
    chain out { type filter hook output priority 0; oifname eth0 numgen random mod 100 < ${percent} drop; }
  }`

const nft = (namespace: string, rules: string): void => {
  const { status, stderr } = spawnSync('ip', ['netns', 'exec', namespace, 'nft', '-f', '-'], {
    input: rules,
    encoding: 'utf8',
  })
  if (status !== 0) throw new Error(`nft in ${namespace}: ${stderr.trim()}`)
}

function run(program: string, ...line: readonly string[]): void {
  const { status, stderr } = spawnSync(program, line, { encoding: 'utf8' })
  if (status !== 0) throw new Error(`${program} ${line.join(' ')}: ${stderr?.trim()}`)
}
