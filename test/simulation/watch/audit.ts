import {
  type Alarm,
  type CommunityState,
  type Genesis,
  type Outcome,
  positionsIn,
  readMessage,
  stateAtGenesis,
  stateRoot,
  validatorsOf,
} from '@jazzgrid/consensus'
import { type Entry, readSync } from '@jazzgrid/ledger'
import type { PeerName } from '@jazzgrid/network'
import { hexOf } from '../community/hex.js'
import type { Home, Witness } from '../community/home.js'
import { FRAMES } from '../community/line.js'
import { FairCuts } from './fair-cuts.js'
import { Franchise } from './franchise.js'
import { RecordOfHeights } from './record-of-heights.js'
import { Statements } from './statements.js'

/** Reads with no library: an array of eleven with the version in one byte, as every entry of version 1 begins. */
const isWrittenAsItMust = ({ wire }: Entry): boolean => wire[0] === 0x8b && wire[1] === 0x01

/** Watches all honest homes from outside, and writes down everything that must never happen. */
export class Audit implements Witness {
  readonly faults: string[] = []
  readonly alarms: { readonly home: PeerName; readonly alarm: Alarm }[] = []
  readonly record = new RecordOfHeights()
  /** Messages and frames of everybody, liars included. */
  sent = 0
  readonly honest: ReadonlySet<number>
  readonly #liars: ReadonlySet<PeerName>
  readonly #statements = new Statements()
  readonly #cuts: FairCuts
  readonly #franchise: Franchise
  readonly #genesis: Genesis
  /** Up to which height each home has said that its disk holds what was decided. */
  readonly #kept = new Map<Home, number>()
  #now: () => number = () => 0

  /** @param honest accounts that never lie. @param liars houses that do. */
  constructor(genesis: Genesis, honest: ReadonlySet<number>, liars: ReadonlySet<PeerName> = new Set()) {
    this.#genesis = genesis
    this.honest = honest
    this.#liars = liars
    this.#cuts = new FairCuts(honest)
    this.#franchise = new Franchise(genesis)
  }

  /** @param now ms since midnight, for the reports. */
  readTimeFrom(now: () => number): void {
    this.#now = now
  }

  onStart(home: Home): void {
    if (!this.#isHonest(home)) return
    this.#kept.set(home, home.peer!.state.height)
    this.#cuts.start(home)
  }

  onSent(home: Home, channel: string, data: Uint8Array): void {
    this.sent++
    if (!this.#isHonest(home) || channel === FRAMES) return
    if (channel.endsWith('/seal')) {
      this.#note(this.#statements.hearSeal(data, this.honest))
      const message = readMessage(data)
      if (typeof message !== 'string' && message.kind === 'close') this.#cuts.close(home, message.height)
      return
    }
    const message = readSync(data)
    if (typeof message === 'string' || message.kind !== 'entries')
      this.#note('what is no packet of entries was published')
    else {
      const keysBefore = (account: number, height: number) => this.#franchise.keysBefore(account, height)
      for (const wire of message.wires) this.#note(this.#statements.hearEntry(wire, this.honest, keysBefore))
    }
  }

  onReceived(home: Home, entries: readonly Entry[]): void {
    if (!this.#isHonest(home)) return
    this.#cuts.receive(home, entries)
    this.#franchise.receive(entries)
    for (const entry of entries) if (!isWrittenAsItMust(entry)) this.#note(`${home.name} took an entry in other bytes`)
  }

  knows(height: number): boolean {
    return height === 0 || this.record.heights.has(height)
  }

  onDecided(home: Home, outcome: Outcome): void {
    if (!this.#isHonest(home)) return
    this.#kept.set(home, outcome.value.height)
    const { faults, isFirst } = this.record.add(outcome)
    for (const fault of faults) this.#note(fault)
    if (isFirst) {
      for (const fault of this.#franchise.judge(outcome)) this.#note(fault)
      for (const fault of this.#cuts.judge(outcome, this.#closersOf(outcome))) this.#note(fault)
      for (const { account, standing } of outcome.state.members) {
        if (standing === 'equivocator' && this.honest.has(account))
          this.#note(`honest account ${account} was convicted`)
      }
    }
    this.#cuts.certified(home, outcome, this.#stateBefore(outcome))
  }

  onAlarm(home: Home, alarm: Alarm): void {
    if (!this.#isHonest(home)) return
    this.alarms.push({ home: home.name, alarm })
    if (alarm.what === 'split' || alarm.what === 'other-result') this.#note(`${home.name} stopped: ${alarm.what}`)
    const accused = alarm.what === 'forked-account' || alarm.what === 'double-signing' ? alarm.account : undefined
    if (accused !== undefined && this.honest.has(accused))
      this.#note(`honest account ${accused} was accused: ${alarm.what}`)
  }

  onPenalty(home: Home, peer: PeerName, reason: string): void {
    if (this.#isHonest(home) && !this.#liars.has(peer)) this.#note(`${home.name} blames honest ${peer}: ${reason}`)
  }

  onFault(): void {}

  /** At the end: who stands at one height stands in one state, and holds every certified entry. */
  async close(homes: Iterable<Home>): Promise<void> {
    const states = new Map<number, string>()
    for (const home of homes) {
      if (!this.#isHonest(home) || home.peer === undefined) continue
      const { state } = home.peer
      const root = hexOf(stateRoot(state))
      const other = states.get(state.height) ?? root
      if (other !== root) this.#note(`${home.name} has another state at height ${state.height}`)
      states.set(state.height, root)
      if (home.account === undefined || !this.honest.has(home.account)) continue // its disk may have forgotten them
      for (const missing of await this.#lost(home, this.#kept.get(home) ?? 0)) this.#note(missing)
    }
  }

  async #lost(home: Home, upTo: number): Promise<string[]> {
    const lost: string[] = []
    for (const [height, { outcome }] of this.record.heights) {
      if (height > upTo) continue
      for (const { account, incarnation, from, ids } of outcome.runs) {
        let held = 0
        for await (const _ of home.disk.content.chain(account, incarnation, from, from + ids.length - 1)) held++
        if (held < ids.length) lost.push(`${home.name} has lost certified entries of ${account} from height ${height}`)
      }
    }
    return lost
  }

  #stateBefore({ value }: Outcome): CommunityState {
    return this.record.heights.get(value.height - 1)?.outcome.state ?? stateAtGenesis(this.#genesis)
  }

  #closersOf(outcome: Outcome): number[] {
    const { value } = outcome
    const { members } = validatorsOf(this.#genesis, this.#stateBefore(outcome).members)
    return (positionsIn(value.closers, members.length) ?? []).map((position) => members[position].account)
  }

  #isHonest({ name }: Home): boolean {
    return !this.#liars.has(name)
  }

  #note(fault: string | undefined): void {
    if (fault !== undefined && this.faults.length < 50)
      this.faults.push(`${(this.#now() / 1000).toFixed(2)} s: ${fault}`)
  }
}
