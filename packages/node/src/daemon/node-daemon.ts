import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { LedgerStore } from '@jazzgrid/ledger'
import { openLevelStore } from '@jazzgrid/ledger/level'
import { opensslScheme, opensslSigner } from '@jazzgrid/ledger/openssl'
import { CodedError } from '@jazzgrid/units'
import { ADMIN_TOKEN_FILE, API_FILE } from '../api/client/open-node.js'
import type { ConfigMistake } from '../api/contract/administration.js'
import type { NodeState, ReadyReason } from '../api/contract/condition.js'
import { ROUTES } from '../api/route/routes.js'
import { type ApiAddress, HttpApi } from '../api/server/http-api.js'
import type { Backstage } from '../api/server/route.js'
import { TokenBook } from '../api/server/token-book.js'
import type { ConfigReading, ConfigSource } from '../config/config-source.js'
import type { NodeConfig, SiteConfig } from '../config/node-config.js'
import { replaceFile } from '../folder/atomic-file.js'
import { type DataFolder, FILES, openDataFolder } from '../folder/data-folder.js'
import type { Migrations } from '../folder/migration.js'
import { reasonsOf } from '../health/readiness.js'
import type { NodeWatch } from '../run/start-node.js'
import type { SitePort } from '../site/site-port.js'
import { watchFile } from './config-watch.js'
import { startPeer } from './peer-run.js'

export interface DaemonOptions {
  /** Path of the data folder. */
  readonly folder: string
  readonly config: ConfigSource
  /**
   * Makes the site that the config describes. What it throws as CodedError is a mistake in the config.
   * @returns the site, and what frees it.
   */
  readonly openSite: (site: SiteConfig) => Promise<{ readonly site: SitePort; readonly close: () => void }>
  /** Name and version. */
  readonly program: string
  /** One line, for people. */
  readonly log: (line: string) => void
  readonly watch?: NodeWatch
  readonly migrations?: Migrations
}

/**
 * A node as a process: data folder, config, API, and a peer where the config allows one. With a wrong config it serves the
 * API and says what is wrong; when the file is mended it goes on.
 */
export class NodeDaemon implements Backstage {
  readonly startedAt = Date.now()
  readonly tokens: TokenBook
  readonly #options: DaemonOptions
  readonly #folder: DataFolder
  readonly #api: HttpApi
  #state: NodeState = 'starting'
  #reading: ConfigReading | undefined
  #live: (Awaited<ReturnType<typeof startPeer>> & { readonly close: () => void }) | undefined
  /** Held while no peer has it, so that no other node can run on the folder. */
  #ledger: LedgerStore | undefined
  #url = ''
  #loading: Promise<void> = Promise.resolve()
  #unwatch: () => void = () => {}
  #ask: () => void = () => {}
  /** Settles when somebody asks it to stop. */
  readonly stopAsked = new Promise<void>((resolve) => {
    this.#ask = resolve
  })

  private constructor(options: DaemonOptions, folder: DataFolder, tokens: TokenBook) {
    this.#options = options
    this.#folder = folder
    this.tokens = tokens
    this.#api = new HttpApi(ROUTES, this)
  }

  /**
   * Start a node. It may come up in `config-error`. Throws CodedError: what `openDataFolder`, `TokenBook.open`, the API and
   * `startPeer` throw.
   */
  static async start(options: DaemonOptions): Promise<NodeDaemon> {
    const { folder: path, program, migrations, log } = options
    const folder = await openDataFolder(path, { program, scheme: opensslScheme(), ...(migrations && { migrations }) })
    if (folder.backup !== undefined) log(`${path} was taken over from an older version; a copy is in ${folder.backup}`)
    const tokens = await TokenBook.open(join(path, FILES.tokens), join(path, ADMIN_TOKEN_FILE), Date.now())
    const daemon = new NodeDaemon(options, folder, tokens)
    try {
      await daemon.#begin()
      return daemon
    } catch (error) {
      await daemon.stopped()
      throw error
    }
  }

  get state(): NodeState {
    return this.#state
  }

  get version(): string {
    return this.#options.program
  }

  get configFile(): string {
    return this.#options.config.file
  }

  get reading(): ConfigReading | undefined {
    return this.#reading
  }

  get live() {
    return this.#live
  }

  /** Of the API. */
  get url(): string {
    return this.#url
  }

