import { type ChildProcess, spawn } from 'node:child_process'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { newSeed, opensslSigner } from '@jazzgrid/ledger/openssl'
import { resolveScenario, scenarioGenesis } from '@jazzgrid/sim'
import { expect } from 'vitest'
import { Agreement } from '../../packages/cli/src/work/peers/agreement.js'
import type { PeerEvent } from '../../packages/cli/src/work/peers/peer-event.js'
import { writePeerFolder } from '../../packages/cli/src/work/peers/peer-folder.js'
import { ROOT } from '../e2e/command.js'
import type { Neighbourhood } from './neighbourhood.js'

const PROGRAM = join(ROOT, 'packages/cli/dist/main.js')
const SCENARIO = 'misono-day'
const SET = ['time.warmUpDays=0']
/** Rounds of ten minutes come every two seconds. */
const SPEED = 300
export const ROUND = 2_000
/** On the wall [ms]: entries travel, a round is decided, and before the first one the peers find each other. */
const COLLECT = 400
const DECIDE = 1_200
const MEETING = 7_000
/** A test that has waited so long for something will not see it [ms]. */
const PATIENCE = 45_000
/** Into a decision, when some have voted and others have not [ms]. */
const AMID = 60

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

/** Peers of misono-day, each a process with its own key and folder. */
export class HomeProcesses {
  readonly agreement: Agreement
  /** What the peers have said, each with the time at which it was heard [ms]. */
  readonly heard: { readonly home: number; readonly at: number; readonly event: PeerEvent }[] = []
  readonly #where: Neighbourhood
  readonly #folders: readonly string[]
  /** When on the wall the first round is [ms]. */
  readonly #begins: number
  readonly #startsAt: number
  readonly #children: (ChildProcess | undefined)[]

  private constructor(
    where: Neighbourhood,
    folders: readonly string[],
    begins: number,
    agreement: Agreement,
    startsAt: number,
  ) {
    this.#where = where
    this.#folders = folders
    this.#begins = begins
    this.agreement = agreement
    this.#startsAt = startsAt
    this.#children = folders.map(() => undefined)
  }

  /** Found the community in a folder; nobody runs yet. */
  static async found(where: Neighbourhood, folder: string): Promise<HomeProcesses> {
    const whole = await resolveScenario(SCENARIO, { set: SET, seed: 1 })
    const scenario = { ...whole, sites: whole.sites.slice(0, where.size) }
    const seeds = scenario.sites.map(() => newSeed())
    const signers = seeds.map((seed) => opensslSigner(seed))
    const timing = { collectTime: COLLECT * SPEED, decisionTime: (COLLECT + DECIDE) * SPEED }
    const genesis = scenarioGenesis(scenario, signers, timing)
    const { startsAt, roundLength } = genesis.genesis
    const folders = scenario.sites.map(({ name }) => join(folder, name))
    const anchor = { wall: Date.now() + MEETING, community: startsAt }
    for (const [account, { name }] of scenario.sites.entries()) {
      await writePeerFolder(folders[account], {
        config: {
          account,
          listen: [where.address(account)],
          addresses: folders
            .map((_, other) => [other, [where.address(other)]] as const)
            .filter(([other]) => other !== account),
          site: { name, scenario: SCENARIO, case: scenario.case, seed: scenario.seed, set: SET },
          speed: SPEED,
          anchor,
        },
        genesis,
        seed: seeds[account],
      })
    }
    const sites = scenario.sites.map(({ name }) => name)
    return new HomeProcesses(
      where,
      folders,
      anchor.wall,
      new Agreement({ sites, folders, startsAt, roundLength }),
      startsAt,
    )
  }

  start(home: number): void {
    const line = [...this.#where.command(home), process.execPath, PROGRAM, 'node', 'run', this.#folders[home]]
    const child = spawn(line[0], line.slice(1), { stdio: ['pipe', 'pipe', 'inherit'] })
    this.#children[home] = child
    child.stdin.on('error', () => {}) // it may have ended by itself
    createInterface({ input: child.stdout }).on('line', (text) => {
      const event = JSON.parse(text) as PeerEvent
      this.heard.push({ home, at: Date.now(), event })
      this.agreement.hear(home, event)
    })
  }

  /** The newest height that anybody has certified. */
  get height(): number {
    return Math.max(...this.agreement.heights)
  }

  /** Each of these homes has certified so many rounds more than anybody has now. */
  async rounds(more: number, of: readonly number[] = this.#folders.map((_, home) => home)): Promise<void> {
    const height = this.height + more
    await this.#until(() => of.every((home) => this.agreement.heights[home] >= height), `${more} more rounds`)
  }

  /** All are at one height. */
  level(): Promise<void> {
    return this.#until(() => this.agreement.isLevel, 'one height')
  }

  /**
   * Wait for two rounds. @returns the rounds that were certified although their time came after this call: what was
   * under way may still be decided by those whose votes were sent.
   */
  async twoRounds(): Promise<readonly number[]> {
    const before = this.#startsAt + (Date.now() - this.#begins) * SPEED
    await pause(3 * ROUND)
    return this.agreement.rounds.map(({ at_ms }) => at_ms).filter((at) => at > before)
  }

  /** Until a round is being decided. */
  async amid(): Promise<void> {
    const since = (Date.now() - this.#begins - COLLECT - AMID) % ROUND
    await pause(ROUND - since)
  }

  /** End them as a power cut does. */
  async kill(...homes: readonly number[]): Promise<void> {
    await Promise.all(homes.map((home) => this.#end(home, 'SIGKILL')))
  }

  async stop(): Promise<void> {
    await Promise.all(
      this.#children.map(async (child, home) => {
        child?.stdin?.end()
        await this.#end(home)
      }),
    )
  }

  /** To be asked after `stop`: everybody told the same of every height, none is missing, nobody raised an alarm. */
  expectOneResult(): void {
    const { holds, rounds, heights } = this.agreement
    const alarms = this.heard.filter(({ event }) => event.event === 'alarm').map(({ home, event }) => ({ home, event }))
    expect(alarms).toEqual([])
    expect(holds, `heights ${heights}`).toBe(true)
    expect(rounds.map(({ height }) => height)).toEqual(rounds.map((_, place) => place + 1))
    expect(rounds.reduce((sum, { trades }) => sum + trades, 0)).toBeGreaterThan(0)
  }

  async #until(holds: () => boolean, what: string): Promise<void> {
    for (let waited = 0; !holds(); waited += 50) {
      if (waited >= PATIENCE) throw new Error(`${what}: not within ${PATIENCE} ms, heights ${this.agreement.heights}`)
      await pause(50)
    }
  }

  async #end(home: number, signal?: NodeJS.Signals): Promise<void> {
    const child = this.#children[home]
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return
    await new Promise<void>((resolve) => {
      const patience = setTimeout(() => child.kill('SIGKILL'), 10_000)
      child.once('close', () => {
        clearTimeout(patience)
        resolve()
      })
      if (signal !== undefined) child.kill(signal)
    })
  }
}
