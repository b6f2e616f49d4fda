import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Genesis, signGenesis } from '@jazzgrid/consensus'
import { opensslSigner } from '@jazzgrid/ledger/openssl'
import { CodedError, HOUR, MINUTE, perKwh, wh } from '@jazzgrid/units'
import type { ConfigMistake } from '../src/api/contract/administration.js'
import type { ConfigReading, ConfigSource } from '../src/config/config-source.js'
import { nodeConfigSchema } from '../src/config/node-config.js'
import { type DaemonOptions, NodeDaemon } from '../src/daemon/node-daemon.js'
import { makeDataFolder } from '../src/folder/data-folder.js'
import type { SitePort } from '../src/site/site-port.js'

const SLOT = 30 * MINUTE
const seed = new Uint8Array(32).fill(9)
const signer = opensslSigner(seed)

/** A community of one, whose rounds come every 600 ms: it agrees with itself. */
function genesisFrom(now: number): Genesis {
  return {
    version: 1,
    name: 'a lone home',
    startsAt: Math.floor(now / SLOT) * SLOT,
    roundLength: 600,
    collectTime: 100,
    decisionTime: 500,
    faultModel: 'byzantine',
    market: {
      mechanism: 'continuous',
      slotLength: SLOT,
      openBefore: 24 * HOUR,
      gateClosure: 0,
      tick: perKwh(0.1),
      lot: wh(10),
      band: { min: perKwh(0), max: perKwh(50) },
    },
    settlement: {
      retail: [perKwh(30)],
      feedIn: [perKwh(8)],
      sameFeeder: perKwh(0),
      other: perKwh(0),
      readingGrace: 10 * MINUTE,
      suspendAbove: 300,
    },
    members: [{ account: 0, key: Buffer.from(signer.key).toString('hex'), validator: true, feeder: 0 }],
  }
}

/** A site whose agents want nothing; it tells what was asked of it. */
export function quietSite(): SitePort & { readonly calls: string[] } {
  const calls: string[] = []
  return {
    calls,
    meter: () => [],
    decide() {
      calls.push('decide')
      return []
    },
    look: () => void calls.push('look'),
    placed: () => void calls.push('placed'),
    hear: () => {},
    act: () => {},
    household: {
      preference: 'cheapest',
      cars: new Map([['lone-car', []]]),
      prefer: (preference, from) => void calls.push(`prefer ${preference} from ${from}`),
      check(car, trips) {
        if (trips.some(({ energy }) => energy > 10_000)) throw new CodedError('bad-trips', `${car} cannot go so far`)
      },
      plan: (car, trips, from) => void calls.push(`plan ${trips.length} of ${car} from ${from}`),
    },
    memory: {
      name: 'lone',
      agents: new Map([[0, 'lone-battery']]),
      decisions: (slot) => [{ slot, agent: 'lone-battery' }],
    },
  }
}

/** A config that tests write. */
export class WrittenConfig implements ConfigSource {
  readonly file: string
  mistakes: readonly ConfigMistake[] = []
  input: Record<string, unknown> = {}

  constructor(file: string) {
    this.file = file
  }

  async read(): Promise<ConfigReading> {
    const api = { host: '127.0.0.1', port: 0, hosts: [] }
    const { mistakes } = this
    if (mistakes.length > 0) return { sound: false, mistakes, settings: [], api }
    const config = nodeConfigSchema.parse({ listen: ['/ip4/127.0.0.1/tcp/0'], api, ...this.input })
    return { sound: true, config, settings: [] }
  }
}

/** A data folder of the lone home, and daemons on it; `close` ends and removes what was made. */
export class LoneHome {
  readonly folder: string
  readonly config: WrittenConfig
  readonly site = quietSite()
  readonly lines: string[] = []
  readonly #made: string
  readonly #running: NodeDaemon[] = []

  private constructor(made: string) {
    this.#made = made
    this.folder = join(made, 'home')
    this.config = new WrittenConfig(join(this.folder, 'node.yaml'))
  }

  static async make(): Promise<LoneHome> {
    const home = new LoneHome(await mkdtemp(join(tmpdir(), 'jazzgrid-daemon-')))
    const genesis = signGenesis(genesisFrom(Date.now()), [signer])
    await makeDataFolder(home.folder, { program: 'test 1', seed, genesis, config: '' })
    return home
  }

  async start(changes: Partial<DaemonOptions> = {}): Promise<NodeDaemon> {
    const daemon = await NodeDaemon.start({
      folder: this.folder,
      config: this.config,
      openSite: async () => ({ site: this.site, close: () => {} }),
      program: 'test 1',
      log: (line) => this.lines.push(line),
      ...changes,
    })
    this.#running.push(daemon)
    return daemon
  }

  async stop(daemon: NodeDaemon): Promise<void> {
    this.#running.splice(this.#running.indexOf(daemon), 1)
    await daemon.stopped()
  }

  async restart(): Promise<NodeDaemon> {
    for (const daemon of this.#running.splice(0)) await daemon.stopped()
    return this.start()
  }

  async close(): Promise<void> {
    for (const daemon of this.#running.splice(0)) await daemon.stopped()
    await rm(this.#made, { recursive: true, force: true })
  }
}

/** Until it holds; the test's own timeout ends it. */
export async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await holds())) await new Promise((resolve) => setTimeout(resolve, 20))
}