  reasons(): readonly ReadyReason[] {
    if (this.#state === 'config-error') {
      const count = this.#reading?.sound === false ? this.#reading.mistakes.length : 0
      const message = `${this.configFile} has ${count === 1 ? '1 mistake' : `${count} mistakes`}; see /v1/config`
      return [{ code: 'config-error', message }]
    }
    if (this.#state === 'stopping') return [{ code: 'stopping', message: 'the node is stopping' }]
    if (this.#live === undefined) return [{ code: 'starting', message: 'the ledger is being read' }]
    return reasonsOf(this.#live)
  }

  /** Read the config again. A running peer goes on with the old one: a slip of the pen must not stop a house. */
  reload(): Promise<void> {
    this.#loading = this.#loading.then(() => this.#load()).catch((error) => this.#failed(error))
    return this.#loading
  }

  stop(): void {
    this.#ask()
  }

  /** Finish what is signed, close the ledger, free ports and files. */
  async stopped(): Promise<void> {
    this.#state = 'stopping'
    this.#unwatch()
    await this.#loading.catch(() => {})
    await this.#live?.stop()
    this.#live?.close()
    await this.#ledger?.close()
    await this.#api.close()
    if (this.#url !== '') await rm(join(this.#folder.path, API_FILE), { force: true })
  }

  async #begin(): Promise<void> {
    this.#ledger = await openLevelStore(this.#folder.ledger)
    const reading = await this.#options.config.read()
    this.#reading = reading
    await this.#serve(reading.sound ? reading.config.api : reading.api)
    this.#unwatch = watchFile(this.configFile, () => void this.reload())
    await this.#run(reading)
  }

  async #serve(address: ApiAddress): Promise<void> {
    this.#url = await this.#api.listen(address)
    const file = { schema: 'jazzgrid/api@1', url: this.#url, pid: process.pid }
    await replaceFile(join(this.#folder.path, API_FILE), `${JSON.stringify(file)}\n`)
  }

  async #load(): Promise<void> {
    if (this.#state === 'stopping') return
    const before = JSON.stringify(this.#reading)
    const reading = await this.#options.config.read()
    if (JSON.stringify(reading) === before) return
    this.#reading = reading
    if (this.#live === undefined) return this.#run(reading)
    this.#options.log(
      reading.sound
        ? `${this.configFile} has changed: it takes effect when the node is started again`
        : `${this.configFile} has mistakes; the node goes on with what it read before\n${listed(reading.mistakes)}`,
    )
  }

  async #run(reading: ConfigReading): Promise<void> {
    if (!reading.sound) return this.#refuse(reading)
    this.#state = 'starting'
    const { config } = reading
    const opened = await this.#site(config, reading)
    if (opened === undefined) return
    const { folder, log, watch } = { ...this.#options, folder: this.#folder }
    const key = opensslSigner(folder.seed).key
    const ledger = this.#ledger ?? (await openLevelStore(folder.ledger))
    this.#ledger = undefined
    try {
      const live = await startPeer({ folder, ledger, config, site: opened.site, key, log, watch: watch ?? {} })
      this.#live = Object.assign(live, { close: opened.close })
    } catch (error) {
      opened.close()
      await ledger.close()
      this.#ledger = await openLevelStore(folder.ledger)
      throw error
    }
    this.#state = 'running'
  }

  /** @returns undefined where the config describes no site that there could be; then it is a config error. */
  async #site(config: NodeConfig, reading: ConfigReading) {
    if (config.site === undefined) return { site: undefined, close() {} }
    try {
      return await this.#options.openSite(config.site)
    } catch (error) {
      if (!(error instanceof CodedError)) throw error
      const mistake = { place: this.configFile, path: 'site', problem: error.message, remedy: '' }
      this.#refuse({ sound: false, mistakes: [mistake], settings: reading.settings, api: config.api })
      return undefined
    }
  }

  #refuse(reading: Extract<ConfigReading, { sound: false }>): void {
    this.#reading = reading
    this.#state = 'config-error'
    this.#options.log(
      `${this.configFile} has mistakes; nothing trades until it is mended (it is read again when it changes)\n${listed(reading.mistakes)}`,
    )
  }

  /** What a mended config led to. */
  #failed(error: unknown): void {
    const message = error instanceof Error ? error.message : String(error)
    this.#options.log(`the node could not be started with the new config: ${message}`)
    const mistake = { place: this.configFile, path: '', problem: message, remedy: '' }
    if (this.#reading?.sound)
      this.#refuse({ ...this.#reading, sound: false, mistakes: [mistake], api: this.#reading.config.api })
  }
}

const listed = (mistakes: readonly ConfigMistake[]): string =>
  mistakes
    .map(({ place, path, problem, remedy }) => `  ${place}: ${path === '' ? '' : `${path}: `}${problem}. ${remedy}`)
    .join('\n')
