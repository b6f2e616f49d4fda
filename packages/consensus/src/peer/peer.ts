import { type Body, type Intake, type OwnState, type Replica, readSync, type Signer } from '@jazzgrid/ledger'
import type { Council } from '../council/council.js'
import type { CommunityState } from '../state/community-state.js'
import type { TrustedPoint } from '../trust/trusted-point.js'
import { putEntry } from './disk/store-writes.js'
import type { EntryDesk } from './entry-desk.js'
import type { Accusations } from './evidence/accusations.js'
import { rivalProofs } from './evidence/rival-proofs.js'
import type { Chronicle } from './history/chronicle.js'
import type { Transferred } from './history/transfer-desk.js'
import type { OwnAccount } from './own/own-account.js'
import { writtenEffects } from './own/written-effects.js'
import type { PeerEffect, PeerName, PeerTimer, StoreAsk, Topic } from './peer-effect.js'
import { type Judged, PEER_PACE, type PeerOptions } from './peer-options.js'
import { partsOf } from './peer-parts.js'
import { effectOf } from './round-effect.js'
import type { RoundEvent } from './round-event.js'
import type { RoundKeeper } from './round-keeper.js'
import { Schedule } from './schedule.js'
import type { SyncDesk } from './sync/sync-desk.js'

/**
 * One peer of a community: its replica, its part in deciding rounds, and what it tells its neighbours. A state machine
 * without clock, disk or network: every call hands in what happened and gets back what is to be done, in order.
 */
export class Peer {
  readonly #replica: Replica
  readonly #council: Council
  readonly #keeper: RoundKeeper
  readonly #entries: EntryDesk
  readonly #sync: SyncDesk
  readonly #own: OwnAccount | undefined
  readonly #accusations: Accusations
  readonly #pledges: Uint8Array | undefined
  readonly #schedule: Schedule
  readonly #chronicle: Chronicle
  #now = 0
  #isAwake = false
  #effects: PeerEffect[] = []

  constructor(options: PeerOptions) {
    const pace = { ...PEER_PACE, ...options.pace }
    const emit = (effect: PeerEffect) => {
      this.#effects.push(effect)
    }
    const parts = partsOf(options, pace, {
      emit,
      now: () => this.#now,
      take: (wires, from) => this.#take(wires, from),
      follow: (events) => this.#follow(events),
      leap: (to) => this.#leap(to),
    })
    this.#replica = options.replica
    this.#pledges = options.pledged?.pledges
    this.#schedule = new Schedule(options.genesis, pace, emit)
    this.#council = parts.council
    this.#keeper = parts.keeper
    this.#own = parts.own
    this.#entries = parts.entries
    this.#accusations = parts.accusations
    this.#chronicle = parts.chronicle
    this.#sync = parts.sync
  }

  /** As of the newest certificate. */
  get state(): CommunityState {
    return this.#council.state
  }

  get replica(): Replica {
    return this.#replica
  }

  /** More than f validators lied, or this peer computes another result than the others: it does nothing more. */
  get stopped(): boolean {
    return this.#keeper.stopped
  }

  /** Whether it may sign entries, and why not; undefined for a peer that only follows. */
  get own(): OwnState | undefined {
    return this.#own?.state
  }

  get mayWrite(): boolean {
    return this.#own?.mayWrite === true
  }

  /** For an invitation: see `Chronicle`. */
  get checkpoint(): TrustedPoint {
    return this.#chronicle.checkpoint
  }

  /** Whether so many validators are connected that a round can be decided, this peer included where it is one. */
  get reachesQuorum(): boolean {
    return this.#sync.reached >= this.#needed
  }

