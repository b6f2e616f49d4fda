import type { Chance } from '@jazzgrid/units'
import type { Community } from '../community/community.js'
import type { Home } from '../community/home.js'
import { HouseholdLife } from '../community/household-life.js'
import { MIDNIGHT } from '../community/small-genesis.js'
import { CALM } from '../fault/weather.js'
import type { Audit } from '../watch/audit.js'

/** From the beginning of the calm [ms]: when everybody first tries to write, and when everybody must have been able to. */
const WRITING = { from: 6_000, to: 12_000 } as const
/** Between two looks whether everybody has come together [ms]. */
const LOOK = 1_000

/**
 * The calm after bad times: lines, disks and clocks are mended, whoever is down starts, and everybody must come together
 * again, write, and see it certified. It ends as soon as that is so, or when its time is up.
 */
export class Calm {
  readonly #community: Community
  readonly #homes: readonly Home[]
  readonly #heeded: readonly Home[]
  readonly #audit: Audit
  readonly #begun: number
  readonly #before: number
  readonly #wrote = new Set<Home>()
  readonly #refused = new Set<Home>()
  /** No members when it was time to write, or not any more. */
  readonly #excused = new Set<Home>()

  /** @param homes honest ones, but for those that stay away. @param others whose word must count like theirs. */
  constructor(community: Community, homes: readonly Home[], others: readonly Home[], audit: Audit) {
    this.#community = community
    this.#homes = homes
    this.#heeded = [...homes, ...others]
    this.#audit = audit
    this.#begun = community.time
    this.#before = audit.record.last
    this.#mend()
  }

  /** @param most of it [ms]. @returns what it did not bring about. */
  async run(most: number, chance: Chance): Promise<readonly string[]> {
    for (const home of this.#heeded) {
      this.#write(home, new HouseholdLife(home, chance.stream(home.name)), this.#begun + WRITING.from)
    }
    for (let time = WRITING.from; ; time += LOOK) {
      await this.#community.run(this.#begun + Math.min(time, most))
      const faults = this.#faults()
      if (faults.length === 0 || time >= most) return faults
    }
  }

  #mend(): void {
    const { network } = this.#community
    network.heal()
    network.shape(CALM)
    for (const home of this.#homes) {
      home.clock.mend()
      home.disk.state = 'sound'
      home.crashAfter(Number.POSITIVE_INFINITY, () => {})
      if (!home.isUp) this.#community.start(home.name)
    }
  }

  /** An order, as soon as the home stands where the others stand and may write. */
  #write(home: Home, life: HouseholdLife, at: number): void {
    this.#community.at(at, () => {
      if (!isActive(home)) {
        this.#excused.add(home)
        return
      }
      const isThere = home.peer?.state.height === this.#audit.record.last
      if (isThere && life.order(MIDNIGHT + this.#community.time)) this.#wrote.add(home)
      else if (at < this.#begun + WRITING.to || home.isRotating) this.#write(home, life, at + LOOK)
      else this.#refused.add(home)
    })
  }

  #faults(): string[] {
    const faults = [...this.#refused].map(({ name }) => `${name} may not write in the calm`)
    const { last } = this.#audit.record
    if (last === this.#before) faults.push('no round was decided in the calm')
    for (const home of this.#homes) {
      const height = home.peer?.state.height
      if (height !== last) faults.push(`${home.name} stands at ${height ?? 'nothing, it is down'}, others at ${last}`)
      if (this.#isOpen(home)) faults.push(`${home.name} holds entries that nobody certified`)
    }
    for (const home of this.#heeded) {
      if (this.#excused.has(home) || !isActive(home)) continue
      if (!this.#wrote.has(home) && !this.#refused.has(home)) faults.push(`${home.name} has not written yet`)
      if (!this.#isHeard(home)) faults.push(`nothing that ${home.name} wrote in the calm was certified`)
    }
    return faults
  }

  #isHeard({ account }: Home): boolean {
    return [...this.#audit.record.heights].some(
      ([height, { outcome }]) => height > this.#before && outcome.runs.some((run) => run.account === account),
    )
  }

  /** Whether it holds what honest members wrote and nobody certified; evidence may be found after the last cut. */
  #isOpen({ peer }: Home): boolean {
    return (peer?.replica.vector() ?? [])
      .filter((run) => this.#audit.honest.has(run.account))
      .flatMap((run) => peer!.replica.open(run.account, run.incarnation, run.from, run.from + run.ids.length))
      .some(({ body }) => body.kind !== 'evidence' && body.kind !== 'double-signing')
  }
}

/** Whether it knows itself to be a member. */
const isActive = ({ peer, account = -1 }: Home): boolean => peer?.state.members[account]?.standing === 'active'