  start(now: number): readonly PeerEffect[] {
    return this.#step(now, () => {
      this.#follow(this.#keeper.listen(this.#pledges))
      this.#schedule.cut(now)
      this.#schedule.sync()
      this.#schedule.listen()
    })
  }

  connected(name: PeerName, now: number): readonly PeerEffect[] {
    return this.#step(now, () => {
      this.#sync.connected(name, now)
      this.#schedule.greet(name)
    })
  }

  disconnected(name: PeerName): readonly PeerEffect[] {
    return this.#step(this.#now, () => this.#sync.disconnected(name, this.#now))
  }

  frame(name: PeerName, frame: Uint8Array, now: number): readonly PeerEffect[] {
    return this.#step(now, () => this.#sync.frame(name, frame, now))
  }

  /** What the store had to a `read`. */
  read(name: PeerName, ask: StoreAsk, found: readonly Uint8Array[]): readonly PeerEffect[] {
    return this.#step(this.#now, () => {
      if (ask.what === 'rival') this.#accusations.accuse(rivalProofs(ask.entry, found))
      else this.#sync.found(name, ask, found, this.#now)
    })
  }

  gossip(topic: Topic, data: Uint8Array, from: PeerName, now: number): Judged {
    let verdict: Judged['verdict'] = 'accept'
    const effects = this.#step(now, () => {
      verdict = topic === 'entry' ? this.#hearEntries(data, from) : this.#hearSeal(data, now)
    })
    return { verdict, effects }
  }

  timer(timer: PeerTimer, now: number): readonly PeerEffect[] {
    return this.#step(now, () => this.#ring(timer, now))
  }

  /**
   * Write entries of the own account.
   * @param successor the holder of the next key, where the last body is a `rotate-key`.
   * @returns undefined where none could be written: see `own`.
   */
  write(bodies: readonly Body[], now: number, successor?: Signer): readonly PeerEffect[] | undefined {
    if (!this.mayWrite) return undefined
    let isWritten = false
    const effects = this.#step(now, () => {
      isWritten = this.#write(bodies, successor)
    })
    return isWritten ? effects : undefined
  }

  #write(bodies: readonly Body[], successor?: Signer): boolean {
    const written = this.#own!.write(bodies, this.state, this.#now, successor)
    if (written.length > 0) this.#effects.push(...writtenEffects(written))
    return written.length > 0
  }

  #ring(timer: PeerTimer, now: number): void {
    switch (timer.kind) {
      case 'before-cut':
        this.#sync.greetSome(3, now)
        return
      case 'cut':
        this.#follow(this.#keeper.cut(now))
        this.#schedule.cut(now)
        return
      case 'sync':
        this.#sync.greetSome(2, now)
        this.#schedule.sync()
        return
      case 'greet':
        this.#sync.greet(timer.peer, now)
        return
      case 'listen':
        if (this.#isAwake) return
        this.#sync.listen(now)
        this.#schedule.listen()
        return
      case 'again':
        this.#schedule.rang()
        if (this.#sync.askAgain(now)) this.#schedule.again()
        return
      case 'seal':
        this.#follow(this.#keeper.timer(timer.timer, now))
    }
  }

  #hearEntries(data: Uint8Array, from: PeerName): Judged['verdict'] {
    const message = readSync(data)
    if (typeof message === 'string' || message.kind !== 'entries') return 'reject'
    const { missing, faults } = this.#take(message.wires, from)
    this.#sync.seek(missing, from, this.#now)
    return faults.length > 0 ? 'reject' : 'accept'
  }

  #hearSeal(data: Uint8Array, now: number): Judged['verdict'] {
    const { verdict, events } = this.#keeper.message(data, now)
    this.#follow(events)
    return verdict === 'invalid' ? 'reject' : verdict === 'stray' ? 'ignore' : 'accept'
  }

  #take(wires: readonly Uint8Array[], from: PeerName): Intake {
    const { entries, historic, proofs, missing, faults } = this.#entries.take(wires)
    if (entries.length > 0) {
      const batch = entries.map(putEntry)
      this.#effects.push({ kind: 'store', batch, durability: 'unsynced' }, { kind: 'received', entries })
    }
    this.#own?.see([...entries, ...historic])
    for (const entry of historic) this.#effects.push({ kind: 'read', for: from, ask: { what: 'rival', entry } })
    this.#accusations.accuse(proofs)
    if (entries.length > 0) this.#follow(this.#keeper.retry(this.#now))
    return { missing, faults }
  }

  #follow(events: readonly RoundEvent[]): void {
    for (const event of events) this.#carry(event)
  }

  #carry(event: RoundEvent): void {
    switch (event.kind) {
      case 'lack':
        this.#entries.expect(event.lack.runs.flatMap(({ ids }) => ids))
        this.#sync.lack(event.lack, this.#now)
        this.#schedule.again()
        return
      case 'lack-decision':
        this.#sync.lackDecision(event.height, this.#now)
        this.#schedule.again()
        return
      case 'behind':
      case 'compare-notes':
        this.#sync.greetSome(3, this.#now)
        return
      case 'accuse':
        this.#accusations.accuse([event.proof])
        return
      case 'decided':
        this.#effects.push(...this.#chronicle.decided(event))
        this.#goOn()
        return
      default:
        this.#effects.push(effectOf(event))
    }
  }

  #leap(to: Transferred): void {
    this.#effects.push(...this.#chronicle.leap(to))
    this.#own?.adopt(this.state)
    this.#follow(this.#keeper.listen())
    this.#goOn()
  }

  /** To the next height. */
  #goOn(): void {
    this.#entries.forget()
    this.#sync.decided(this.state.height, this.#now)
    if (!this.#isAwake) this.#sync.listen(this.#now)
  }

  /** So many other validators make a quorum, with this peer where it is one. */
  get #needed(): number {
    return this.#council.validators.quorumBeside(this.#own?.account)
  }

  /** What follows from what was heard, whatever it was. */
  #conclude(): void {
    // take part once so many have told what they hold of this height that nothing this peer signed is forgotten
    if (!this.#isAwake && (this.#own === undefined || this.#sync.told >= this.#needed)) {
      this.#isAwake = true
      this.#follow(this.#keeper.wake())
    }
    const alarm = this.#own?.alarm()
    if (alarm !== undefined) this.#effects.push({ kind: 'alarm', alarm })
    if (this.mayWrite) this.#write(this.#accusations.file())
  }

  #step(now: number, run: () => void): readonly PeerEffect[] {
    this.#now = now
    this.#effects = []
    run()
    this.#conclude()
    return this.#effects
  }
}
